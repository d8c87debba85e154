import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../field/fieldsOf';
import type { Entry } from '../matching/contactIndex';

export type SimplifyContact = (contact: Entry) => IDataObject;

/** Makes contacts of a base flat: the id, Kiamo's standard fields, the base's own fields, then the times. */
export function contactSimplifier(fields: Field[]): SimplifyContact {
	const standard = fields.filter(({ type }) => type === 'default');
	const ordered = [...standard, ...fields.filter(({ type }) => type !== 'default')];
	const values = Object.fromEntries(ordered.map(({ name }) => [name, null]));
	const blank = { id: null, ...values, base_id: null, created_at: null, updated_at: null };
	return ({ id, base_id, fields: given, created_at, updated_at }) => ({
		...blank,
		...given,
		id,
		base_id,
		created_at,
		updated_at,
	});
}
