import type { Page } from '../transport/page';
import { readPages } from '../transport/pages';
import { Emitted } from './emitted';
import type { FeedReading, FeedRow, FeedState } from './feed';
import { joinRanges, type Range } from './ranges';

/** Answers a page of the rows that changed at `from` (milliseconds of the server's clock) or later, by their change. */
export type FetchPage<Row extends FeedRow> = (from: number, offset: number) => Promise<Page<Row>>;

/** What is known of the server's clock once it has answered, in milliseconds. */
export interface FeedClock {
	serverNow: number;
	trustedNow?: number;
	/** The times in which rows may have changed since the last reading, beside those from the frontier on. */
	ranges?: Range[];
}

interface Limits {
	maxItems: number;
	until: number;
}

/**
 * Reads a feed page by page, from its frontier on: until its end, more than `maxItems` rows that are not known yet, or the
 * moment `until`; then the times before the frontier that have to be read after the server's clock was put back.
 */
export async function readFeed<Row extends FeedRow>(
	fetchPage: FetchPage<Row>,
	state: FeedState,
	limits: Limits,
	readClock: () => FeedClock,
): Promise<FeedReading<Row>> {
	const latest = await readFrom(fetchPage, state, limits);
	const { serverNow, trustedNow, ranges = [] } = readClock();
	const earlier = joinRanges([...(state.left ?? []), ...ranges], state.at);
	const clocks = {
		earlier,
		fresh: joinRanges([...(state.fresh ?? []), ...earlier], state.at),
		serverNow,
		trustedNow,
	};
	const rows: Row[] = [];
	let { isComplete } = latest;
	for (const range of earlier) {
		const found = await readRange(fetchPage, range, state, limits);
		rows.push(...found.rows);
		isComplete &&= found.isComplete;
		// Later rows would move the place from which the next reading goes on.
		if (!found.isComplete) return { ...clocks, rows, isComplete };
	}
	return { ...latest, ...clocks, rows: [...rows, ...latest.rows], isComplete };
}

async function readFrom<Row extends FeedRow>(
	fetchPage: FetchPage<Row>,
	state: FeedState,
	{ maxItems, until }: Limits,
): Promise<Pick<FeedReading<Row>, 'rows' | 'newest' | 'isComplete' | 'isUnordered'>> {
	const seen = new Emitted(state.seen);
	let newest = state.at - 1;
	const fetch = async (offset: number) => {
		const page = await fetchPage(state.at, offset);
		for (const row of page.data) newest = Math.max(newest, timeOf(row) || newest);
		return page;
	};
	const pages = readPages<Row>(fetch, {
		offset: Math.max(0, state.skip - 1),
		keyOf,
		isKnown: ({ id, changed }) => seen.has(id, changed),
		// Beyond the frontier's moment, rows that an earlier reading never met may lie before one that it did.
		isStart: ({ id, changed }) => timeOf({ changed }) === state.at && seen.has(id, changed),
	});
	const rows: Row[] = [];
	let last = -Infinity;
	let isUnordered = false;
	for await (const page of pages) {
		for (const row of page) {
			isUnordered ||= timeOf(row) < last;
			last = timeOf(row);
			// A server may ignore what it is asked for.
			if (last >= state.at) rows.push(row);
		}
		if ((rows.length > maxItems && !isUnordered) || Date.now() > until)
			return { rows: sorted(rows), newest, isComplete: false, isUnordered };
	}
	return { rows: sorted(rows), newest, isComplete: true, isUnordered };
}

async function readRange<Row extends FeedRow>(
	fetchPage: FetchPage<Row>,
	[from, to]: Range,
	state: FeedState,
	{ maxItems, until }: Limits,
): Promise<{ rows: Row[]; isComplete: boolean }> {
	const seen = new Emitted(state.seen);
	const rows: Row[] = [];
	for await (const page of readPages<Row>(async (offset) => await fetchPage(from, offset), { keyOf })) {
		const within = page.filter((row) => timeOf(row) >= from && timeOf(row) < to);
		rows.push(...within.filter(({ id, changed }) => !seen.has(id, changed)));
		if (page.some((row) => timeOf(row) >= to)) break;
		if (rows.length > maxItems || Date.now() > until) return { rows: sorted(rows), isComplete: false };
	}
	return { rows: sorted(rows), isComplete: true };
}

function sorted<Row extends FeedRow>(rows: Row[]): Row[] {
	return rows.sort((one, other) => timeOf(one) - timeOf(other));
}

function timeOf({ changed }: Pick<FeedRow, 'changed'>): number {
	return Date.parse(changed);
}

function keyOf({ id, changed }: FeedRow): string {
	return `${id}|${changed}`;
}
