import { NodeOperationError } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import type { Stop } from '../../shared/writing/batch';
import { writeInRounds, type Plan } from '../../shared/writing/rounds';
import { isBlank } from '../../shared/values/text';
import { ContactIndex, type Entry, type SeveralMatches } from '../matching/contactIndex';
import { baseRevision } from '../matching/mark';
import type { FieldValues } from '../matching/values';
import { findContacts } from './lookup';
import type { OpenBase } from './openBase';
import { ContactWriter, type ContactResult, type ContactWrite } from './writer';

export type NoKey = 'create' | 'fail' | 'skip';

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

interface SyncPlan extends Plan {
	entry: Entry;
	changes: FieldValues;
}

/**
 * Brings items into a base as if one after the other. Throws a NodeApiError, with nothing written, when the look-up fails.
 */
export async function syncContacts(
	run: Run,
	{ baseId, matcher, simplify }: OpenBase,
	inputs: SyncItem[],
	items: number[],
	stop: Stop,
): Promise<Outcome[]> {
	const keys = inputs.map(({ values }) => matcher.keysOf(values));
	const found = await findContacts(
		run.kiamo,
		baseId,
		matcher,
		new Map(keys.flat().map((key) => [key.id, key])),
	);
	const index = new ContactIndex(matcher, found);
	const writer = new ContactWriter(run.kiamo, { baseId, matcher }, stop);
	for (const { id } of found) writer.known.add(id);
	const writtenNow = new Set<Entry>();

	return await writeInRounds<SyncPlan, ContactWrite>(run, items, stop, {
		reads: (at) => keys[at].map(({ id }) => id),
		changes(at) {
			const candidates = keys[at].flatMap(({ id }) => index.withKey(id));
			return [
				...matcher.idsOf(inputs[at].values),
				...candidates.flatMap(({ fields, id }) => matcher.idsOf(fields, id)),
			];
		},
		decide,
		create: async (plans) => await writeAll(plans, async (writes) => await writer.create(writes)),
		update: async (plans) => await writeAll(plans, async (writes) => await writer.update(writes)),
		settle,
		retryAdvice: () => 'Running again doubles nothing: Match On finds what is there.',
	});

	function decide(at: number): SyncPlan | Outcome {
		const { values, severalMatches, noKey } = inputs[at];
		const isEmpty = Object.values(values).every(isBlank);
		if (keys[at].length === 0 && (noKey !== 'create' || isEmpty)) {
			return noKey === 'fail' ? failNoKey(at) : skipped('noKey');
		}
		const match = index.find(keys[at], severalMatches);
		if ('several' in match) {
			return severalMatches === 'skip' ? skipped('severalMatches') : failSeveral(at, match.several);
		}
		if (!match.entry) {
			const changes = matcher.changes({}, values);
			return { at, isNew: true, keys: keys[at].map(({ id }) => id), entry: { fields: {} }, changes };
		}
		const { entry } = match;
		const changes = matcher.changes(entry.fields, values);
		if (Object.keys(changes).length === 0) return shown(at, 'unchanged', entry, []);
		if (isChangedLater(entry, inputs[at])) return skipped('changedLater', entry);
		return { at, isNew: false, entry, changes };
	}

	/** An earlier item of this run does not count as somebody else's change. */
	function isChangedLater(entry: Entry, { unlessChangedAfter = Infinity }: SyncItem): boolean {
		return !writtenNow.has(entry) && Date.parse(entry.updated_at ?? '') > unlessChangedAfter;
	}

	async function writeAll(
		plans: SyncPlan[],
		write: (writes: ContactWrite[]) => Promise<ContactResult[]>,
	): Promise<ContactResult[]> {
		const results = await write(plans.filter(({ at }) => !inputs[at].dryRun).map(toWrite));
		return plans.map(({ at }) =>
			inputs[at].dryRun ? { written: true } : (results.shift() ?? { written: false }),
		);
	}

	function toWrite({ at, entry, changes }: SyncPlan): ContactWrite {
		const { markField: field } = inputs[at];
		if (field === undefined) return { id: entry.id, fields: changes };
		const mark = { field, current: entry.fields, baseRevision: baseRevision(matcher, entry, field) };
		return { id: entry.id, fields: changes, mark };
	}

	function settle({ at, entry, changes, isNew }: SyncPlan, row: ContactWrite | undefined): Outcome {
		writtenNow.add(entry);
		index.replace(entry, { ...entry, ...(row ?? { fields: { ...entry.fields, ...changes } }) });
		// An ID that Kiamo did not know stands for this contact from now on.
		if (isNew)
			index.link(
				entry,
				keys[at].map(({ id }) => id),
			);
		return shown(at, isNew ? 'created' : 'updated', entry, Object.keys(changes));
	}

	function shown(at: number, status: string, entry: Entry, changedFields: string[]): Outcome {
		const row = { status, id: entry.id ?? null, changedFields, contact: simplify(entry) };
		return { rows: [inputs[at].dryRun ? { ...row, dryRun: true } : row] };
	}

	function skipped(reason: string, entry?: Entry): Outcome {
		const contact = entry ? simplify(entry) : null;
		return { rows: [{ status: 'skipped', reason, id: entry?.id ?? null, changedFields: [], contact }] };
	}

	function fail(at: number, message: string, description: string): Outcome {
		const options = { itemIndex: items[at], description };
		return { error: new NodeOperationError(run.context.getNode(), message, options) };
	}

	function failNoKey(at: number): Outcome {
		return fail(
			at,
			'None of the fields to match on is filled',
			'Fill one of them, or choose under If No Match Field Is Filled what to do with such items.',
		);
	}

	function failSeveral(at: number, ids: string[]): Outcome {
		return fail(
			at,
			`${ids.length} contacts match: ${ids.slice(0, 5).join(', ')}`,
			'Merge them in Kiamo, match on a field that only one person has, or choose under If Several Contacts Match which one to update.',
		);
	}
}
