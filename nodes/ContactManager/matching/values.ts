import { tryToParseDateTime } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { foldText, isBlank } from '../../shared/values/text';
import type { Field } from '../field/fieldsOf';

export type Contact = components['schemas']['Contact'];
export type FieldValue = string | number | boolean | null;
export type FieldValues = Record<string, FieldValue>;

const isoWithTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/;
const yes = ['true', 'yes', 'oui', '1'];
const no = ['false', 'no', 'non', '0'];

/**
 * Turns what an item holds into what a field of the base takes; undefined when it is blank.
 * Throws a RangeError, with a sentence for the user, when it cannot be a value of the field.
 */
export function toFieldValue(field: Field, value: unknown, timezone: string): FieldValue | undefined {
	if (isBlank(value)) return undefined;
	const plain = isDateTime(value) ? value.toISO() : value;
	if (typeof plain === 'object') {
		throw new RangeError(
			`The field "${field.label}" takes one value, not ${Array.isArray(plain) ? 'a list' : 'an object'}`,
		);
	}
	const text = String(plain)
		.normalize('NFC')
		.replace(/^[\s\u200B]+|[\s\u200B]+$/g, '');
	switch (field.data_type) {
		case 'number':
			return toNumber(field, text);
		case 'boolean':
			return toBoolean(field, text);
		case 'date':
			return toDate(text, timezone);
		case 'datetime':
			return isoWithTime.test(text) ? (tryToParseDateTime(text, timezone).toUTC().toISO() ?? text) : text;
		default:
			return text;
	}
}

/** n8n's expressions give dates as Luxon's DateTime. */
function isDateTime(value: unknown): value is { toISO(): string } {
	return typeof value === 'object' && value !== null && 'toISO' in value;
}

function toNumber(field: Field, text: string): number {
	const number = Number(text);
	if (Number.isFinite(number)) return number;
	throw new RangeError(`The field "${field.label}" takes a number written like 12.5, not "${text}"`);
}

function toBoolean(field: Field, text: string): boolean {
	const word = text.toLowerCase();
	if (yes.includes(word)) return true;
	if (no.includes(word)) return false;
	throw new RangeError(`The field "${field.label}" takes yes or no (true or false), not "${text}"`);
}

/** The day of a moment in the time zone of the workflow; midnight stands for the day as written. */
function toDate(text: string, timezone: string): string {
	const [, day, time] = isoWithTime.exec(text) ?? [];
	if (day === undefined) return text;
	return time === '00:00' ? day : (tryToParseDateTime(text, timezone).setZone(timezone).toISODate() ?? text);
}

/**
 * A value as comparisons see it, whatever way it is written: two values of a field are the same when these texts are.
 * Empty for a blank. `readPhone` gives the number of a text.
 */
export function comparable(
	{ data_type }: Field,
	value: unknown,
	readPhone: (text: string) => string | undefined,
): string {
	const text = foldText(value);
	if (text === '') return '';
	switch (data_type) {
		case 'email':
			return text.toLowerCase();
		case 'phone':
			return readPhone(text) ?? text;
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
