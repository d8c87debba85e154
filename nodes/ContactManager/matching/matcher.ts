import { readEmail } from '../../shared/values/email';
import { readYesNo } from '../../shared/values/numbers';
import { readPhoneKeys, type PhoneKey } from '../../shared/values/phone';
import { foldText, isBlank, isPlaceholder, isShortened, quote } from '../../shared/values/text';
import type { Field } from '../field/fieldsOf';
import type { FieldValues } from './values';

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

/** A Match On field that is filled in an item and in a contact, and holds different values. */
export interface Difference {
	field: Field;
	given: string;
	held: string;
}

/** Knows what makes two contacts of a base the same, and two values of a field equal. */
export interface Matcher {
	fields: Map<string, Field>;
	/** The fields of Match On, in their order. */
	matchFields: Field[];
	/** The keys of some values, in the order of Match On. What tells nobody apart, such as `inconnu`, gives none. */
	keysOf(values: FieldValues): Key[];
	/** Every key by which a contact with these values is found: a phone counts in every phone field. */
	idsOf(values: FieldValues, contactId?: string): string[];
	/** The first Match On field before `field` in which a contact is somebody else than who has these values. */
	difference(
		values: FieldValues,
		contact: { id?: string; fields: FieldValues },
		field: Field,
	): Difference | undefined;
	/** The fields of `values` that differ from those of `current`; words such as `inconnu` replace no key. */
	changes(current: FieldValues, values: FieldValues): FieldValues;
	/** The phone numbers of a text, each text read once. */
	phonesIn(text: string): PhoneKey[];
	/** A value as comparisons see it; empty for a blank. A field that the base does not name counts as text. */
	comparable(name: string, value: unknown): string;
}

/**
 * Makes the matcher of a base. `matchOn` names fields of the base, `country` is that of phone numbers without one.
 * Throws a RangeError when the base has no such field.
 */
export function createMatcher(baseFields: Field[], matchOn: string[], country: string): Matcher {
	const fields = new Map(baseFields.map((field) => [field.name, field]));
	const matchFields = matchOn.map((name) => {
		const field = fields.get(name) ?? (name === contactIdField.name ? contactIdField : undefined);
		if (field) return field;
		throw noField(name, 'Match On');
	});
	const allPhoneFields = baseFields.filter(isPhone);
	const foundBy = matchFields.some(isPhone) ? [...new Set([...matchFields, ...allPhoneFields])] : matchFields;
	const read = new Map<string, PhoneKey[]>();

	function phonesIn(text: string): PhoneKey[] {
		const phones = read.get(text) ?? readPhoneKeys(text, country);
		read.set(text, phones);
		return phones;
	}

	const phones = (text: string) => phonesIn(text).flatMap(({ key }) => key ?? []);

	function keysIn(from: Field[], values: FieldValues): Key[] {
		return from.flatMap((field) => {
			const value = values[field.name];
			if (isBlank(value) || tellsNobodyApart(field, value)) return [];
			const text = foldText(value);
			return keyIds(field, text, phones).map((id) => ({ field, id, text }));
		});
	}

	function withId(values: FieldValues, id = ''): FieldValues {
		return matchFields.includes(contactIdField) && id ? { ...values, [contactIdField.name]: id } : values;
	}

	/** True for a value that tells nobody apart where a contact has a key: written, it would lose the key. */
	function hidesKey(current: FieldValues, name: string, value: unknown): boolean {
		const field = matchFields.find((matched) => matched.name === name);
		return field !== undefined && tellsNobodyApart(field, value) && keysIn([field], current).length > 0;
	}

	function comparableOf(name: string, value: unknown): string {
		const text = foldText(value);
		const type = text === '' ? undefined : fields.get(name)?.data_type;
		switch (type) {
			case 'email':
				return readEmail(text) ?? text.toLowerCase();
			case 'phone':
				return phones(text).toSorted().join(' ') || text;
			case 'number':
				return numberOr(text, Number(text));
			case 'date':
				return text.slice(0, 10);
			case 'datetime':
				return numberOr(text, Date.parse(text));
			case 'boolean':
				return yesNoOr(text);
			default:
				return text;
		}
	}

	return {
		fields,
		matchFields,
		keysOf: (values) => keysIn(matchFields, values),
		idsOf: (values, contactId) => keysIn(foundBy, withId(values, contactId)).map(({ id }) => id),
		difference(values, contact, field) {
			const held = withId(contact.fields, contact.id);
			for (const stronger of matchFields.slice(0, matchFields.indexOf(field))) {
				const given = keysIn([stronger], values);
				const own = keysIn([stronger], held);
				const all = isPhone(stronger) ? keysIn(allPhoneFields, held) : own;
				const isSame = given.some(({ id }) => all.some((key) => key.id === id));
				if (given.length > 0 && own.length > 0 && !isSame)
					return { field: stronger, given: given[0].text, held: own[0].text };
			}
			return undefined;
		},
		changes: (current, values) =>
			Object.fromEntries(
				Object.entries(values).filter(
					([name, value]) =>
						fields.has(name) &&
						!hidesKey(current, name, value) &&
						current[name] !== value &&
						comparableOf(name, current[name]) !== comparableOf(name, value),
				),
			),
		phonesIn,
		comparable: comparableOf,
	};
}

/** Throws a RangeError, with the name of the option, when the base lacks one of the fields that it names. */
export function checkFields({ fields }: Matcher, names: string[], option: string): void {
	for (const name of names) if (!fields.has(name)) throw noField(name, option);
}

const noField = (name: string, option: string) =>
	new RangeError(`The base has no field "${quote(name)}", which ${option} names: refresh the list of fields`);

/** True for the fields whose values are telephone numbers. */
export function isPhone({ data_type }: Field): boolean {
	return data_type === 'phone';
}

/** True for a value that many may have: a word such as `inconnu`, or an ID that Excel shortened (`1,23457E+16`). */
export function tellsNobodyApart(field: Field, value: unknown): boolean {
	return isPlaceholder(value) || (!isPhone(field) && field.data_type !== 'number' && isShortened(value));
}

function keyIds({ name, data_type }: Field, text: string, phones: (text: string) => string[]): string[] {
	switch (data_type) {
		case 'phone':
			return phones(text).map((key) => `phone:${key}`);
		case 'email': {
			const email = readEmail(text);
			return email === undefined ? [] : [`${name}:${email}`];
		}
		case 'number':
			return [`${name}:${numberOr(text, Number(text))}`];
		default:
			return [`${name}:${text}`];
	}
}

/** Servers write yes and no in several ways. */
function yesNoOr(text: string): string {
	try {
		return String(readYesNo('', text));
	} catch {
		// Another text is compared as it is.
		return text;
	}
}

function numberOr(text: string, number: number): string {
	return Number.isNaN(number) ? text : String(number);
}
