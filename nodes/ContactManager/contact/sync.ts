import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import type { Output } from '../../shared/operation/output';
import { quote } from '../../shared/values/text';
import type { Changes } from '../../shared/writing/brake';
import type { Stop } from '../../shared/writing/batch';
import { rehearse, writeInRounds, type Plan, type Rounds } from '../../shared/writing/rounds';
import { ContactIndex, type Entry, type MatchOptions } from '../matching/contactIndex';
import { baseRevision } from '../matching/mark';
import type { Key } from '../matching/matcher';
import { unkeptName, type Merge } from '../matching/merge';
import type { Contact, FieldValues } from '../matching/values';
import { findContacts } from './lookup';
import { failMatch, failNoKey } from './matchFailures';
import { mergeWith, type MergeInput } from './mergeOptions';
import type { OpenBase } from './openBase';
import { withHints } from './readFields';
import { ContactWriter, type ContactResult, type ContactWrite } from './writer';

/** One item to bring into the base: the values to write (null clears a field), and what to do in doubt. */
export interface SyncItem extends MatchOptions {
	values: FieldValues;
	/** The values to match by, with the numbers that are not written. */
	matched: FieldValues;
	/** What the user should know of its values. */
	hints: string[];
	noKey: 'create' | 'fail' | 'skip';
	/** Why it has no key, for the error. */
	explainNoKey(): string;
	dryRun: boolean;
	/** Simple: the fields of the contact come beside the keys of the node; else the contact comes whole. */
	output: Output;
	/** The field to mark written contacts in. */
	markField?: string;
	/** What was synced last, where both sides are merged. */
	merge?: MergeInput;
	/** A contact that Kiamo changed after this moment, in milliseconds of its clock, is left alone. */
	unlessChangedAfter?: number;
}

export interface SyncPlan extends Plan {
	entry: Entry;
	changes: FieldValues;
	merged?: Merge;
}

/** Items that were looked up and are not written yet. */
export interface PreparedSync {
	/** What would be written. */
	rehearse(): Promise<SyncPlan[]>;
	/** Writes them; one outcome each, in order. */
	write(): Promise<Outcome[]>;
}

/**
 * Prepares to bring items into a base as if one after the other. Throws a NodeApiError when the look-up fails.
 */
export async function prepareSync(
	run: Run,
	base: OpenBase,
	inputs: SyncItem[],
	items: number[],
	stop: Stop,
): Promise<PreparedSync> {
	const { baseId, matcher } = base;
	const keys = inputs.map((input) => matcher.keysOf(input.matched));
	const wanted = new Map(keys.flat().map((key) => [key.id, key]));
	const names = inputs.flatMap(({ values }) => Object.keys(values));
	const found = await findContacts(run.kiamo, baseId, matcher, wanted, names);
	const writer = new ContactWriter(run.kiamo, { baseId, matcher }, stop);
	for (const { id } of found) writer.known.add(id);
	const rounds = () => roundsOf(run, base, { inputs, items, keys, found, writer });
	return {
		rehearse: async () => await rehearse(run, items, rounds()),
		write: async () => await writeInRounds(run, items, stop, rounds()),
	};
}

/** How many contacts some plans would change. */
export function countChanges(plans: SyncPlan[]): Changes {
	const updates = plans.filter(({ isNew }) => !isNew);
	return {
		created: plans.length - updates.length,
		updated: updates.length,
		cleared: updates.filter(({ changes }) => Object.values(changes).includes(null)).length,
	};
}

interface Sync {
	inputs: SyncItem[];
	items: number[];
	keys: Key[][];
	found: Contact[];
	writer: ContactWriter;
}

