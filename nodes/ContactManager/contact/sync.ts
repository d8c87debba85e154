import type { Kiamo } from '../../shared/transport/client';
import type { Failure } from '../../shared/transport/failure';
import type { ContactWrite } from './confirm';
import { ContactIndex, type Entry, type SeveralMatches } from '../matching/contactIndex';
import { findContacts } from './lookup';
import { baseRevision } from '../matching/mark';
import type { Matcher } from '../matching/matcher';
import { isBlank } from '../../shared/values/text';
import type { FieldValues } from '../matching/values';
import { ContactWriter, type ContactResult } from './writer';

export type NoKey = 'create' | 'fail' | 'skip';

const retryAdvice = 'Running again doubles nothing: Match On finds what is there.';

/** One item to bring into the base: the values to write (null clears a field), and what to do in doubt. */
export interface SyncItem {
	values: FieldValues;
	severalMatches: SeveralMatches;
	noKey: NoKey;
	dryRun: boolean;
	/** The field to mark written contacts in. */
	markField?: string;
	/** A contact that Kiamo changed after this moment, in milliseconds of its clock, is left alone. */
	unlessChangedAfter?: number;
}

/** What became of an item. */
export type SyncResult =
	| { status: 'created' | 'updated' | 'unchanged'; entry: Entry; changedFields: string[] }
	| { status: 'skipped'; reason: 'changedLater'; entry: Entry }
	| { status: 'skipped'; reason: 'noKey' | 'severalMatches' }
	| { status: 'failed'; reason: 'noKey' | 'severalMatches' | 'write'; ids?: string[]; failure?: Failure };

interface Planned {
	item: number;
	entry: Entry;
	changes: FieldValues;
	isNew: boolean;
}

/**
 * Brings items into a base as if one after the other, yet in few requests: each round takes the items that no earlier
 * item still waiting can affect, writes them in arrays, and goes on with the state that Kiamo answered.
 * Throws a NodeApiError, with nothing written, when the look-up fails.
 */
