import type { Quirks } from './quirks';

/** One page of a list, as the contract and the server's quirks have it. */
export function page<Row>(
	rows: readonly Row[],
	{ limit = 50, offset = 0 }: { limit?: number; offset?: number },
	{ shortPages, omitTotal }: Quirks,
): { data: Row[]; total?: number } {
	const data = rows.slice(offset, offset + Math.min(limit, 500, shortPages));
	return omitTotal ? { data } : { data, total: rows.length };
}
