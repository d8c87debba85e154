import type { Quirks } from './quirks';

/** The rows of a page of a server that takes no account of what it is asked for. */
const usualSize = 500;

/** One page of a list, as the server's quirks have it. */
export function page<Row>(
	rows: readonly Row[],
	{ limit = 50, offset = 0 }: { limit?: number; offset?: number },
	{ pageSize, ignoresPaging, endlessPages, alternatingPages }: Quirks,
): { data: Row[]; total: number } {
	const size = Math.min(ignoresPaging ? usualSize : limit, pageSize);
	const turn = alternatingPages ? (Math.floor(offset / size) % 2) * size : offset;
	const first = ignoresPaging ? 0 : endlessPages && rows.length ? turn % rows.length : turn;
	return { data: rows.slice(first, first + size), total: rows.length };
}
