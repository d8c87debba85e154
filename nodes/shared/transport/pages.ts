import { idNames, needed, type Paging } from '../../../contract/generated/operations';
import type { Arguments, Kiamo, ListId, Row } from './client';
import { operationOf } from './contract';
import type { Query } from './url';

export type { ListId, Row } from './client';

/** An offset that no list reaches. */
const farAhead = 1_000_000_000;
/** Pages after the first are no smaller, so that a walk goes on where they are counted by number. */
const leastRows = 50;

export interface Page<Item> {
	data: Item[];
	total?: number;
}

/** Which page: the rows to pass over, none unless given, and how many to ask for, as many as Kiamo gives unless given. */
export interface PagePlace {
	offset?: number;
	size?: number;
}

/** The number of a page and how many rows pages have, so that it holds a row, begins close before it, and goes far beyond. */
function numbered({ largest }: Paging, { offset = 0, size = largest }: PagePlace) {
	if (offset === 0) return { index: 0, size: Math.min(size, largest) };
	const most = Math.min(largest, Math.max(size, leastRows));
	const sizes = Array.from({ length: Math.ceil(most / 2) }, (_, less) => most - less);
	const endOf = (rows: number) => (Math.floor(offset / rows) + 1) * rows;
	const best = sizes.reduce((one, other) => (endOf(other) > endOf(one) ? other : one));
	return { index: Math.floor(offset / best), size: best };
}

/** The parameters that ask for a page. */
export function pageQuery(paging: Paging, place: PagePlace = {}): Query {
	const { style, size: sizeName, position, first = 1, largest } = paging;
	if (style === 'none') return {};
	const { offset, size = largest } = place;
	if (style === 'offset') return { [sizeName]: Math.min(size, largest), [position]: offset };
	const page = numbered(paging, place);
	return { [sizeName]: page.size, [position]: page.index + first };
}

const at = (body: unknown, path: string) =>
	path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], body);

/** The page that an answer holds, from the row on that was asked for, be it just the rows; undefined when it holds none. */
export function toPage<Item>(body: unknown, paging: Paging, place: PagePlace = {}): Page<Item> | undefined {
	const { style, rows, total } = paging;
	const data = Array.isArray(body) ? (body as unknown[]) : at(body, rows);
	if (!Array.isArray(data)) return undefined;
	const { offset = 0 } = place;
	const page = style === 'page' ? numbered(paging, place) : { index: 0, size: 0 };
	const before = style === 'offset' ? 0 : offset - page.index * page.size;
	return {
		data: data.slice(before) as Item[],
		total: style === 'none' ? data.length : (at(body, total) as number | undefined),
	};
}

/** What tells the rows of a list apart: what the contract names first of what they need, or all that a row holds. */
export function rowKey(list?: ListId): (row: object) => string {
	const { rows = '' } = list ? operationOf(list) : {};
	const names = needed[rows]?.slice(0, 1) ?? rowIds;
	return (row) => {
		const name = names.find((each) => (row as Record<string, unknown>)[each] !== undefined);
		return name ? String((row as Record<string, unknown>)[name]) : JSON.stringify(row);
	};
}

const rowIds = [...new Set(Object.values(needed).map(([name]) => name))].filter((name) =>
	idNames.includes(name),
);

/**
 * Reads a list page by page; yields rows that were not yielded before. Throws a NodeApiError when a page can't be read.
 */
export async function* listPages<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	{ pageSize, itemIndex }: { pageSize?: number; itemIndex?: number } = {},
): AsyncGenerator<Array<Row<Id>>> {
	const fetchPage = async (offset: number) =>
		await listPage(kiamo, id, { ...args, page: { offset, size: pageSize } }, itemIndex);
	yield* readPages<Row<Id>>(fetchPage, { keyOf: rowKey(id) });
}

/** Asks for one page. Throws a NodeApiError when it can't be read. */
export const listPage = async <Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	itemIndex?: number,
): Promise<Page<Row<Id>>> => (await kiamo.call(id, args, itemIndex)) as Page<Row<Id>>;

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
	{ offset = 0, keyOf = rowKey(), isKnown = () => false, isStart = () => false }: Walk<Item> = {},
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

/** Reads a whole list, or its first `limit` rows. */
export async function listRows<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	{ limit = Infinity, itemIndex }: { limit?: number; itemIndex?: number } = {},
): Promise<Array<Row<Id>>> {
	const rows: Array<Row<Id>> = [];
	for await (const page of listPages(kiamo, id, args, {
		pageSize: limit,
		itemIndex,
	})) {
		rows.push(...page);
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}
