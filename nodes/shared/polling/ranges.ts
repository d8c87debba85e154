/** A stretch of the server's time, in milliseconds; the end is not part of it. */
export type Range = [from: number, to: number];

/** The times before the frontier in which rows may have changed since the last reading, joined and in order. */
export function joinRanges(ranges: Range[], frontier: number): Range[] {
	const joined: Range[] = [];
	for (const [from, to] of ranges
		.map(([start, end]): Range => [start, Math.min(end, frontier)])
		.sort(byStart)) {
		const last = joined.at(-1);
		if (from >= to) continue;
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else joined.push([from, to]);
	}
	return joined;
}

function byStart([one]: Range, [other]: Range): number {
	return one - other;
}

/** Whether a moment is in one of the ranges. */
export function isWithin(ranges: Range[], moment: number): boolean {
	return ranges.some(([from, to]) => moment >= from && moment < to);
}