export async function syncContacts(
	kiamo: Kiamo,
	baseId: string,
	matcher: Matcher,
	items: SyncItem[],
	stopAtFailure: boolean,
): Promise<SyncResult[]> {
	const keys = items.map(({ values }) => matcher.keysOf(values));
	const wanted = new Map(keys.flat().map((key) => [key.id, key]));
	const found = await findContacts(kiamo, baseId, matcher, wanted);
	const index = new ContactIndex(matcher, found);
	const writer = new ContactWriter(kiamo, baseId, matcher, stopAtFailure);
	for (const { id } of found) writer.known.add(id);

	const results: SyncResult[] = [];
	const writtenNow = new Set<Entry>();
	const uncertainKeys = new Map<string, Failure>();
	let waiting = [...items.keys()];
	while (waiting.length > 0) {
		const { planned, deferred } = planRound(waiting);
		await writeRound(planned);
		const hasFailed = results.some((result) => result?.status === 'failed');
		waiting = stopAtFailure && hasFailed ? [] : deferred;
	}
	return items.map((_, item) => results[item] ?? { status: 'failed', reason: 'write' });

	/** Decides what each item does, unless an item before it that is not done yet may change the answer. */
	function planRound(waitingItems: number[]): { planned: Planned[]; deferred: number[] } {
		const planned: Planned[] = [];
		const deferred: number[] = [];
		const busy = new Set<string>();
		for (const item of waitingItems) {
			const isDeferred = keys[item].some(({ id }) => busy.has(id));
			const plan = isDeferred ? undefined : decide(item);
			if (isDeferred) deferred.push(item);
			if (plan) planned.push(plan);
			if (isDeferred || plan) for (const id of idsTouchedBy(item)) busy.add(id);
			if (stopAtFailure && results[item]?.status === 'failed') return { planned, deferred: [] };
		}
		return { planned, deferred };
	}

	/** All that an item may change the finding of: its own values, and whoever it may find. */
	function idsTouchedBy(item: number): string[] {
		const candidates = keys[item].flatMap(({ id }) => index.withKey(id));
		return [
			...matcher.idsOf(items[item].values),
			...candidates.flatMap(({ fields, id }) => matcher.idsOf(fields, id)),
		];
	}

	/** What one item does; undefined, with its result set, when it writes nothing. */
	function decide(item: number): Planned | undefined {
		const itemKeys = keys[item];
		const { values, severalMatches, noKey } = items[item];
		const isEmpty = Object.values(values).every(isBlank);
		if (itemKeys.length === 0 && (noKey !== 'create' || isEmpty)) {
			results[item] = { status: noKey === 'fail' ? 'failed' : 'skipped', reason: 'noKey' };
			return undefined;
		}
		const match = index.find(itemKeys, severalMatches);
		if ('several' in match) {
			results[item] =
				severalMatches === 'skip'
					? { status: 'skipped', reason: 'severalMatches' }
					: { status: 'failed', reason: 'severalMatches', ids: match.several };
			return undefined;
		}
		const doubt = itemKeys.map(({ id }) => uncertainKeys.get(id)).find(Boolean);
		if (doubt && !match.entry) {
			results[item] = { status: 'failed', reason: 'write', failure: doubt };
			return undefined;
		}
		const entry = match.entry ?? { fields: {} };
		const changes = matcher.changes(entry.fields, values);
		if (match.entry && Object.keys(changes).length === 0) {
			results[item] = { status: 'unchanged', entry, changedFields: [] };
			return undefined;
		}
		if (match.entry && isChangedLater(match.entry, items[item])) {
			results[item] = { status: 'skipped', reason: 'changedLater', entry };
			return undefined;
		}
		return { item, entry, changes, isNew: !match.entry };
	}

	/** An earlier item of this run does not count as somebody else's change. */
	function isChangedLater(entry: Entry, { unlessChangedAfter = Infinity }: SyncItem): boolean {
		return !writtenNow.has(entry) && Date.parse(entry.updated_at ?? '') > unlessChangedAfter;
	}

	function toWrite({ item, entry, changes }: Planned): ContactWrite {
		const { markField: field } = items[item];
		if (field === undefined) return { id: entry.id, fields: changes };
		const mark = { field, current: entry.fields, baseRevision: baseRevision(matcher, entry, field) };
		return { id: entry.id, fields: changes, mark };
	}

	async function writeRound(planned: Planned[]): Promise<void> {
		const written = await Promise.all([
			writeAll(
				planned.filter(({ isNew }) => isNew),
				async (writes) => await writer.create(writes),
			),
			writeAll(
				planned.filter(({ isNew }) => !isNew),
				async (writes) => await writer.update(writes),
			),
		]);
		for (const [plan, result] of written.flat()) settle(plan, result);
	}

	async function writeAll(
		planned: Planned[],
		write: (writes: ContactWrite[]) => Promise<ContactResult[]>,
	): Promise<Array<[Planned, ContactResult]>> {
		const real = planned.filter(({ item }) => !items[item].dryRun);
		const results = await write(real.map(toWrite));
		const dry = planned.filter(({ item }) => items[item].dryRun);
		return [
			...real.map((plan, at): [Planned, ContactResult] => [plan, results[at]]),
			...dry.map((plan): [Planned, ContactResult] => [plan, { written: true }]),
		];
	}

	function settle({ item, entry, changes, isNew }: Planned, result: ContactResult): void {
		if (!result.written) {
			const failure = result.failure && { ...result.failure, retryAdvice };
			results[item] = { status: 'failed', reason: 'write', failure };
			// The contact may be there, or come to be: another item must not create it once more.
			if (isNew && failure?.mayHaveWritten)
				for (const id of matcher.idsOf(items[item].values)) uncertainKeys.set(id, failure);
			return;
		}
		writtenNow.add(entry);
		index.replace(entry, { ...entry, ...(result.row ?? { fields: { ...entry.fields, ...changes } }) });
		// An ID that Kiamo did not know stands for this contact from now on.
		if (isNew)
			index.link(
				entry,
				keys[item].map(({ id }) => id),
			);
		results[item] = { status: isNew ? 'created' : 'updated', entry, changedFields: Object.keys(changes) };
	}
}
