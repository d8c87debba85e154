import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import { isBlank } from '../../shared/values/text';
import type { Stop } from '../../shared/writing/batch';
import { writeInRounds, type Plan } from '../../shared/writing/rounds';
import { ContactIndex, type Entry, type Match, type MatchOptions } from '../matching/contactIndex';
import { baseRevision } from '../matching/mark';
import { contactIdField } from '../matching/matcher';
import type { FieldValues } from '../matching/values';
import { findContacts } from './lookup';
import type { OpenBase } from './openBase';
import { withHints } from './readFields';
import { ContactWriter, type ContactResult, type ContactWrite } from './writer';

/** One item to bring into the base: the values to write (null clears a field), and what to do in doubt. */
export interface SyncItem extends MatchOptions {
	values: FieldValues;
	/** What the user should know of its values. */
	hints: string[];
	noKey: 'create' | 'fail' | 'skip';
	/** Why it has no key, for the error. */
	explainNoKey(): string;
	dryRun: boolean;
	/** Whether the fields of the contact come beside the keys of the node; else the contact comes whole. */
	isSimple: boolean;
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
	const keyIds = keys.map((ofItem) => ofItem.map(({ id }) => id));
	const wanted = new Map(keys.flat().map((key) => [key.id, key]));
	const found = await findContacts(run.kiamo, baseId, matcher, wanted);
	const index = new ContactIndex(matcher, found);
	const writer = new ContactWriter(run.kiamo, { baseId, matcher }, stop);
	for (const { id } of found) writer.known.add(id);
	const writtenNow = new Set<Entry>();

	return await writeInRounds<SyncPlan, ContactWrite>(run, items, stop, {
		reads: (at) => keyIds[at],
		changes(at) {
			const candidates = keyIds[at].flatMap((id) => index.withKey(id));
			return [
				...matcher.idsOf(inputs[at].values),
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
	});

	function decide(at: number): SyncPlan | Outcome {
		const { values, noKey, severalMatches } = inputs[at];
		const isEmpty = Object.values(values).every(isBlank);
		if (keys[at].length === 0 && (noKey !== 'create' || isEmpty))
			return noKey === 'fail' ? failNoKey(at) : skipped(at, 'noKey');
		const match = index.find(values, keys[at], inputs[at]);
		if (match.kind === 'new') {
			const changes = matcher.changes({}, values);
			return { at, isNew: true, keys: keyIds[at], entry: { fields: {} }, changes };
		}
		if (match.kind === 'several' && severalMatches === 'skip') return skipped(at, 'severalMatches');
		if (match.kind !== 'found') return failMatch(at, match);
		const { entry } = match;
		const changes = matcher.changes(entry.fields, values);
		if (Object.keys(changes).length === 0) return shown(at, 'unchanged', entry, []);
		if (isChangedLater(entry, inputs[at])) return skipped(at, 'changedLater', entry);
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
		const write = { id: entry.id, fields: changes, before: entry.fields };
		if (field === undefined) return write;
		const mark = { field, current: entry.fields, baseRevision: baseRevision(matcher, entry, field) };
		return { ...write, mark };
	}

	function settle({ at, entry, changes, isNew }: SyncPlan, row: ContactWrite | undefined): Outcome {
		writtenNow.add(entry);
		index.replace(entry, { ...entry, ...(row ?? { fields: { ...entry.fields, ...changes } }) });
		// An ID that Kiamo did not know stands for this contact from now on.
		if (isNew) index.link(entry, keyIds[at]);
		return shown(at, isNew ? 'created' : 'updated', entry, Object.keys(changes));
	}

	function shown(at: number, status: string, entry: Entry, changedFields: string[]): Outcome {
		const dryRun = inputs[at].dryRun ? { dryRun: true } : {};
		return output(at, { status, id: entry.id ?? null, changedFields, ...show(at, entry), ...dryRun });
	}

	function skipped(at: number, reason: string, entry?: Entry): Outcome {
		const row = { status: 'skipped', reason, id: entry?.id ?? null, changedFields: [] };
		return output(at, { ...row, ...(entry && show(at, entry)) });
	}

	function show(at: number, entry: Entry): IDataObject {
		return inputs[at].isSimple ? simplify(entry) : { contact: { ...entry } };
	}

	function output(at: number, row: IDataObject): Outcome {
		return { rows: [withHints(row, inputs[at].hints)] };
	}

	/** With On Error set to Stop there is no output to hold the hints, so the error does. */
	function fail(at: number, message: string, advice: string): Outcome {
		const description = [...inputs[at].hints, advice].join(' ');
		const options = { itemIndex: items[at], description };
		return { error: new NodeOperationError(run.context.getNode(), message, options) };
	}

	function failNoKey(at: number): Outcome {
		const reason = inputs[at].explainNoKey();
		const advice = 'Fill a Match On field, or choose under If All Match Fields Are Empty what to do.';
		return fail(at, reason, `${reason}. ${advice}`);
	}

	function failMatch(at: number, match: Exclude<Match, { kind: 'found' | 'new' }>): Outcome {
		const named = `the ${match.key.field.label} "${match.key.text}"`;
		switch (match.kind) {
			case 'several':
				return fail(
					at,
					`${match.ids.length} contacts have ${named}: ${match.ids.slice(0, 5).join(', ')}`,
					'Merge them in Kiamo, match on a field that only one person has, or choose under If Multiple Contacts Match which one to update.',
				);
			case 'somebodyElse': {
				const { field, given, held } = match.difference;
				return fail(
					at,
					`Contact ${match.entry.id ?? 'of an earlier item'} has ${named}, but its ${field.label} is "${held}", not "${given}"`,
					'It may be another person. Choose under If Another Match Field Differs to create a contact or to update this one.',
				);
			}
			case 'unknownId':
				return fail(
					at,
					`No contact has ${named}`,
					`The contact may have been deleted. Leave ${contactIdField.label} empty, or choose under If the Contact ID Is Unknown to create a contact.`,
				);
		}
	}
}
