import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Arguments } from '../transport/client';
import { feedQuery, listPaging } from '../transport/contract';
import { rowDoor } from '../transport/door';
import { listPage, listPages, listRows, readPages, rowKey, type Row } from '../transport/pages';
import type { Run } from './operation';

type SortedId = 'listContactInteractions' | 'listContacts' | 'listInteractions';
type Order = 'lastUpdated' | 'newest' | 'oldest';

const maxRows = 10_000;
/** Rows to look at, at the end of a list, to see that it is in the order of time. */
const sampleRows = 50;

/** The choice of the order of rows. */
export const sortChoice = (defaultOrder: Order): INodeProperties => ({
	displayName: 'Sort',
	name: 'order',
	type: 'options',
	default: defaultOrder,
	description: 'Which records to return first',
	options: [
		{ name: 'Last Updated First', value: 'lastUpdated' },
		{ name: 'Newest First', value: 'newest' },
		{ name: 'Oldest First', value: 'oldest', description: "In Kiamo's order" },
	],
});

/**
 * Reads the first `limit` rows of a list in the order that is chosen at an item. Kiamo sorts upwards only, so the newest are
 * read from the end of the list; where the end or the order cannot be proved, the whole list is read, up to 10,000 rows.
 * Beyond that the rows come in Kiamo's order, and a hint says so.
 */
export async function sortedRows<Id extends SortedId>(
	run: Run,
	id: Id,
	args: Arguments<Id>,
	{ limit, itemIndex, defaultOrder }: { limit: number; itemIndex: number; defaultOrder: Order },
): Promise<Array<Row<Id>>> {
	const order = run.read<Order>('order', itemIndex, defaultOrder);
	const { kiamo } = run;
	if (order === 'oldest') return await listRows(kiamo, id, args, { limit, itemIndex });
	const name = order === 'newest' ? 'created_at' : 'updated_at';
	const query = { ...args.query, ...(order === 'lastUpdated' && feedQuery(id)) };
	const sorted = { ...args, query };
	const downwards = (rows: Array<Row<Id>>) =>
		rows
			.toReversed()
			.sort((one, other) => (momentOf(other, name) || 0) - (momentOf(one, name) || 0))
			.slice(0, limit);

	const size = Math.min(sampleRows, listPaging(id).largest);
	const { data, total } = await listPage(kiamo, id, { ...sorted, page: { size } }, itemIndex);
	if (total === data.length && data.length < size)
		return downwards(rowDoor(kiamo, id, args, { itemIndex })(data, data));
	if (total !== undefined && total > limit) {
		const from = Math.max(0, total - Math.max(limit, sampleRows));
		const end = await readFrom(run, id, sorted, from, itemIndex);
		if (end && end.length >= limit && isUpwards([...data.slice(0, 1), ...end], name)) return downwards(end);
	}
	const whole: Array<Row<Id>> = [];
	for await (const page of listPages(kiamo, id, sorted, { itemIndex })) {
		whole.push(...page);
		if (limit < Infinity && whole.length > maxRows) {
			run.hint(
				`The oldest records come first: Kiamo has more than ${maxRows} of them and does not show which are the newest. Use a date filter to get newer records.`,
			);
			return whole.slice(0, limit);
		}
	}
	return downwards(whole);
}

/** The rows from an offset to the end, which an empty page proves; undefined where it cannot be proved. */
async function readFrom<Id extends SortedId>(
	{ kiamo }: Run,
	id: Id,
	args: Arguments<Id>,
	offset: number,
	itemIndex: number,
): Promise<Array<Row<Id>> | undefined> {
	const rows: Array<Row<Id>> = [];
	const fetchPage = async (at: number) => {
		const page = { offset: at, size: listPaging(id).largest };
		// Without a total, only a page with nothing new ends the walk.
		return { data: (await listPage(kiamo, id, { ...args, page }, itemIndex)).data };
	};
	const door = rowDoor(kiamo, id, args, { itemIndex });
	const walk = { offset, keyOf: rowKey(id), isStart: () => true, take: door };
	const read = async () => {
		for await (const page of readPages<Row<Id>>(fetchPage, walk)) rows.push(...page);
		return rows;
	};
	return await read().catch((error: unknown) => {
		if (error instanceof RangeError) return undefined;
		throw error;
	});
}

function isUpwards(rows: object[], name: string): boolean {
	const moments = rows.map((row) => momentOf(row, name));
	return moments.every((moment, at) => at === 0 || moment >= moments[at - 1]);
}

/** NaN, which no order fits, for a row without a readable moment. */
function momentOf(row: object | null, name: string): number {
	return Date.parse(String((row as IDataObject | null)?.[name]));
}
