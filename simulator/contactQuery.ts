import type { components } from '../contract/generated/types';
import { fold, type FieldValue } from './fieldIndex';

export type Contact = components['schemas']['Contact'];
export type ContactValues = Record<string, FieldValue>;

/** A contact and its times as numbers. Rows and contacts are never changed in place: a change makes new ones. */
export interface Row {
	contact: Contact;
	createdAt: number;
	updatedAt: number;
}

export interface ContactQuery {
	sort?: 'id' | 'updated_at';
	/** Folded values by field: any of them, in every field. */
	filter?: Map<string, string[]>;
	search?: string;
	/** Milliseconds; `from` inclusive, `to` exclusive. */
	created?: { from: number; to: number };
	updated?: { from: number; to: number };
}

const searchableTexts = new WeakMap<Contact, string>();

/** All values, folded, with something between them that no search holds. */
function searchable(contact: Contact): string {
	const known = searchableTexts.get(contact);
	if (known !== undefined) return known;
	const text = Object.values(contact.fields)
		.flatMap((value) => fold(value) ?? [])
		.join('\0');
	searchableTexts.set(contact, text);
	return text;
}

/** Whether a list that is asked for in this way holds the row. */
export function matches(
	{ contact, createdAt, updatedAt }: Row,
	{ filter, search, created, updated }: ContactQuery,
) {
	return (
		(!created || (createdAt >= created.from && createdAt < created.to)) &&
		(!updated || (updatedAt >= updated.from && updatedAt < updated.to)) &&
		(!filter ||
			[...filter].every(([name, values]) => values.some((value) => value === fold(contact.fields[name])))) &&
		(!search || searchable(contact).includes(search))
	);
}
