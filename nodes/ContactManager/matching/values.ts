import type { components } from '../../../contract/generated/types';
import { readDay, readIsoMoment } from '../../shared/values/dates';
import { readChoice } from '../../shared/values/lists';
import { readNumber, readYesNo } from '../../shared/values/numbers';
import { checkLength, isBlank, readText } from '../../shared/values/text';
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
	if (!['string', 'text'].includes(data_type)) checkLength(label, value);
	switch (data_type) {
		case 'number':
			return readNumber(label, value);
		case 'boolean':
			return readYesNo(label, value);
		case 'date':
			return readDay(label, value, origin);
		case 'datetime':
			return readIsoMoment(label, value, origin);
		case 'list': {
			const text = readText(label, value);
			return field.values
				? readChoice(
						label,
						text,
						field.values.map((name) => ({ name, value: name })),
					)
				: text;
		}
		default:
			return readText(label, value);
	}
}
