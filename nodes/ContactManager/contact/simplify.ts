import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../field/fieldsOf';
import type { Entry } from '../matching/contactIndex';
import type { FieldValues } from '../matching/values';

export type SimplifyContact = (contact: Entry) => IDataObject;

/** The keys that the node and the trigger put beside the fields of a contact. */
export const ownKeys: ReadonlySet<string> = new Set([
	'base_id',
	'changedFields',
	'candidates',
	'changes',
	'conflicts',
	'created_at',
	'differences',
	'dryRun',
	'error',
	'event',
	'eventId',
	'field',
	'hints',
	'id',
	'item',
	'merged',
	'moreToFollow',
	'reason',
	'restarted',
	'status',
	'toSource',
	'updated_at',
]);

/** The key of a field in outputs: its name, or `field_<name>` where the node has a key of that name. Two fields never share one. */
export function outputName(name: string): string {
	return ownKeys.has(name.replace(/^(field_)+/, '')) ? `field_${name}` : name;
}

/** Makes contacts of a base flat: the id, Kiamo's standard fields, the base's own fields, then the times. */
export function contactSimplifier(fields: Field[]): SimplifyContact {
	const standard = fields.filter(({ type }) => type === 'default');
	const ordered = [...standard, ...fields.filter(({ type }) => type !== 'default')];
	const values = Object.fromEntries(ordered.map(({ name }) => [outputName(name), null]));
	const kept = new Set(fields.map(({ name }) => name).filter((name) => outputName(name) === name));
	return ({ id = null, base_id = null, fields: given, created_at = null, updated_at = null }) => ({
		id,
		...values,
		...(Object.keys(given).every((name) => kept.has(name)) ? given : renamed(given)),
		base_id,
		created_at,
		updated_at,
	});
}

const renamed = (given: FieldValues): FieldValues =>
	Object.fromEntries(Object.entries(given).map(([name, value]) => [outputName(name), value]));
