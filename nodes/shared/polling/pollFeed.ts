import type { IPollFunctions } from 'n8n-workflow';

import type { feeds as FeedId } from '../../../contract/generated/types';
import { beginFeed } from './beginFeed';
import { isEmittedRecord } from './emitted';
import { advanceFeed, startFeed, type Change, type FeedState } from './feed';
import type { Range } from './ranges';
import { findMoment, isMoment, type SavedSource } from './pollState';
import { readFeed } from './readFeed';
import type { FeedOptions, PollSettings } from './settings';
import { RowReader, type BadRows, type Feed, type FeedRowOf } from './rowReader';

/** The state of a feed in n8n. */
export interface SavedFeed extends FeedState {
	/** The Start Date that the feed went back to last, as the user wrote it; null where that could not be read. */
	startDate?: string | null;
	bad?: BadRows;
}

/** What a poll of a feed brought. */
export interface FeedPoll<Id extends FeedId> {
	changes: Array<Change<FeedRowOf<Id>>>;
	state: SavedFeed;
	/** Whether the end of the feed was reached. */
	isComplete: boolean;
}

/**
 * Reads what changed since the last poll, `room` items of it. The first poll takes its bearings and emits nothing, as does
 * the first after the Start Date was changed.
 */
export async function pollFeed<Id extends FeedId>(
	settings: PollSettings,
	feed: Feed<Id>,
	{ since, state }: SavedSource<SavedFeed>,
	room: number,
): Promise<FeedPoll<Id>> {
	const { context, clock, lookback, until } = settings;
	const startDate = startDateAsWritten(context) ?? state?.startDate;
	const rowReader = new RowReader(settings, feed, state?.bad, state?.known);
	if (!state || (state.startDate !== null && state.startDate !== startDate)) {
		const started = await beginFeed(settings, feed, rowReader, since);
		return {
			changes: [],
			state: { ...started, startDate, bad: rowReader.asOld(clock.newFrom(since)) },
			isComplete: true,
		};
	}
	const reading = await readFeed(
		async (...place) => await rowReader.fetchPage(...place),
		state,
		{ maxItems: room, until },
		() => {
			const ranges = earlierTimes(settings, state);
			const times = [...ranges, ...(state.fresh ?? [])].map(([from]) => from);
			rowReader.knownUntil = Math.min(state.known, ...times);
			return { serverNow: clock.server, trustedNow: clock.trusted, ranges };
		},
	);
	const readable = await rowReader.readAgain(state.at, reading.rows);
	// They come first, as their dates are before those of the feed, and do not move its frontier.
	const rows = [...readable, ...reading.rows];
	const taken = advanceFeed(state, { ...reading, rows }, { lookback, maxItems: room, weigh: feed.weigh });
	const bad = rowReader.left(
		taken.changes.map(({ row }) => row.id),
		taken.isComplete,
	);
	return { ...taken, state: { ...taken.state, startDate, bad } };
}

/** Where Kiamo's clock was put back behind the frontier: what changed since the last poll may have a date before that. */
function earlierTimes({ clock, lookback }: PollSettings, { at }: FeedState): Range[] {
	return clock.spans.flatMap(([from, to], index): Range[] => {
		if (from >= at) return [];
		// Only what was dated before the last poll may show up late.
		return [[index === 0 ? from - lookback : from, to]];
	});
}

/** What the user wrote under Start Date, not its value now: an expression such as `$now` must not restart at each poll. */
function startDateAsWritten(context: IPollFunctions): string | undefined {
	const options = context.getNode().parameters.options as FeedOptions | undefined;
	return options?.startFrom === 'date' ? options.startDate : undefined;
}

/** Whether a saved value can be the state of a feed. */
export function isFeedState(state: unknown): state is SavedFeed {
	const { at, skip, known, seen, left = [], fresh = left, bad = {} } = (state ?? {}) as Partial<SavedFeed>;
	const areNumbers = [at, skip, known].every(isMoment) && Number.isSafeInteger(skip) && Number(skip) >= 0;
	return areNumbers && isRanges(left) && isRanges(fresh) && isBadRows(bad) && isEmittedRecord(seen);
}

/** The frontier of a state that is none; what is within a lookback window of it may be emitted again. */
export function recoverFeed(state: unknown): SavedFeed | undefined {
	const at = findMoment(state, ['at']);
	if (at === undefined) return undefined;
	const { seen, bad } = (state ?? {}) as Partial<SavedFeed>;
	const known = Math.min(findMoment(state, ['known']) ?? Infinity, at - 1);
	return {
		...startFeed(at),
		known,
		...(isEmittedRecord(seen) ? { seen } : {}),
		...(isBadRows(bad) ? { bad } : {}),
		startDate: null,
	};
}

const isRanges = (value: unknown) =>
	Array.isArray(value) &&
	value.every((range) => Array.isArray(range) && range.length === 2 && range.every(isMoment));

const isBadRows = (value: unknown): value is BadRows =>
	typeof value === 'object' && value !== null && Object.values(value).every(isMoment);
