import { isId } from '../../shared/lists/locator';
import { shorten } from '../../shared/transport/sentences';
import type { Run } from '../../shared/operation/operation';
import type { Field } from '../field/fieldsOf';
import { contactIdField, isPhone, type Matcher } from '../matching/matcher';
import { foldText, isBlank } from '../../shared/values/text';
import { toFieldValue, type FieldValues } from '../matching/values';
import type { WriteOptions } from './writeOptions';

/**
 * Reads what an item gives for the fields of the base; blank values are left out. Keys of an auto-mapped item that are no
 * fields are added to `dropped`. Throws a RangeError, with a sentence for the user, for a value that a field cannot take.
 */
export function readFields(
	{ read, readRecord, context }: Run,
	itemIndex: number,
	{ fields, matchFields, phone }: Pick<Matcher, 'fields' | 'matchFields' | 'phone'>,
	options: WriteOptions,
	dropped: Set<string>,
): FieldValues {
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
		const value = toFieldValue(field, given, context.getTimezone());
		if (value === undefined) continue;
		if (field === contactIdField && !isId(String(value)))
			throw new RangeError(`"${shorten(String(value))}" cannot be the ID of a contact of Kiamo`);
		values[name] = isPhone(field)
			? writtenPhone(field, String(value), phone(foldText(value)), options)
			: value;
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

function writtenPhone(
	field: Field,
	given: string,
	number: string | undefined,
	options: WriteOptions,
): string {
	if (number === undefined && options.badPhone === 'refuse') {
		throw new RangeError(`"${given}" cannot be a phone number (field "${field.label}")`);
	}
	return options.phoneFormat === 'e164' ? (number ?? given) : given;
}
