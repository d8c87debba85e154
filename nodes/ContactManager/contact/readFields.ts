import type { IDataObject } from 'n8n-workflow';

import type { Run } from '../../shared/operation/operation';
import { isBlank, quote, readText } from '../../shared/values/text';
import { originOf } from '../../shared/values/zones';
import type { Field } from '../field/fieldsOf';
import { checkFields, contactIdField, isPhone, type Matcher } from '../matching/matcher';
import type { FieldValues } from '../matching/values';
import { columnFinder, type DroppedColumns } from './columns';
import { ValueReading, whyNoKey } from './readValue';
import type { WriteOptions } from './writeOptions';

/** What an item gives for the fields of a base. */
export interface ReadItem {
	values: FieldValues;
	/** The values to match by: of a phone field the whole cell, with the numbers that are not written. */
	matched: FieldValues;
	/** The fields that it holds without a value. */
	blanks: string[];
	/** What the user should know of its values. */
	hints: string[];
}

interface MapperValue {
	mappingMode?: string;
	value?: Record<string, unknown>;
}

/** Reads the items of a run, and keeps the names of their columns that are no fields of the base. */
export class FieldReader {
	private readonly dropped: DroppedColumns = { unknown: new Set(), repeated: new Set() };

	private readonly finders = new Map<Matcher, ReturnType<typeof columnFinder>>();

	constructor(private readonly run: Run) {}

	/**
	 * Reads an item; blank values are left out. Throws a RangeError, with a sentence for the user, for a value that a field
	 * cannot take.
	 */
	read(item: number, matcher: Matcher, options: WriteOptions): ReadItem {
		const origin = originOf(this.run);
		const read: ReadItem = { values: {}, matched: {}, blanks: [], hints: [] };
		for (const [field, given] of this.source(item, matcher)) {
			const reading = new ValueReading(field, matcher, options, origin, read.hints);
			const value = reading.read(given);
			if (value !== undefined) {
				read.values[field.name] = value;
				read.matched[field.name] = isPhone(field) ? readText(field.label, given) : value;
			} else if (isBlank(given) && this.isGiven(field, given)) read.blanks.push(field.name);
		}
		return read;
	}

	/** Why an item has no key: each Match On field with what the item holds for it, and the columns that there are. */
	explainNoKey(item: number, matcher: Matcher): string {
		const source = new Map(this.source(item, matcher));
		const empty = matcher.matchFields.filter((field) => isBlank(source.get(field)));
		const unusable = matcher.matchFields
			.filter((field) => !empty.includes(field))
			.map((field) => `${field.label} "${quote(source.get(field))}" ${whyNoKey(field, source.get(field))}`);
		const labels = empty.map(({ label }) => label);
		const isEmpty =
			labels.length > 0 ? [`${labels.join(' and ')} ${labels.length > 1 ? 'are' : 'is'} empty`] : [];
		return `${[...isEmpty, ...unusable].join(', ')}; the item has: ${this.columns(item) || 'nothing'}`;
	}

	/** Says above the output which columns of the items were left out. */
	hint(): void {
		const { unknown, repeated } = this.dropped;
		this.say('The base has no field for', unknown);
		this.say('Another column is used for the field of', repeated);
	}

	private say(reason: string, columns: Set<string>): void {
		const names = [...columns].map((name) => quote(name)).join(', ');
		if (names) this.run.hint(`${reason}: ${names}. These columns were ignored.`);
	}

	/** Whether an item holds a field; n8n's mapper holds each of its fields, those left alone, too. */
	private isGiven({ name }: Field, given: unknown): boolean {
		if (given === undefined) return false;
		const { fields } = this.run.kiamo.node.parameters as { fields?: MapperValue };
		return fields?.mappingMode === 'autoMapInputData' || !isBlank(fields?.value?.[name]);
	}

	private columns(item: number): string {
		const names = Object.keys(this.run.context.getInputData()[item].json).map((name) => quote(name));
		return [...names.slice(0, 20), ...(names.length > 20 ? ['…'] : [])].join(', ');
	}

	private source(item: number, matcher: Matcher): Array<[Field, unknown]> {
		const { read, readRecord, context } = this.run;
		if (read('fields.mappingMode', item) !== 'autoMapInputData') {
			const record = Object.entries(readRecord('fields.value', item) ?? {});
			return record.flatMap(([name, given]) => mappedField(matcher, name, given));
		}
		return this.fieldsOf(matcher, context.getInputData()[item].json, this.dropped);
	}

	/** The fields of a base that the keys of an object are for, with what they hold; other keys are added to `dropped`. */
	fieldsOf(
		matcher: Matcher,
		values: IDataObject,
		dropped: DroppedColumns = { unknown: new Set(), repeated: new Set() },
	): Array<[Field, unknown]> {
		const finder = this.finders.get(matcher) ?? columnFinder(matcher);
		this.finders.set(matcher, finder);
		return finder(values, dropped);
	}
}

/** The field of a value that was mapped by hand. */
function mappedField(
	{ fields, matchFields }: Matcher,
	name: string,
	given: unknown,
): Array<[Field, unknown]> {
	const field = fields.get(name) ?? matchFields.find((matched) => matched.name === name);
	if (field) return [[field, given]];
	if (name !== contactIdField.name)
		throw new RangeError(`Field "${name}" not found in the base: refresh the list of fields`);
	// n8n's mapper holds each of its fields, those left alone, too.
	if (isBlank(given)) return [];
	throw new RangeError(
		`${contactIdField.label} can only be used for matching: choose it under Match On, or leave it empty`,
	);
}

/** An output row with what the user should know of it, where there is something. */
export function withHints(row: IDataObject, hints: string[]): IDataObject {
	return hints.length > 0 ? { ...row, hints } : row;
}

/** The fields that Clear These Fields names; an expression may name several at once. Throws a RangeError for what is none. */
export function fieldsToClear(matcher: Matcher, { clearFields: chosen }: WriteOptions): string[] {
	const names = (chosen?.field ?? []).flatMap(({ name }) => name).filter(Boolean);
	checkFields(matcher, names, 'Clear These Fields');
	return names;
}

/** Adds the fields to empty, as null, to what an item gives. */
export function clearFields(matcher: Matcher, values: FieldValues, options: WriteOptions): FieldValues {
	const names = fieldsToClear(matcher, options);
	if (names.length === 0) return values;
	return { ...Object.fromEntries(names.map((name) => [name, null])), ...values };
}
