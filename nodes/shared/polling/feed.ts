import { Seen, type SeenRecord } from './seen';

/** A row of a change feed, as far as its order matters. The times are as the server writes them. */
export interface FeedRow {
	id: string;
	changed: string;
	/** When things happened to the row, by what happened: `created` and the like, none of them later than `changed`. */
	moments: Record<string, string>;
}

/** How far a feed was read. Rows that changed before the frontier are done with; beyond it, `seen` tells which are. */
export interface FeedState {
	/** What was asked for; another question starts afresh. */
	scope: string;
	/** The Start Date that the feed went back to last, as the user wrote it. */
	startDate?: string;
	/** The frontier, in milliseconds of the server's clock. */
	at: number;
	/** About how many rows of the frontier's own moment are done with, to begin the next reading after them. */
	skip: number;
	/** What happened up to this moment was emitted with some version of its row, or is older than the trigger. */
	known: number;
	seen: SeenRecord;
}

/** What one reading of a feed brought: rows in the order of their change, from the frontier on. */
export interface FeedReading<Row extends FeedRow> {
	rows: Row[];
	/** The server's clock when the reading began, in milliseconds. */
	serverNow: number;
	/** Whether the end of the feed was reached. */
	isComplete: boolean;
}

/** A change to emit; `news` are the moments of the row that no version emitted before told of. */
export interface Change<Row extends FeedRow> {
	row: Row;
	news: ReadonlySet<string>;
}

export interface FeedLimits<Row extends FeedRow> {
	/** How late a row may show up in the feed, in milliseconds: this much is read again each time. */
	overlap: number;
	/** The most items to emit at once; the others stay for the next reading. */
	maxItems: number;
	/** How many items a change makes, one unless given; those of one change are never parted. */
	weigh?(change: Change<Row>): number;
}

/** The state of a feed that is asked for the first time: what changed before `at` is not emitted. */
export function startFeed(scope: string, at: number): FeedState {
	return { scope, at, skip: 0, known: at - 1, seen: {} };
}

/** Takes a reading: returns the changes to emit, each once and in their order, and the state to keep. */
export function advanceFeed<Row extends FeedRow>(
	state: FeedState,
	reading: FeedReading<Row>,
	{ overlap, maxItems, weigh = () => 1 }: FeedLimits<Row>,
): { changes: Array<Change<Row>>; state: FeedState; isComplete: boolean } {
	const { serverNow } = reading;
	const seen = new Seen(state.seen);
	const changes: Array<Change<Row>> = [];
	let taken = 0;
	let weight = 0;
	for (const row of reading.rows) {
		if (weight >= maxItems) break;
		if (mayChangeUnseen(row, serverNow) || seen.has(row.id, row.changed)) {
			taken++;
			continue;
		}
		const news = Object.entries(row.moments).filter(
			([, moment]) => Date.parse(moment) > state.known && !seen.has(row.id, moment),
		);
		const change = { row, news: new Set(news.map(([name]) => name)) };
		const items = weigh(change);
		if (weight > 0 && weight + items > maxItems) break;
		taken++;
		weight += items;
		changes.push(change);
		seen.add(row.id, row.changed);
		for (const [, moment] of news) seen.add(row.id, moment);
	}
	const isComplete = reading.isComplete && taken === reading.rows.length;
	const frontier = moveFrontier(state, reading.rows.slice(0, taken), { serverNow, overlap, isComplete });
	const kept = seen.since(Math.min(frontier.at, frontier.known));
	return { changes, state: { ...frontier, scope: state.scope, seen: kept }, isComplete };
}

/**
 * A server that tells whole seconds may change a row twice in one of them without showing it: such a row waits until its
 * second is over.
 */
function mayChangeUnseen({ changed }: FeedRow, serverNow: number): boolean {
	return !changed.includes('.') && Date.parse(changed) >= startOfSecond(serverNow);
}

function moveFrontier(
	{ at, skip, known }: FeedState,
	rows: FeedRow[],
	{ serverNow, overlap, isComplete }: { serverNow: number; overlap: number; isComplete: boolean },
): Pick<FeedState, 'at' | 'skip' | 'known'> {
	// Rows that changed before this moment cannot show up late any more.
	const settled = Math.min(serverNow - overlap, startOfSecond(serverNow) - 1);
	// The server's clock was put back: what changes from now on is dated before the frontier.
	if (serverNow < at) return { at: settled, skip: 0, known: Math.min(known, settled) };
	// A row that waits was not emitted yet, however old it is.
	const waiting = rows
		.filter((row) => mayChangeUnseen(row, serverNow))
		.flatMap(({ moments }) => Object.values(moments).map((moment) => Date.parse(moment) - 1));
	const last = rows.at(-1);
	const readUpTo = isComplete ? Infinity : last ? Date.parse(last.changed) : at;
	const next = Math.max(at, Math.min(settled, readUpTo));
	const ofNext = rows.filter(({ changed }) => Date.parse(changed) === next).length;
	return {
		at: next,
		// Where rows can still show up late, they may do so before those that are done with.
		skip: isComplete || next > settled ? 0 : ofNext + (next === at ? skip : 0),
		known: isComplete ? Math.max(known, Math.min(settled, ...waiting)) : known,
	};
}

function startOfSecond(moment: number): number {
	return Math.floor(moment / 1000) * 1000;
}
