import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import { ContactIndex, type Match, type MatchOptions } from '../matching/contactIndex';
import { contactIdField, isPhone, type Key, type Matcher } from '../matching/matcher';
import type { Contact, FieldValues } from '../matching/values';
import { allContacts, countOf } from './lookup';
import type { OpenBase } from './openBase';
import { withHints, type ReadItem } from './readFields';
import { ShownFields } from './shownFields';

/** One item to compare. */
export interface ComparedItem extends ReadItem, Omit<MatchOptions, 'unknownId'> {
	base: OpenBase;
	row: IDataObject;
	includeEqual: boolean;
}

/**
 * Compares items with a base, which is read once; one outcome each, in order. Contacts that no item means come with the
 * first one, unless `isPartial` says that some items are missing. Throws a NodeApiError when the base cannot be read.
 */
export async function compareWithBase(
	{ kiamo }: Run,
	inputs: ComparedItem[],
	isPartial: boolean,
): Promise<Outcome[]> {
	const [{ base }] = inputs;
	const { baseId, matcher, simplify } = base;
	const keys = inputs.map((input) => matcher.keysOf(input.matched));
	const { related, onlyInKiamo } = await readBase();
	const index = new ContactIndex(matcher, related);
	const meant = new Set<string | undefined>();
	const found = new Set<string | undefined>();
	const outcomes = inputs.map((input, at): Outcome => {
		const rows = compareItem(input, keys[at]);
		return { rows: rows.map((row) => withHints({ ...row, item: input.row }, input.hints)) };
	});
	const [first] = outcomes;
	if (!isPartial && 'rows' in first) {
		const unmeant = related.filter(({ id }) => !meant.has(id)).map((contact) => simplify(contact));
		for (const contact of [...onlyInKiamo, ...unmeant])
			first.rows.push({ status: 'onlyInKiamo', ...contact });
	}
	return outcomes;

	/** Keeps of each page what an item may mean, without the other fields, and what no item can mean. */
	async function readBase() {
		const wanted = new Set(keys.flatMap((ofItem) => ofItem.map(({ id }) => id)));
		const names = fieldsToCompare(matcher, inputs);
		const related: Contact[] = [];
		const others: IDataObject[] = [];
		const shown = new ShownFields(kiamo, baseId, matcher, names);
		const foundKeys = new Set<string>();
		for await (const page of allContacts(kiamo, baseId, await countOf(kiamo, baseId))) {
			for (const contact of page) {
				shown.see(contact);
				const held = matcher.idsOf(contact.fields, contact.id).filter((key) => wanted.has(key));
				for (const key of held) foundKeys.add(key);
				if (held.length > 0) related.push({ ...contact, fields: pick(contact.fields, names) });
				else if (!isPartial) others.push(simplify(contact));
			}
		}
		await shown.prove({ isAnyoneNew: foundKeys.size < wanted.size });
		return { related, onlyInKiamo: others };
	}

	function compareItem({ row, ...input }: ComparedItem, itemKeys: Key[]): IDataObject[] {
		// n8n's Always Output Data gives one item without fields for no items.
		if (Object.keys(row).length === 0) return [];
		if (itemKeys.length === 0) return [{ status: 'noKey', id: null }];
		const match = index.find(input.matched, itemKeys, { ...input, unknownId: 'fail' });
		if (match.kind === 'unknownId') return [compareLost(input, itemKeys)];
		if (match.kind !== 'found') return [unmatched(match, itemKeys)];
		const { entry } = match;
		meant.add(entry.id);
		const isDuplicate = found.has(entry.id);
		found.add(entry.id);
		const blanks = Object.fromEntries(input.blanks.map((name) => [name, null]));
		const values: FieldValues = { ...input.values, ...blanks };
		const changedFields = Object.keys(matcher.changes(entry.fields, values));
		const isEqual = changedFields.length === 0;
		if (isEqual && !isDuplicate && !input.includeEqual) return [];
		const status = isDuplicate ? 'duplicate' : isEqual ? 'equal' : 'different';
		const differences = changedFields.map((field) => ({
			field,
			source: values[field],
			kiamo: entry.fields[field] ?? null,
		}));
		return [{ status, id: entry.id, changedFields, differences, updated_at: entry.updated_at }];
	}

	/** An item whose ID Kiamo does not know: anyone else found by it may be what its contact was merged into. */
	function compareLost(input: Omit<ComparedItem, 'row'>, itemKeys: Key[]): IDataObject {
		const values = { ...input.matched, [contactIdField.name]: null };
		const others = itemKeys.filter(({ field }) => field !== contactIdField);
		const match = index.find(values, others, { ...input, unknownId: 'fail' });
		if (match.kind !== 'found') return unmatched(match, others);
		meant.add(match.entry.id);
		return { status: 'merged', id: match.entry.id };
	}

	function unmatched(match: Exclude<Match, { kind: 'found' }>, itemKeys: Key[]): IDataObject {
		if (match.kind === 'new' || match.kind === 'unknownId') return { status: 'onlyInSource', id: null };
		// Nobody who may be meant is only in Kiamo.
		for (const { id } of itemKeys) for (const entry of index.withKey(id)) meant.add(entry.id);
		const ids = match.kind === 'several' ? match.ids : [match.entry.id];
		return { status: 'unclear', id: null, reason: match.kind, field: match.key.field.name, candidates: ids };
	}
}

function fieldsToCompare({ fields, matchFields }: Matcher, inputs: ComparedItem[]): Set<string> {
	const names = new Set(matchFields.map(({ name }) => name));
	for (const field of fields.values()) if (isPhone(field)) names.add(field.name);
	for (const { values, blanks } of inputs)
		for (const name of [...Object.keys(values), ...blanks]) names.add(name);
	return names;
}

function pick(values: FieldValues, names: Set<string>): FieldValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
