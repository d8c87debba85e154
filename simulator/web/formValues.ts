import type { ContactValues } from '../contactQuery';
import type { FieldValue } from '../fieldIndex';
import type { Field } from '../fields';

/** What an input shows of a value. Browsers send every line end as CRLF, so all are made one. */
export const textOf = (value: FieldValue | undefined): string => String(value ?? '').replace(/\r\n?/g, '\n');

/** The value that a person means by a text; one that is not of the field's type stays a text, to be refused. */
function valueOf({ data_type: type }: Field, text: string): FieldValue {
	const trimmed = text.trim();
	if (trimmed === '') return null;
	if (type === 'number' && Number.isFinite(Number(trimmed))) return Number(trimmed);
	if (type === 'boolean' && ['true', 'false'].includes(trimmed)) return trimmed === 'true';
	return text;
}

/** The values of a form that differ from those the contact holds; a blank is `null`. */
export function changesIn(
	form: URLSearchParams,
	fields: Iterable<Field>,
	held: ContactValues = {},
): ContactValues {
	const changes: ContactValues = {};
	for (const field of fields) {
		const given = form.get(field.name);
		if (given === null || textOf(given) === textOf(held[field.name])) continue;
		changes[field.name] = valueOf(field, textOf(given));
	}
	return changes;
}
