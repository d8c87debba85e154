import { paging } from '../../contract/generated/operations';
import type { Quirks } from './quirks';

const largest = Math.max(...Object.values(paging).map((list) => list.largest));

/** One page of a list, as the contract and the server's quirks have it. */
export function page<Row>(
	rows: readonly Row[],
	{ limit = 50, offset = 0 }: { limit?: number; offset?: number },
	{ pageSize, ignoresPaging, endlessPages, alternatingPages }: Quirks,
): { data: Row[]; total: number } {
	const size = ignoresPaging ? pageSize : Math.min(limit, largest, pageSize);
	const turn = alternatingPages ? (Math.floor(offset / size) % 2) * size : offset;
	const first = ignoresPaging ? 0 : endlessPages && rows.length ? turn % rows.length : turn;
	return { data: rows.slice(first, first + size), total: rows.length };
}
