import { createHash } from 'crypto';

import type { Matcher } from './matcher';
import type { FieldValues } from './values';

/** A text of a mark field: when it was written, by Kiamo's clock in base 36, and what the contact held then. */
const markForm = /^n8n-([0-9a-z]{1,11})-[\w-]{16}$/;
/** How far the time of a change may lie from that of its mark: the request may have waited, the clock is read in seconds. */
const earliestMs = -5_000;
export const latestMs = 10 * 60_000;

/**
 * The mark of a contact written at a moment (milliseconds of Kiamo's clock): a short text that fits this moment and all
 * that the contact holds. Somebody else who changes the contact leaves a mark that does not fit any more.
 */
export function markOf(matcher: Matcher, fields: FieldValues, markField: string, moment: number): string {
	const content = Object.keys(fields)
		.filter((name) => name !== markField)
		.map((name) => [name, matcher.comparable(name, fields[name])])
		.filter(([, value]) => value !== '')
		.sort(([one], [other]) => (one < other ? -1 : 1));
	const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
	return `n8n-${moment.toString(36)}-${hash.slice(0, 16)}`;
}

/** When a contact got the mark that it holds, in milliseconds of Kiamo's clock; undefined when it holds none. */
export function markedAt(fields: FieldValues, markField: string): number | undefined {
	const [, moment] = markForm.exec(String(fields[markField] ?? '')) ?? [];
	return moment === undefined ? undefined : parseInt(moment, 36);
}

/** Whether the last change of a contact left it just as these nodes wrote it. */
export function isMarked(
	matcher: Matcher,
	{ fields, updated_at: changed }: { fields: FieldValues; updated_at: string },
	markField: string,
): boolean {
	const moment = markedAt(fields, markField);
	if (moment === undefined || fields[markField] !== markOf(matcher, fields, markField, moment)) return false;
	const delay = Date.parse(changed) - moment;
	return delay >= earliestMs && delay <= latestMs;
}

/**
 * Reads the name of the mark field that a user chose; undefined when none is chosen.
 * Throws a RangeError, with a sentence for the user, when the base has no such field or a mark cannot stand in it.
 */
export function checkMarkField({ fields }: Matcher, name: string | undefined): string | undefined {
	if (!name) return undefined;
	const field = fields.get(name);
	if (!field) throw new RangeError(`The base has no field "${name}" to hold the mark: choose another`);
	if (field.data_type === 'string' || field.data_type === 'text') return name;
	throw new RangeError(
		`The field "${field.label}" cannot hold the mark, as it takes a ${field.data_type}: choose a text field of its own`,
	);
}
