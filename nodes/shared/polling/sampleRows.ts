import type { feeds as FeedId } from '../../../contract/generated/types';
import type { Arguments, Kiamo } from '../transport/client';
import { feedQuery } from '../transport/contract';
import { rowDoor } from '../transport/door';
import { listPage, type Row } from '../transport/pages';

/** The rows that changed last, the latest at the end: something real to show in the editor. */
export async function sampleRows<Id extends FeedId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	samples = 5,
): Promise<Array<Row<Id>>> {
	const query = { ...args.query, ...feedQuery(id) };
	const { data, total = data.length } = await listPage(kiamo, id, { ...args, query, page: { size: 50 } });
	const offset = Math.max(0, total - samples);
	const last = await listPage(kiamo, id, { ...args, query, page: { offset } });
	return rowDoor(kiamo, id, args)(last.data, last.data).slice(-samples);
}
