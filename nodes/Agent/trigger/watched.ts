import { compareSnapshots, type Difference } from '../../shared/polling/snapshot';

/** A list of Kiamo as it was read last: by ID, a short text that says all that matters of a row. */
export interface Watched {
	/** When it was read, in milliseconds of the server's clock. */
	at: number;
	texts: Record<string, string>;
	/** Rows that the latest readings left out, and since when: they are taken to be as they were. */
	missing: Record<string, number>;
}

/** A row that is not what it was; without a `before` nobody has seen it yet. */
export type Change = Pick<Difference, 'id' | 'before'> & { after: string };

/** Long enough for an outage; then what is missing is taken to exist no more. */
const forgottenAfterMs = 24 * 60 * 60_000;

/**
 * Takes a reading of a list, made at `at`: returns what differs from the last one, none for the first. A row that is
 * missing says nothing, as a list may be short once; it is forgotten after a day.
 */
export function advanceWatched(
	saved: Watched | undefined,
	reading: ReadonlyMap<string, string>,
	at: number,
): { changes: Change[]; watched: Watched } {
	const before = saved && new Map(Object.entries(saved.texts));
	const changes: Change[] = [];
	const texts = Object.fromEntries(reading);
	const missing: Watched['missing'] = {};
	for (const difference of compareSnapshots(before, reading)) {
		const { id, before: old = '', after } = difference;
		if (after !== undefined) {
			changes.push({ id, before: difference.before, after });
			continue;
		}
		const since = saved?.missing[id] ?? at;
		if (at - since >= forgottenAfterMs) continue;
		missing[id] = since;
		texts[id] = old;
	}
	return { changes, watched: { at, texts, missing } };
}
