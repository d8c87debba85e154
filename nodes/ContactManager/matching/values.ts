import type { components } from '../../../contract/generated/types';
import { readDay, readIsoMoment } from '../../shared/values/dates';
import { readNumber, readYesNo } from '../../shared/values/numbers';
import { checkLength, foldText, isBlank, readText } from '../../shared/values/text';
import type { Origin } from '../../shared/values/zones';
import type { Field } from '../field/fieldsOf';

export type Contact = components['schemas']['Contact'];
export type FieldValue = string | number | boolean | null;
export type FieldValues = Record<string, FieldValue>;

/**
 * Turns what an item holds into what a field of the base takes; undefined when it is blank. `origin` is where dates come
 * from. Throws a RangeError, with a sentence for the user, when it cannot be a value of the field.
 */
export function toFieldValue(field: Field, value: unknown, origin: Origin): FieldValue | undefined {
	const { label, data_type } = field;
	if (data_type === 'boolean' && value === false) return false;
	if (isBlank(value)) return undefined;
	if (data_type !== 'string') checkLength(label, value);
	switch (data_type) {
		case 'number':
			return readNumber(label, value);
		case 'boolean':
			return readYesNo(label, value);
		case 'date':
			return readDay(label, value, origin);
		case 'datetime':
			return readIsoMoment(label, value, origin);
		default:
			return readText(label, value);
	}
}

/**
 * A value as comparisons see it, whatever way it is written: two values of a field are the same when these texts are.
 * Empty for a blank. `readPhones` gives the keys of the numbers in a text, empty when there are none.
 */
export function comparable(
	{ data_type }: Field,
	value: unknown,
	readPhones: (text: string) => string,
): string {
	const text = foldText(value);
	if (text === '') return '';
	switch (data_type) {
		case 'email':
			return text.toLowerCase();
		case 'phone':
			return readPhones(text) || text;
		case 'number':
			return numberOr(text, Number(text));
		case 'date':
			return text.slice(0, 10);
		case 'datetime':
			return numberOr(text, Date.parse(text));
		default:
			return text;
	}
}

function numberOr(text: string, number: number): string {
	return Number.isNaN(number) ? text : String(number);
}
