import { isEmittedRecord } from './emitted';
import { startFeed, type FeedState } from './feed';
import { findMoment, isMoment } from './pollState';
import type { BadRows } from './rowReader';

/** The state of a feed in n8n. */
export interface SavedFeed extends FeedState {
	/** The Start Date that the feed went back to last, as the user wrote it; null where that could not be read. */
	startDate?: string | null;
	bad?: BadRows;
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