/** How the items are decided on and written, from what was found on. */
function roundsOf(
	run: Run,
	{ matcher, simplify }: OpenBase,
	{ inputs, items, keys, found, writer }: Sync,
): Rounds<SyncPlan, ContactWrite> {
	const keyIds = keys.map((ofItem) => ofItem.map(({ id }) => id));
	// Entries become what is written, in a rehearsal too.
	const index = new ContactIndex(
		matcher,
		found.map((contact) => ({ ...contact })),
	);
	/** When each contact that this run has written had changed before, in milliseconds. */
	const changedBefore = new Map<Entry, number>();

	return {
		reads: (at) => keyIds[at],
		changes(at) {
			const candidates = keyIds[at].flatMap((id) => index.withKey(id));
			return [
				...matcher.idsOf(inputs[at].matched),
				...candidates.flatMap(({ fields, id }) => matcher.idsOf(fields, id)),
			];
		},
		decide,
		create: async (plans) => await writeAll(plans, async (writes) => await writer.create(writes)),
		update: async (plans) => await writeAll(plans, async (writes) => await writer.update(writes)),
		settle,
		retryAdvice({ at, isNew, changes }) {
			const isFound = !isNew || keys[at].some(({ field }) => field.name in changes);
			return isFound ? 'You can safely retry: existing contacts are matched, not duplicated.' : undefined;
		},
	};

	function decide(at: number): SyncPlan | Outcome {
		const { values, noKey, severalMatches } = inputs[at];
		const isEmpty = Object.values(values).every((value) => value === null);
		if (keys[at].length === 0 && (noKey !== 'create' || isEmpty))
			return noKey === 'fail' ? failNoKey(run, inputs[at], items[at]) : skipped(at, 'noKey');
		const match = index.find(inputs[at].matched, keys[at], inputs[at]);
		if (match.kind === 'new') {
			const merged = mergeItem(at, undefined);
			const changes = merged?.toKiamo ?? matcher.changes({}, values);
			return { at, isNew: true, keys: keyIds[at], entry: { fields: {} }, changes, merged };
		}
		if (match.kind === 'several' && severalMatches === 'skip') return skipped(at, 'severalMatches');
		if (match.kind !== 'found') return failMatch(run, inputs[at], items[at], match);
		const { entry } = match;
		const merged = mergeItem(at, entry);
		const changes = merged?.toKiamo ?? matcher.changes(entry.fields, values);
		if (Object.keys(changes).length === 0) return shown(at, 'unchanged', entry, [], merged);
		if (isChangedLater(entry, inputs[at])) return skipped(at, 'changedLater', entry);
		return { at, isNew: false, entry, changes, merged };
	}

	function mergeItem(at: number, entry: Entry | undefined): Merge | undefined {
		const { merge } = inputs[at];
		return merge && mergeWith(matcher, merge, entry, entry && changedAt(entry));
	}

	/** An earlier item of this run does not count as somebody else's change. */
	function changedAt(entry: Entry): number {
		return changedBefore.get(entry) ?? Date.parse(entry.updated_at ?? '');
	}

	function isChangedLater(entry: Entry, { unlessChangedAfter = Infinity }: SyncItem): boolean {
		return changedAt(entry) > unlessChangedAfter;
	}

	async function writeAll(
		plans: SyncPlan[],
		write: (writes: ContactWrite[]) => Promise<ContactResult[]>,
	): Promise<ContactResult[]> {
		const results = await write(plans.filter(({ at }) => !inputs[at].dryRun).map(toWrite));
		return plans.map(({ at, entry: { id } }) => {
			const result = inputs[at].dryRun ? { written: true } : (results.shift() ?? { written: false });
			if (id !== undefined && 'failure' in result && result.failure)
				return { ...result, failure: { ...result.failure, about: `Contact ${id} has been matched.` } };
			return result;
		});
	}

	function toWrite({ at, entry, changes }: SyncPlan): ContactWrite {
		const { markField: field } = inputs[at];
		const write = { id: entry.id, fields: changes, before: entry.fields };
		if (field === undefined) return write;
		const mark = { field, current: entry.fields, baseRevision: baseRevision(matcher, entry, field) };
		return { ...write, mark };
	}

	/** Notes what Kiamo has in place of a value that was sent; for the user, only where it ignored or shortened it. */
	function noteUnkept(
		at: number,
		before: FieldValues,
		now: FieldValues,
		sent: FieldValues,
		merged?: Merge,
	): void {
		for (const [name, value] of Object.entries(matcher.changes(now, sent))) {
			const kept = now[name] ?? null;
			if (merged) merged.merged[unkeptName(name)] = kept;
			const [was, is, wanted] = [before[name], kept, value].map((each) => matcher.comparable(name, each));
			if (is !== was && !wanted.startsWith(is)) continue;
			const label = matcher.fields.get(name)?.label;
			inputs[at].hints.push(`Kiamo didn't keep ${label} "${quote(value)}": it has "${quote(kept)}".`);
		}
	}

	function settle({ at, entry, changes, isNew, merged }: SyncPlan, row: ContactWrite | undefined): Outcome {
		changedBefore.set(entry, isNew ? 0 : changedAt(entry));
		const before = entry.fields;
		index.replace(entry, { ...entry, ...(row ?? { fields: { ...before, ...changes } }) });
		noteUnkept(at, before, entry.fields, changes, merged);
		// An ID that Kiamo did not know stands for this contact from now on.
		if (isNew) index.link(entry, keyIds[at]);
		return shown(at, isNew ? 'created' : 'updated', entry, Object.keys(changes), merged);
	}

	function shown(at: number, status: string, entry: Entry, changedFields: string[], merge?: Merge): Outcome {
		const dryRun = inputs[at].dryRun ? { dryRun: true } : {};
		const sides = merge && { merged: merge.merged, toSource: merge.toSource, conflicts: merge.conflicts };
		return output(at, {
			status,
			id: entry.id ?? null,
			changedFields,
			...sides,
			...show(at, entry),
			...dryRun,
		});
	}

	function skipped(at: number, reason: string, entry?: Entry): Outcome {
		const { merge } = inputs[at];
		const sides = merge && { merged: merge.last, toSource: {}, conflicts: [] };
		const row = { status: 'skipped', reason, id: entry?.id ?? null, changedFields: [], ...sides };
		return output(at, { ...row, ...(entry && show(at, entry)) });
	}

	function show(at: number, entry: Entry): IDataObject {
		const { isSimple, pick } = inputs[at].output;
		return isSimple ? pick(simplify(entry)) : { contact: { ...entry } };
	}

	function output(at: number, row: IDataObject): Outcome {
		return { rows: [withHints(row, inputs[at].hints)] };
	}
}
