import type { IDataObject } from 'n8n-workflow';

import type { EventSource } from './eventSource';
import { findMoment, type Saved, type SavedSource } from './pollState';

/** What a poll starts from. */
export type Start = Omit<Saved, 'v'>;

/** What a poll starts from: what the last one saved, or what can be read of it, with a beginning for each new source. */
export function startOf<Setup>(
	saved: Saved | undefined,
	unreadable: IDataObject | undefined,
	sources: Array<EventSource<Setup>>,
	scope: string,
): Start {
	const now = Date.now();
	const isOther = saved !== undefined && saved.scope !== scope;
	const lastPoll =
		saved?.clock?.n8n ?? findMoment(unreadable, ['n8n']) ?? findMoment(unreadable, ['since']) ?? now;
	let restarted = saved?.restarted === true || unreadable !== undefined;
	const entries = sources.map((source): [string, SavedSource] => {
		const { key } = source;
		const kept = isOther ? undefined : saved?.sources[key];
		if (kept ? kept.state === undefined || source.isState(kept.state) : !unreadable)
			return [key, kept ?? { since: now }];
		restarted = true;
		const written = kept ? kept.state : stateIn(unreadable, key);
		const state = source.isState(written) ? written : source.recover?.(written);
		return [key, { since: Math.min(lastPoll, now), state }];
	});
	return {
		turn: saved?.turn ?? 0,
		scope,
		clock: saved?.clock,
		restarted,
		sources: Object.fromEntries(entries),
	};
}

/** The state of a source in what can't be read as a whole; all of that where it has none. */
function stateIn(unreadable: IDataObject | undefined, key: string): unknown {
	const sources = (unreadable?.sources ?? {}) as Record<string, Partial<SavedSource> | null | undefined>;
	return sources[key]?.state ?? unreadable;
}

/** Whether everything in a start was saved before. */
export function isSameStart(saved: Saved | undefined, { scope, sources }: Start): boolean {
	return saved?.scope === scope && Object.keys(sources).every((key) => key in saved.sources);
}
