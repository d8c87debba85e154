import { isId } from '../../shared/lists/locator';
import type { Run } from '../../shared/operation/operation';
import type { Field } from '../field/fieldsOf';
import { contactIdField, isPhone, type Matcher } from '../matching/matcher';
import { readPhones, toE164 } from '../../shared/values/phone';
import { isBlank, quote } from '../../shared/values/text';
import { originOf } from '../../shared/values/zones';
import { toFieldValue, type FieldValues } from '../matching/values';
import type { WriteOptions } from './writeOptions';

/**
 * Reads what an item gives for the fields of the base; blank values are left out. Keys of an auto-mapped item that are no
 * fields are added to `dropped`. Throws a RangeError, with a sentence for the user, for a value that a field cannot take.
 */
export function readFields(
	run: Run,
	itemIndex: number,
	{ fields, matchFields }: Pick<Matcher, 'fields' | 'matchFields'>,
	options: WriteOptions,
	dropped: Set<string>,
): FieldValues {
	const { read, readRecord, context } = run;
	const origin = originOf(run);
	const isAutoMapped = read('fields.mappingMode', itemIndex) === 'autoMapInputData';
	const source = isAutoMapped
		? context.getInputData()[itemIndex].json
		: readRecord('fields.value', itemIndex);
	const values: FieldValues = {};
	for (const [name, given] of Object.entries(source ?? {})) {
		const field = fields.get(name) ?? matchFields.find((matched) => matched.name === name);
		if (!field) {
			if (!isAutoMapped && name === contactIdField.name) {
				// n8n's mapper holds each of its fields, those left alone, too.
				if (isBlank(given)) continue;
				throw new RangeError(
					`${contactIdField.label} is there to match on: choose it under Match On, or leave it empty`,
				);
			}
			if (!isAutoMapped)
				throw new RangeError(`The base has no field "${name}" any more: refresh the list of fields`);
			dropped.add(name);
			continue;
		}
		const value = toFieldValue(field, given, origin);
		if (value === undefined) continue;
		if (field === contactIdField && !isId(String(value)))
			throw new RangeError(`"${quote(String(value))}" cannot be the ID of a contact of Kiamo`);
		values[name] = isPhone(field) ? writtenPhone(field, String(value), origin.country, options) : value;
	}
	return values;
}

/** Adds the fields to empty, as null, to what an item gives. */
export function clearFields(values: FieldValues, options: WriteOptions): FieldValues {
	const names = (options.clearFields?.field ?? []).map(({ name }) => name).filter(Boolean);
	return { ...Object.fromEntries(names.map((name) => [name, null])), ...values };
}

/** Tells which keys of auto-mapped items are no fields of the base. */
export function hintAtDropped(run: Run, dropped: Set<string>): void {
	if (dropped.size > 0)
		run.hint(`The base has no field for: ${[...dropped].join(', ')}. These keys were left out.`);
}

function writtenPhone(field: Field, given: string, country: string, options: WriteOptions): string {
	if (options.badPhone !== 'refuse' && options.phoneFormat !== 'e164') return given;
	const phones = readPhones(given, country);
	if (options.badPhone === 'refuse' && !phones.some(({ key }) => key)) {
		throw new RangeError(`"${quote(given)}" cannot be a phone number (field "${field.label}")`);
	}
	const [written] = options.phoneFormat === 'e164' && phones.length === 1 ? phones.map(toE164) : [];
	return written ?? given;
}
