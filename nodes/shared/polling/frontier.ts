import type { FeedReading, FeedRow, FeedState } from './feed';
import { joinRanges, type Range } from './ranges';

/** What of the earlier times a reading that ended before its end has to read again. */
export function stillLeft(
	{ earlier = [], rows, isUnordered, isComplete }: FeedReading<FeedRow>,
	taken: number,
	frontier: number,
): Range[] {
	if (isUnordered && !isComplete) return earlier;
	const next = rows.at(taken) ?? rows.at(-1);
	const reached = next ? Date.parse(next.changed) : -Infinity;
	if (reached >= frontier) return [];
	return joinRanges(
		earlier.map(([from, to]) => [Math.max(from, reached), to]),
		frontier,
	);
}

/**
 * A server that gives whole seconds may change a row twice in one of them without showing it: such a row waits until its
 * second is over.
 */
export function mayChangeUnseen({ changed }: FeedRow, serverNow: number): boolean {
	const age = startOfSecond(serverNow) - Date.parse(changed);
	// A row of a later second shows that the clock of the answers is behind that of the rows: it does not wait.
	return !changed.includes('.') && age <= 0 && age >= -1_000;
}

/** Where the next reading begins, after these rows were taken. */
export function moveFrontier(
	{ at, skip, known }: FeedState,
	reading: FeedReading<FeedRow>,
	taken: FeedRow[],
	{ lookback, isComplete }: { lookback: number; isComplete: boolean },
): Pick<FeedState, 'at' | 'skip' | 'known'> {
	const { serverNow, trustedNow = serverNow, newest = at - 1, isUnordered = false } = reading;
	const rows = taken.filter(({ changed }) => Date.parse(changed) >= at);
	// Rows that changed before this moment cannot show up late any more.
	const settled = Math.min(trustedNow - lookback, startOfSecond(trustedNow) - 1);
	// A row that waits was not emitted yet, however old it is.
	const waiting = rows
		.filter((row) => mayChangeUnseen(row, serverNow))
		.flatMap(({ moments }) => Object.values(moments).map((moment) => Date.parse(moment) - 1));
	const last = rows.at(-1);
	const reached = last && (!isUnordered || reading.isComplete) ? Date.parse(last.changed) : at;
	// Not beyond the last change, as the clock that dates rows may be behind that of the answers.
	const next = Math.max(at, Math.min(settled, isComplete ? newest + 1 : reached));
	const ofNext = rows.filter(({ changed }) => Date.parse(changed) === next).length;
	return {
		at: next,
		// Where rows can still show up late, they may do so before those that are done.
		skip: isComplete || isUnordered || next > settled ? 0 : ofNext + (next === at ? skip : 0),
		known: isComplete ? Math.max(known, Math.min(next, settled, ...waiting)) : known,
	};
}

function startOfSecond(moment: number): number {
	return Math.floor(moment / 1000) * 1000;
}
