import { createHash } from 'crypto';

import type { Matcher } from './matcher';
import type { Contact, FieldValues } from './values';

/** What the text of a mark field says; moments in milliseconds of Kiamo's clock. */
export interface Mark {
	/** When it was written, with a fraction drawn by lot: two marks of one content and one millisecond differ. */
	moment: number;
	/** When somebody else last changed the contact before; 0 when nobody did, as we created it. */
	baseRevision: number;
}

/** `n8n-`, both moments in base 36 (when it was written: in microseconds), and a hash of what the contact held. */
const markForm = /^n8n-([0-9a-z]{1,11})-([0-9a-z]{1,11})-[\w-]{16}$/;
/** How far the time of a change may lie from that of its mark: the clock is read in seconds, the request may have waited. */
const earliestMs = -5_000;
export const latestMs = 10 * 60_000;
/** Within this time of a mark, nobody else has put back by hand what was marked. */
const soonMs = 10_000;

/** The mark of a contact that is written now: it fits all that the contact holds. */
export function writeMark(
	matcher: Matcher,
	fields: FieldValues,
	markField: string,
	{ moment, baseRevision }: Mark,
): string {
	const content = Object.keys(fields)
		.filter((name) => name !== markField)
		.map((name) => [name, matcher.comparable(name, fields[name])])
		.filter(([, value]) => value !== '')
		.sort(([one], [other]) => (one < other ? -1 : 1));
	const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
	return `n8n-${Math.round(moment * 1000).toString(36)}-${baseRevision.toString(36)}-${hash.slice(0, 16)}`;
}

/** The mark that a contact holds, old or not; undefined when it holds none. */
export function readMark(fields: FieldValues, markField: string): Mark | undefined {
	const [, moment, baseRevision] = markForm.exec(String(fields[markField])) ?? [];
	return moment === undefined
		? undefined
		: { moment: parseInt(moment, 36) / 1000, baseRevision: parseInt(baseRevision, 36) };
}

/** The mark that a contact holds, if its last change left it just as these nodes wrote it. */
export function fittingMark(
	matcher: Matcher,
	{ fields, updated_at: changed }: Pick<Contact, 'fields' | 'updated_at'>,
	markField: string,
	longestMs = latestMs,
): Mark | undefined {
	const mark = readMark(fields, markField);
	if (!mark || fields[markField] !== writeMark(matcher, fields, markField, mark)) return undefined;
	const delay = Date.parse(changed) - mark.moment;
	return delay >= earliestMs && delay <= longestMs ? mark : undefined;
}

/** What a change of a contact is built on: several of our own in a row are built on what was there before the first. */
export function baseRevision(
	matcher: Matcher,
	{ fields, updated_at: changed }: { fields: FieldValues; updated_at?: string },
	markField: string,
): number {
	if (changed === undefined) return 0;
	return (
		fittingMark(matcher, { fields, updated_at: changed }, markField, soonMs)?.baseRevision ??
		Date.parse(changed)
	);
}

/**
 * Reads the name of the mark field that a user chose; undefined when none is chosen.
 * Throws a RangeError, with a sentence for the user, when the base has no such field or a mark does not fit in it.
 */
export function checkMarkField({ fields }: Matcher, name: string | undefined): string | undefined {
	if (!name) return undefined;
	const field = fields.get(name);
	if (!field) throw new RangeError(`The base has no field "${name}" to hold the marker: choose another`);
	if (field.data_type === 'string' || field.data_type === 'text') return name;
	throw new RangeError(
		`The field "${field.label}" can't hold the marker, as it is a ${field.data_type} field: choose a text field reserved for it`,
	);
}
