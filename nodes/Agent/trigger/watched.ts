import type { SourcePoll } from '../../shared/polling/eventSource';
import { compareTables, isPackedTable, packTable, unpackTable, type Cells } from '../../shared/polling/table';
import { byId, isMoment, type SavedSource } from '../../shared/polling/pollState';
import type { Setup } from './setup';

/** An event of an agent, with what was and what is. */
export type QueuedEvent<Event extends string = string> = [
	event: Event,
	id: string,
	before: Cells | null,
	after: Cells,
];

/** A list of Kiamo as it was read last. */
export interface Watched<Event extends string> {
	/** By ID, what matters of a row, packed. */
	rows: string;
	/** Rows that the latest readings left out, and since when (server's clock): they are taken to be as they were. */
	missing: Record<string, number>;
	/** What the last polls had no room for. */
	queue: Array<QueuedEvent<Event>>;
}

/** A row that is not what it was; without `before` nobody has seen it yet. */
export interface WatchedChange {
	id: string;
	before?: Cells;
	after: Cells;
	/** Whether the list was never read before: nobody can have seen the row. */
	isFirst: boolean;
}

/** What a source does with a list that it watches. */
interface WatchedList<Event extends string> {
	/** Reads the list; `known` are the rows as they were. */
	read(known: ReadonlyMap<string, Cells>): Promise<ReadonlyMap<string, Cells>>;
	/** When a row came to be as it is, in milliseconds of the server's clock; NaN where Kiamo does not say. */
	beganAt(cells: Cells): number;
	/** The events that a change means. */
	eventsOf(change: WatchedChange): Event[];
	toItems(queue: Array<QueuedEvent<Event>>): Promise<SourcePoll<never>['items']>;
}

/** Long enough for an outage; then what is missing is taken to exist no more. */
const forgottenAfterMs = 24 * 60 * 60_000;

/** Whether a saved value can be the state of a list. */
export function isWatched<Event extends string>(state: unknown): state is Watched<Event> {
	const { rows, missing, queue } = (state ?? {}) as Partial<Watched<Event>>;
	const isEvent = ([, id, before, after]: unknown[]) =>
		typeof id === 'string' && (before === null || Array.isArray(before)) && Array.isArray(after);
	const isQueue = Array.isArray(queue) && queue.every((each) => Array.isArray(each) && isEvent(each));
	return isPackedTable(rows) && isQueue && Object.values(missing ?? [null]).every(isMoment);
}

/**
 * Compares a list with the last reading, and emits what differs in the order in which it happened, `room` items at once. A
 * row that is missing means nothing, as a list may be short once; it is forgotten after a day.
 */
export async function pollWatched<Event extends string>(
	setup: Setup,
	list: WatchedList<Event>,
	{ since, state }: SavedSource<Watched<Event>>,
	room: number,
): Promise<SourcePoll<Watched<Event>>> {
	// While there is enough to emit, nothing is read: the queue cannot grow without end.
	const isFull = state !== undefined && state.queue.length >= setup.maxItems;
	const { events, ...read } = isFull
		? { ...state, events: [] }
		: await readChanges(setup, list, since, state);
	const queue = [...(state?.queue ?? []), ...events];
	const now = queue.slice(0, Math.max(0, room));
	const rest = queue.slice(now.length);
	return { items: await list.toItems(now), state: { ...read, queue: rest }, isComplete: rest.length === 0 };
}

async function readChanges<Event extends string>(
	{ clock, lookback, matchesFilters }: Setup,
	{ read, beganAt, eventsOf }: WatchedList<Event>,
	since: number,
	state: Watched<Event> | undefined,
): Promise<Omit<Watched<Event>, 'queue'> & { events: Array<QueuedEvent<Event>> }> {
	const before = state ? unpackTable(state.rows) : new Map<string, Cells>();
	const rows = new Map(await read(before));
	// A row that nobody has seen yet is new only if it is young, by either clock: else an earlier list was short.
	const lastPoll = Math.min(clock.earliest, clock.last?.n8n ?? Infinity);
	const newFrom = state ? lastPoll - lookback : clock.newFrom(since);
	const isNew = (cells: Cells) => (state ? !(beganAt(cells) < newFrom) : beganAt(cells) >= newFrom);
	const events: Array<QueuedEvent<Event>> = [];
	const missing = byId<number>();
	const missingBefore = byId(state?.missing);
	for (const difference of compareTables(before, rows)) {
		const { id, before: old, after } = difference;
		if (after) {
			const isWanted = (old !== undefined || isNew(after)) && (await matchesFilters(id));
			const found = isWanted ? eventsOf({ id, before: old, after, isFirst: state === undefined }) : [];
			for (const event of found) events.push([event, id, old ?? null, after]);
		} else if (old) {
			const from = missingBefore[id] ?? clock.server;
			if (clock.server - from >= forgottenAfterMs) continue;
			missing[id] = from;
			rows.set(id, old);
		}
	}
	events.sort(([, , , one], [, , , other]) => (beganAt(one) || 0) - (beganAt(other) || 0));
	return { rows: packTable(rows), missing, events };
}
