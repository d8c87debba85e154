import { readId } from '../../shared/lists/locator';
import type { BatchOperation } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import type { Kiamo } from '../../shared/transport/client';
import { executeBatch, type Stop } from '../../shared/writing/batch';
import { Brake, type Changes } from '../../shared/writing/brake';
import { writeInRounds } from '../../shared/writing/rounds';
import { baseLocator } from '../base/locator';
import { baseRevision, checkMarkField } from '../matching/mark';
import type { FieldValues } from '../matching/values';
import { fieldsMapper } from './fields';
import { contactLocator } from './locator';
import { contactsById } from './lookup';
import { contactOutput, openBase, readSimplify, type OpenBase } from './openBase';
import { clearFields, FieldReader, withHints } from './readFields';
import { clearTheseFields, markChanges, valueOptions, type WriteOptions } from './writeOptions';
import { ContactWriter, type ContactResult, type ContactWrite } from './writer';

/** The changes of a contact, and the field to mark them in. */
interface Change {
	id: string;
	fields: FieldValues;
	markField?: string;
}

const brake = new Brake(
	{ updated: 'the mapped fields', cleared: 'Clear These Fields' },
	'contacts',
	'the items',
);

export const update: BatchOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update contact',
	description: 'Update a contact by its ID',
	properties: [
		baseLocator,
		contactLocator,
		...fieldsMapper({ mode: 'add' }),
		...contactOutput,
		optionsOf([clearTheseFields, markChanges, brake.option, ...valueOptions]),
	],
	writes: true,
	async executeAll(run) {
		const reader = new FieldReader(run);
		const outcomes = await executeBatch(run, {
			async read(item) {
				const base = await openBase(run, item);
				const options = run.read<WriteOptions>('options', item, {});
				const { values, hints } = reader.read(item, base.matcher, options);
				const markField = checkMarkField(base.matcher, options.markChanges?.field?.name);
				const fields = clearFields(base.matcher, values, options);
				const show = await readSimplify(run, item);
				return { base, id: readId(run, 'contact', item), fields, hints, show, markField };
			},
			groupOf: ({ base }) => base.baseId,
			brake,
			async plan(inputs, items, stop) {
				const [{ base }] = inputs;
				const writer = new ContactWriter(run.kiamo, base, stop);
				const write = async () =>
					await writeInRounds(run, items, stop, {
						reads: (at) => [inputs[at].id],
						decide: (at) => ({ at, isNew: false, ...inputs[at] }),
						update: async (changes) => await updateAll(run.kiamo, base, writer, changes, stop),
						async settle(change, row) {
							const contact = row ?? (await readBack(run.kiamo, base, change));
							const { show, hints } = inputs[change.at];
							return { rows: [withHints(show(contact), hints)] };
						},
					});
				return { changes: brake.isSet(run) ? await countChanges(run.kiamo, base, inputs) : undefined, write };
			},
		});
		reader.hint();
		return outcomes;
	},
};

/** How many contacts would change; those that Kiamo does not know fail when they are written. */
async function countChanges(kiamo: Kiamo, { baseId, matcher }: OpenBase, inputs: Change[]): Promise<Changes> {
	const found = await contactsById(kiamo, baseId, new Set(inputs.map(({ id }) => id)));
	const current = new Map(found.map(({ id, fields }) => [id, fields]));
	const changed = inputs
		.map(({ id, fields }) => Object.values(matcher.changes(current.get(id) ?? fields, fields)))
		.filter((values) => values.length > 0);
	return { updated: changed.length, cleared: changed.filter((values) => values.includes(null)).length };
}

async function updateAll(
	kiamo: Kiamo,
	base: OpenBase,
	writer: ContactWriter,
	changes: Change[],
	stop: Stop,
): Promise<ContactResult[]> {
	const prepared = await Promise.all(changes.map(async (change) => await prepare(kiamo, base, change)));
	for (const result of prepared) if ('written' in result && !result.written) stop.after(result.failure);
	const written = await writer.update(prepared.filter((write) => 'fields' in write));
	return prepared.map((write) => ('fields' in write ? (written.shift() ?? { written: false }) : write));
}

/**
 * What to send for a change. A mark covers all that the contact holds, so the contact is read first; when nothing would
 * change, or it cannot be read, this is the result already.
 */
async function prepare(
	kiamo: Kiamo,
	{ baseId, matcher }: OpenBase,
	{ id, fields, markField }: Change,
): Promise<ContactWrite | ContactResult> {
	if (markField === undefined) return { id, fields };
	const answer = await kiamo.attempt('getContact', { path: { baseId, contactId: id } });
	if (!answer.ok) return { written: false, failure: answer.failure };
	const current = answer.data.fields;
	const changes = matcher.changes(current, fields);
	if (Object.keys(changes).length === 0) return { written: true, row: answer.data };
	const mark = { field: markField, current, baseRevision: baseRevision(matcher, answer.data, markField) };
	return { id, fields: changes, before: current, mark };
}

/** A contact whose update was answered without it. The write succeeded, so a failure to read is none of the item's. */
async function readBack(kiamo: Kiamo, { baseId }: OpenBase, change: Change) {
	const answer = await kiamo.attempt('getContact', { path: { baseId, contactId: change.id } });
	return answer.ok ? answer.data : change;
}
