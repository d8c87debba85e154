import { requestFor, type Arguments, type Kiamo, type OperationId, type Result } from './client';
import { toNodeError } from './errors';
import { failed } from './failure';

/** The operations of the contract that list rows in pages. */
export type ListId = {
	[Id in OperationId]: Result<Id> extends { data: unknown[]; total?: number } ? Id : never;
}[OperationId];

export type Row<Id extends ListId> =
	Result<Id> extends { data: Array<infer Item extends object> } ? Item : never;

/** The most rows that Kiamo puts on a page (assumed in the contract). */
export const largestPage = 500;
/** An offset that no list reaches. */
const farAhead = 1_000_000_000;

export interface Page<Item> {
	data: Item[];
	total?: number;
}

/**
 * Reads a list page by page; yields rows that were not yielded before. Throws a NodeApiError when a page can't be read.
 */
export async function* listPages<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	{ pageSize = largestPage, itemIndex }: { pageSize?: number; itemIndex?: number } = {},
): AsyncGenerator<Array<Row<Id>>> {
	yield* readPages(async (offset) => {
		const pageArgs = { ...args, query: { ...(args.query as object), limit: pageSize, offset } };
		return await listPage(kiamo, id, pageArgs, itemIndex);
	});
}

/** Asks for one page. Throws a NodeApiError when it can't be read. */
export async function listPage<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	itemIndex?: number,
): Promise<Page<Row<Id>>> {
	const page = toPage<Row<Id>>(await kiamo.call(id, args, itemIndex));
	if (page) return page;
	const { failure } = failed(requestFor(id, args), { kind: 'unreadable', html: false });
	throw toNodeError(kiamo.node, failure, itemIndex);
}

/** The page that an answer holds, be it just the rows; undefined when it holds none. */
export function toPage<Item>(answer: unknown): Page<Item> | undefined {
	if (Array.isArray(answer)) return { data: answer as Item[] };
	const { data, total } = (answer ?? {}) as Partial<Page<Item>>;
	return Array.isArray(data) ? { data, total } : undefined;
}

/** Where a walk begins and what tells its rows apart. */
export interface Walk<Item> {
	offset?: number;
	keyOf?(row: Item): string;
	/** Rows that are known from an earlier walk, and not yielded. */
	isKnown?(row: Item): boolean;
	/** Rows of which all that came before were read by an earlier walk: a walk that begins at an offset must meet one. */
	isStart?(row: Item): boolean;
}

/**
 * Walks a list by offset while its rows may move. Each page overlaps the one before by a row: when no row of a page is
 * known, rows before it were deleted, so it steps back until it meets one. Hence no row comes twice, and none is lost
 * that was there all the while, provided the order is stable (by id). Yields once per page, if only nothing.
 */
export async function* readPages<Item extends object>(
	fetchPage: (offset: number) => Promise<Page<Item>>,
	{ offset = 0, keyOf = idOf, isKnown = () => false, isStart = () => false }: Walk<Item> = {},
): AsyncGenerator<Item[]> {
	const seen = new Set<string>();
	const isRead = (row: Item) => seen.has(keyOf(row));
	let overlap = offset > 0 ? 1 : 0;
	let step = 1;
	let previous = '';
	for (;;) {
		const { data, total } = await fetchPage(offset);
		const isAnchor = seen.size === 0 ? isStart : isRead;
		if (overlap > 0 && offset > 0 && !data.some(isAnchor)) {
			step *= 4;
			offset = Math.max(0, offset - step);
			continue;
		}
		step = 1;
		const onlyTheOverlap = overlap === 1 && data.length === 1 && data.every(isRead);
		const fresh = data.filter((row) => !isRead(row) && !isKnown(row));
		for (const row of data) seen.add(keyOf(row));
		yield fresh;

		const end = offset + data.length;
		const keys = data.map(keyOf).join();
		if (data.length === 0 || (total === undefined ? onlyTheOverlap : end >= total)) return;
		// The same page again: rows came in before it, or the server does not know pages and shows it wherever one looks.
		if (total === undefined && keys === previous && (await fetchPage(farAhead)).data.length > 0) return;
		previous = keys;
		overlap = data.length > 1 ? 1 : 0;
		offset = end - overlap;
	}
}

/** What tells a row from the others of its list: its id, or all it holds. */
function idOf(row: object): string {
	const { id, service_id, agent_id, group_id } = row as Record<string, unknown>;
	return String(id ?? service_id ?? agent_id ?? group_id ?? JSON.stringify(row));
}

/** Reads a whole list, or its first `limit` rows. */
export async function listRows<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	{ limit = Infinity, itemIndex }: { limit?: number; itemIndex?: number } = {},
): Promise<Array<Row<Id>>> {
	const rows: Array<Row<Id>> = [];
	for await (const page of listPages(kiamo, id, args, {
		pageSize: Math.min(limit, largestPage),
		itemIndex,
	})) {
		rows.push(...page);
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}
