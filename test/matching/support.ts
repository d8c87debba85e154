import type { Field } from '../../nodes/ContactManager/field/fieldsOf';
import { createMatcher } from '../../nodes/ContactManager/matching/matcher';

const field = (name: string, data_type: Field['data_type'], values?: string[]): Field => ({
	name,
	label: name.toUpperCase(),
	type: 'default',
	data_type,
	required: false,
	...(values ? { values } : {}),
});

/** The fields of a base, one or two of each type. */
export const fields = [
	field('crmId', 'string'),
	field('notes', 'text'),
	field('email', 'email'),
	field('phone', 'phone'),
	field('mobile', 'phone'),
	field('score', 'number'),
	field('birthday', 'date'),
	field('visit', 'datetime'),
	field('optIn', 'boolean'),
	field('city', 'list', ['Lyon', 'Paris']),
];

export const fieldNamed = (name: string) => fields.find((one) => one.name === name) as Field;

/** The matcher of a base in France. */
export const matcherOn = (...matchOn: string[]) => createMatcher(fields, matchOn, 'FR');
