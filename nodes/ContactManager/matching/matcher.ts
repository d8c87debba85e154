import { phoneKeys } from '../../shared/values/phone';
import type { Field } from '../field/fieldsOf';
import { foldText, isBlank } from '../../shared/values/text';
import { comparable, type FieldValues } from './values';

/** Kiamo's own ID of a contact, to match on as if it were a field. It is never written. */
export const contactIdField: Field = {
	name: 'kiamoId',
	label: 'Contact ID (Kiamo)',
	type: 'default',
	data_type: 'string',
	required: false,
};

/** A value to find a contact by: two contacts with one key are the same person to Match On. */
export interface Key {
	field: Field;
	/** The value as it is compared, with the fields it counts in. */
	id: string;
	/** The value as it was given. */
	text: string;
}

/** Knows what makes two contacts of a base the same, and two values of a field equal. */
export interface Matcher {
	fields: Map<string, Field>;
	/** The fields of Match On, in their order. */
	matchFields: Field[];
	/** The filled keys of some values, in the order of Match On. A phone field that holds no number gives none. */
	keysOf(values: FieldValues): Key[];
	/** Every key by which a contact with these values is found: a phone counts in every phone field. */
	idsOf(values: FieldValues, contactId?: string): string[];
	/** The fields of `values` that differ from those of `current`. */
	changes(current: FieldValues, values: FieldValues): FieldValues;
	/** A value as comparisons see it; empty for a blank. A field that the base does not name counts as text. */
	comparable(name: string, value: unknown): string;
	/** The key of the first number in a text, extension included; undefined when there is none. */
	phone(text: string): string | undefined;
}

/**
 * Makes the matcher of a base. `matchOn` names fields of the base, `defaultCountry` is that of the credential.
 * Throws a RangeError when the base has no such field.
 */
export function createMatcher(baseFields: Field[], matchOn: string[], defaultCountry: string): Matcher {
	const fields = new Map(baseFields.map((field) => [field.name, field]));
	const matchFields = matchOn.map((name) => {
		const field = fields.get(name) ?? (name === contactIdField.name ? contactIdField : undefined);
		if (!field)
			throw new RangeError(
				`The base has no field "${name}", which Match On names: refresh the list of fields`,
			);
		return field;
	});
	const matchesId = matchFields.includes(contactIdField);
	const phoneFields = matchFields.some(isPhone) ? baseFields.filter(isPhone) : [];
	const foundBy = [...new Set([...matchFields, ...phoneFields])];
	const numbers = new Map<string, string[]>();

	function phones(text: string): string[] {
		const known = numbers.get(text) ?? phoneKeys(text, defaultCountry);
		numbers.set(text, known);
		return known;
	}

	const phone = (text: string) => phones(text).at(0);

	function keysIn(from: Field[], values: FieldValues): Key[] {
		return from.flatMap((field) => {
			const value = values[field.name];
			const id = isBlank(value) ? undefined : keyId(field, foldText(value), phone);
			return id === undefined ? [] : { field, id, text: foldText(value) };
		});
	}

	function comparableOf(name: string, value: unknown): string {
		const field = fields.get(name);
		return field ? comparable(field, value, (text) => phones(text).join(' ')) : foldText(value);
	}

	return {
		fields,
		matchFields,
		phone,
		keysOf: (values) => keysIn(matchFields, values),
		idsOf: (values, contactId = '') =>
			keysIn(foundBy, matchesId && contactId ? { ...values, [contactIdField.name]: contactId } : values).map(
				({ id }) => id,
			),
		changes: (current, values) =>
			Object.fromEntries(
				Object.entries(values).filter(
					([name, value]) =>
						fields.has(name) &&
						current[name] !== value &&
						comparableOf(name, current[name]) !== comparableOf(name, value),
				),
			),
		comparable: comparableOf,
	};
}

/** True for the fields whose values are telephone numbers. */
export function isPhone({ data_type }: Field): boolean {
	return data_type === 'phone';
}

function keyId(field: Field, text: string, phone: Matcher['phone']): string | undefined {
	switch (field.data_type) {
		case 'phone': {
			const number = phone(text);
			return number && `phone:${number}`;
		}
		case 'email':
			return `${field.name}:${text.toLowerCase()}`;
		case 'number':
			return `${field.name}:${Number(text)}`;
		default:
			return `${field.name}:${text}`;
	}
}
