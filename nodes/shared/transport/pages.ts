import { idNames, needed } from '../../../contract/generated/operations';
import type { Arguments, Kiamo, ListId, Row } from './client';
import { listPaging, operationOf } from './contract';
import { rowDoor, type OnBadRows } from './door';
import { otherPaging, type Page } from './page';

export type { ListId, Row } from './client';

/** An offset that no list reaches. */
const farAhead = 1_000_000_000;

/** What tells the rows of a list apart: what the contract names first of what they need, or all that a row holds. */
export function rowKey(list?: ListId): (row: object) => string {
	const { rows = '' } = list ? operationOf(list) : {};
	const names = needed[rows]?.slice(0, 1) ?? rowIds;
	return (row) => {
		const values = (row ?? {}) as Record<string, unknown>;
		const name = names.find((each) => (values[each] ?? null) !== null);
		return name ? String(values[name]) : JSON.stringify(sortKeys(row));
	};
}

/** The same with its keys in one order: a server may change it from page to page. */
function sortKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

const rowIds = [...new Set(Object.values(needed).map(([name]) => name))].filter((name) =>
	idNames.includes(name),
);

/** How a list is read: at an item, and who notes rows that lack what is needed, and are left out. */
export interface ListOptions {
	itemIndex?: number;
	onBadRows?: OnBadRows;
	onUnprovenEnd?(): void;
}

/**
 * Reads a list page by page; yields rows that were not yielded before. Throws a NodeApiError when a page or a row can't be
 * read (see `rowDoor`), and a RangeError when the list can't be known whole.
 */
export async function* listPages<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	{ pageSize, ...options }: ListOptions & { pageSize?: number } = {},
): AsyncGenerator<Array<Row<Id>>> {
	const fetchPage = async (offset: number) =>
		await listPage(kiamo, id, { ...args, page: { offset, size: pageSize } }, options.itemIndex);
	const { largest } = listPaging(id);
	yield* readPages<Row<Id>>(fetchPage, {
		keyOf: rowKey(id),
		size: Math.min(pageSize ?? largest, largest),
		take: rowDoor(kiamo, id, args, options),
		onUnprovenEnd: options.onUnprovenEnd ?? kiamo.onUnprovenEnd,
	});
}

/** Asks for one page, with all rows as they come. Throws a NodeApiError when it can't be read. */
export const listPage = async <Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	itemIndex?: number,
): Promise<Page<Row<Id>>> => (await kiamo.call(id, args, itemIndex)) as Page<Row<Id>>;

/** Where a walk begins and what tells its rows apart. */
export interface Walk<Item> {
	offset?: number;
	/** The rows that are asked for with each page, as far as known. */
	size?: number;
	keyOf?(row: Item): string;
	/** Rows that are known from an earlier walk, and not yielded. */
	isKnown?(row: Item): boolean;
	/** Rows of which all that came before were read by an earlier walk: a walk that begins at an offset must meet one. */
	isStart?(row: Item): boolean;
	/** Which of the fresh rows of a page are yielded. */
	take?(fresh: Item[], page: Item[]): Item[];
	/** Ends the walk where the server shows the same rows at each offset and tells no total; else that is an error. */
	onUnprovenEnd?(): void;
}

/** Pages in a row that bring nothing new, before a walk gives up; enough to step back over any number of deleted rows. */
const maxIdle = 14;
const maxRows = 1_000_000;

/**
 * Walks a list by offset while its rows may move. Each page overlaps the one before by a row: when no row of a page is
 * known, rows before it were deleted, so it steps back until it meets one. Hence no row comes twice, and none is lost
 * that was there all the while, provided the order is stable (by id). What a server says about the total is a hint: the end
 * is where nothing follows, or where a page is not full and the total agrees. Yields once per page, if only nothing.
 * Throws a RangeError when it can't come to the end.
 */
export async function* readPages<Item extends object>(
	fetchPage: (offset: number) => Promise<Page<Item>>,
	{
		offset = 0,
		size = Infinity,
		keyOf = rowKey(),
		isKnown = () => false,
		isStart = () => false,
		take = (fresh) => fresh,
		onUnprovenEnd,
	}: Walk<Item> = {},
): AsyncGenerator<Item[]> {
	const seen = new Set<string>();
	const isRead = (row: Item) => seen.has(keyOf(row));
	let overlap = offset > 0 ? 1 : 0;
	let step = 1;
	let idle = 0;
	for (;;) {
		const { data, total } = await fetchPage(offset);
		const isAnchor = seen.size === 0 ? isStart : isRead;
		if (overlap > 0 && offset > 0 && !data.some(isAnchor)) {
			if (++idle > maxIdle) throw otherPaging();
			step *= 4;
			offset = Math.max(0, offset - step);
			continue;
		}
		step = 1;
		const unread = data.filter((row) => !isRead(row));
		const onlyTheOverlap = overlap === 1 && data.length === 1 && unread.length === 0;
		for (const row of data) seen.add(keyOf(row));
		yield take(
			unread.filter((row) => !isKnown(row)),
			data,
		);

		const end = offset + data.length;
		const isLastByTotal = data.length < size && unread.length > 0 && total === end;
		if (data.length === 0 || onlyTheOverlap || isLastByTotal) return;
		idle = unread.length > 0 ? 0 : idle + 1;
		// Nothing new twice: rows came in before, or the server does not know pages and shows the same wherever one looks.
		if (idle === 2 && (await fetchPage(farAhead)).data.length > 0) {
			if (total !== seen.size && (total !== undefined || !onUnprovenEnd)) throw otherPaging();
			if (total === undefined) onUnprovenEnd?.();
			return;
		}
		if (idle > maxIdle || seen.size > maxRows) throw otherPaging();
		overlap = data.length > 1 ? 1 : 0;
		offset = end - overlap;
	}
}

/** Reads a whole list, or its first `limit` rows. */
export async function listRows<Id extends ListId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	{ limit = Infinity, ...options }: ListOptions & { limit?: number } = {},
): Promise<Array<Row<Id>>> {
	const rows: Array<Row<Id>> = [];
	for await (const page of listPages(kiamo, id, args, { pageSize: limit, ...options })) {
		rows.push(...page);
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}
