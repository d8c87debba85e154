import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../field/fieldsOf';
import type { Entry } from './sync/contactIndex';

/** A contact as a flat object: its id, Kiamo's standard fields, the base's own fields, then its times. */
export function simplifyContact(contact: Entry, fields: Field[]): IDataObject {
	const ordered = [
		...fields.filter(({ type }) => type === 'default'),
		...fields.filter(({ type }) => type !== 'default'),
	];
	const values = Object.fromEntries(ordered.map(({ name }) => [name, contact.fields[name] ?? null]));
	const { id, base_id, created_at, updated_at } = contact;
	return { id, ...values, ...contact.fields, ...definedOf({ id, base_id, created_at, updated_at }) };
}

function definedOf(values: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
