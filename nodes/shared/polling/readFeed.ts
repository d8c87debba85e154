import type { Page } from '../transport/page';
import { readPages } from '../transport/pages';
import { Emitted } from './emitted';
import type { FeedReading, FeedRow, FeedState } from './feed';
import { joinRanges, type Range } from './ranges';

/** Answers a page of the rows that changed at `from` (milliseconds of the server's clock) or later, by their change. */
export type FetchPage<Row extends FeedRow> = (
	from: number,
	offset: number,
	size?: number,
) => Promise<Page<Row>>;

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
	const latest = await readRange(fetchPage, [state.at, Infinity], state, limits);
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
		if (!found.isComplete) return { ...latest, ...clocks, rows, isComplete, isUnordered: found.isUnordered };
	}
	return { ...latest, ...clocks, rows: [...rows, ...latest.rows], isComplete };
}

/**
 * Reads the rows that changed in a range. Rows by their change end a reading early, but only where the server's totals show
 * that no row of an earlier change is still to come: another order may look like this one for a while.
 */
async function readRange<Row extends FeedRow>(
	fetchPage: FetchPage<Row>,
	[from, to]: Range,
	state: FeedState,
	{ maxItems, until }: Limits,
): Promise<Pick<FeedReading<Row>, 'rows' | 'newest' | 'isComplete' | 'isUnordered'>> {
	const seen = new Emitted(state.seen);
	const offset = from === state.at ? Math.max(0, state.skip - 1) : 0;
	const times: number[] = [];
	const rows: Row[] = [];
	let newest = from - 1;
	let total: number | undefined;
	let isUnordered = false;
	let isCounted = false;
	const fetch = async (at: number) => {
		const page = await fetchPage(from, at);
		({ total } = page);
		for (const row of page.data) newest = Math.max(newest, timeOf(row) || newest);
		return page;
	};
	// Beyond the frontier's moment, rows that an earlier reading never met may lie before one that it did.
	const isStart = ({ id, changed }: Row) => timeOf({ changed }) === from && seen.has(id, changed);
	for await (const page of readPages<Row>(fetch, { offset, keyOf, isStart })) {
		for (const row of page) {
			const time = timeOf(row);
			isUnordered ||= time < (times.at(-1) ?? from);
			times.push(time);
			// A server may ignore what it is asked for.
			if (time >= from && time < to && !seen.has(row.id, row.changed)) rows.push(row);
		}
		const isLate = Date.now() > until;
		const isEnough = rows.length > maxItems || newest >= to;
		let isEnd = false;
		if (isEnough && total !== times.length + offset && !isUnordered && !isCounted && !isLate) {
			isCounted = true;
			const edge = Math.min(newest, to);
			const { total: later } = await fetchPage(edge, 0, 1);
			const known = edge > from ? times.filter((time) => time < edge).length + offset : 0;
			isEnd = total !== undefined && later !== undefined && total - later === known;
			isUnordered = !isEnd && total !== undefined && later !== undefined;
		}
		if (isLate || isEnd)
			return { rows: sorted(rows), newest, isComplete: isEnd && newest >= to, isUnordered };
	}
	return { rows: sorted(rows), newest, isComplete: true, isUnordered };
}

function sorted<Row extends FeedRow>(rows: Row[]): Row[] {
	return rows.sort((one, other) => timeOf(one) - timeOf(other));
}

/** When a row changed, in milliseconds. */
export function timeOf({ changed }: Pick<FeedRow, 'changed'>): number {
	return Date.parse(changed);
}

/** Names a version of a row. */
export function keyOf({ id, changed }: FeedRow): string {
	return `${id}|${changed}`;
}
