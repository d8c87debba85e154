import { Emitted, type EmittedRecord } from './emitted';
import { isWithin, joinRanges, type Range } from './ranges';

/** A row of a change feed, as far as its order matters. The times are as the server writes them. */
export interface FeedRow {
	id: string;
	changed: string;
	/** When things happened to the row, by what happened: `created` and the like, none of them later than `changed`. */
	moments: Record<string, string>;
	/** For a row that could not be read before: what happened to it after this moment (ms) is new. */
	knownUntil?: number;
}

/** How far a feed was read. Rows that changed before the frontier are done; beyond it, `seen` has those that are. */
export interface FeedState {
	/** The frontier, in milliseconds of the server's clock. */
	at: number;
	/** About how many rows of the frontier's own moment are done, to begin the next reading after them. */
	skip: number;
	/** What happened up to this moment was emitted with some version of its row, or is older than the trigger. */
	known: number;
	seen: EmittedRecord;
	/** Times before the frontier that are still to be read, after the server's clock was put back. */
	left?: Range[];
	/** Those times with what was read of them: until the end of the feed is reached, what happened in them is new. */
	fresh?: Range[];
}

/** What one reading of a feed brought: rows of the earlier times, then those from the frontier on, by their change. */
export interface FeedReading<Row extends FeedRow> {
	rows: Row[];
	/** The server's clock when the reading began, in milliseconds. */
	serverNow: number;
	/** The same, unless the server's clock was just moved ahead: no row from then on counts as late. */
	trustedNow?: number;
	/** The times before the frontier that were read, too. */
	earlier: Range[];
	/** Those times, and what was read of them before. */
	fresh: Range[];
	/** The latest change from the frontier on, in milliseconds, of a row that is known already, too. */
	newest: number;
	/** Whether the end of the feed was reached. */
	isComplete: boolean;
	/** Whether the server sends the rows in another order: then only a reading to the end of the feed moves the frontier. */
	isUnordered: boolean;
}

/** A change to emit; `newMoments` are those that no version emitted before had. */
export interface Change<Row extends FeedRow> {
	row: Row;
	newMoments: ReadonlySet<string>;
}

export interface FeedLimits<Row extends FeedRow> {
	/** How late a row may show up in the feed, in milliseconds: this much is read again each time. */
	lookback: number;
	/** The most items to emit at once; the others stay for the next reading. */
	maxItems: number;
	/** How many items a change makes, one unless given; those of one change are never parted. */
	weigh?(change: Change<Row>): number;
}

/** The state of a feed that is read for the first time: what changed before `at` is not emitted. */
export function startFeed(at: number): FeedState {
	return { at, skip: 0, known: at - 1, seen: {} };
}

/** Takes a reading: returns the changes to emit, each once and in their order, and the state to keep. */
export function advanceFeed<Row extends FeedRow>(
	state: FeedState,
	reading: FeedReading<Row>,
	{ lookback, maxItems, weigh = () => 1 }: FeedLimits<Row>,
): { changes: Array<Change<Row>>; state: FeedState; isComplete: boolean } {
	const { serverNow, fresh } = reading;
	const seen = new Emitted(state.seen);
	const isAfterStart = (moment: number, { knownUntil = state.known }: FeedRow) =>
		moment > knownUntil || isWithin(fresh, moment);
	const changes: Array<Change<Row>> = [];
	let taken = 0;
	let weight = 0;
	for (const row of reading.rows) {
		if (weight >= maxItems) break;
		if (mayChangeUnseen(row, serverNow) || seen.has(row.id, row.changed)) {
			taken++;
			continue;
		}
		const moments = Object.entries(row.moments).filter(
			([, moment]) => isAfterStart(Date.parse(moment), row) && !seen.has(row.id, moment),
		);
		const change = { row, newMoments: new Set(moments.map(([name]) => name)) };
		const items = weigh(change);
		if (weight > 0 && weight + items > maxItems) break;
		taken++;
		weight += items;
		changes.push(change);
		seen.add(row.id, row.changed);
		for (const [, moment] of moments) seen.add(row.id, moment);
	}
	const isComplete = reading.isComplete && taken === reading.rows.length;
	const frontier = moveFrontier(state, reading, reading.rows.slice(0, taken), { lookback, isComplete });
	const oldest = Math.min(
		frontier.at,
		frontier.known,
		serverNow - lookback,
		...(isComplete ? [] : fresh).map(([from]) => from),
	);
	const isAllBefore = isComplete && reading.newest < frontier.at && oldest >= state.at;
	const { record, forgotten } = seen.since(isAllBefore ? Infinity : oldest);
	return {
		changes,
		state: {
			...frontier,
			// Of what had no room among those seen, a newer version must not count as created.
			known: Math.max(frontier.known, Math.min(forgotten, frontier.at)),
			seen: record,
			...(isComplete || fresh.length === 0 ? {} : { left: stillLeft(reading, taken, state.at), fresh }),
		},
		isComplete,
	};
}

/** What of the earlier times a reading that ended before its end has to read again. */
function stillLeft(
	{ earlier, rows, isUnordered, isComplete }: FeedReading<FeedRow>,
	taken: number,
	frontier: number,
): Range[] {
	if (isUnordered && !isComplete) return earlier;
	const next = rows.at(taken) ?? rows.at(-1);
	const reached = next ? Date.parse(next.changed) : -Infinity;
	return joinRanges(
		earlier.map(([from, to]) => [Math.max(from, reached), to]),
		frontier,
	);
}

/**
 * A server that gives whole seconds may change a row twice in one of them without showing it: such a row waits until its
 * second is over.
 */
function mayChangeUnseen({ changed }: FeedRow, serverNow: number): boolean {
	const age = startOfSecond(serverNow) - Date.parse(changed);
	// A row of a later second shows that the clock of the answers is behind that of the rows: it does not wait.
	return !changed.includes('.') && age <= 0 && age >= -1_000;
}

/** Where the next reading begins, after these rows were taken. */
function moveFrontier(
	{ at, skip, known }: FeedState,
	reading: FeedReading<FeedRow>,
	rows: FeedRow[],
	{ lookback, isComplete }: { lookback: number; isComplete: boolean },
): Pick<FeedState, 'at' | 'skip' | 'known'> {
	const { serverNow, trustedNow = serverNow, newest, isUnordered } = reading;
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
