import { isEmittedRecord } from './emitted';
import { startFeed, type FeedState } from './feed';
import { findMoment } from './pollState';
import type { BadRows } from './rowReader';

/** The state of a feed in n8n. */
export interface SavedFeed extends FeedState {
	/** The Start Date that the feed went back to last, as the user wrote it; null where that could not be read. */
	startDate?: string | null;
	bad?: BadRows;
}

/** Whether a saved value can be the state of a feed. */
export function isFeedState(state: unknown): state is SavedFeed {
	const { at, skip, known, seen, left = [], bad = {} } = (state ?? {}) as Partial<SavedFeed>;
	const areNumbers = [at, skip, known].every(Number.isFinite) && Number(skip) >= 0;
	const areLists = Array.isArray(left) && left.every(Array.isArray) && typeof bad === 'object';
	return areNumbers && areLists && isEmittedRecord(seen);
}

/** The frontier of a state that is none; what is within a lookback window of it may be emitted again. */
export function recoverFeed(state: unknown): SavedFeed | undefined {
	const at = findMoment(state, ['at']);
	if (at === undefined) return undefined;
	const { seen } = (state ?? {}) as Partial<SavedFeed>;
	const known = Math.min(findMoment(state, ['known']) ?? Infinity, at - 1);
	return { ...startFeed(at), known, ...(isEmittedRecord(seen) ? { seen } : {}), startDate: null };
}
