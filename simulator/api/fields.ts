import type { ContactValues, Field } from '../store/contacts';
import type { FieldValue } from '../store/fieldIndex';
import type { FieldError } from '../server/refusal';

// The shape that browsers check, and Symfony, on which Kiamo is built, with them.
const email =
	/^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;
export const isEmail = (text: string) => email.test(text);
const date = /^\d{4}-\d{2}-\d{2}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

function isDay(day: string): boolean {
	const parsed = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function complaintOfText({ data_type: type, values = [] }: Field, value: string): string | undefined {
	const longest = type === 'text' ? 65_535 : 255;
	if (type === 'list' && !values.includes(value)) return 'The value you selected is not a valid choice.';
	if (Array.from(value).length > longest)
		return `This value is too long. It should have ${longest} characters or less.`;
	if (value === '') return undefined;
	if (type === 'email' && !isEmail(value)) return 'This value is not a valid email address.';
	if (type === 'date' && !(date.test(value) && isDay(value))) return 'This value is not a valid date.';
	if (
		type === 'datetime' &&
		!(dateTime.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)))
	) {
		return 'This value is not a valid datetime.';
	}
	return undefined;
}

function complaint(field: Field, value: FieldValue): string | undefined {
	const blank = value === null || (typeof value === 'string' && value.trim() === '');
	if (field.required && blank) return 'This value should not be blank.';
	if (value === null) return undefined;
	const type = ['number', 'boolean'].includes(field.data_type) ? field.data_type : 'string';
	if (typeof value !== type) return `This value should be of type ${type}.`;
	return typeof value === 'string' ? complaintOfText(field, value) : undefined;
}

/**
 * What Kiamo has against these values, each named by where it is (`3.fields.contactEmail`). Phones are not checked:
 * Kiamo keeps what people type. The messages are those of Symfony's validator (assumed: Kiamo is built on it).
 */
export function checkFields(
	known: Map<string, Field>,
	values: ContactValues,
	at: string,
	isNew: boolean,
): FieldError[] {
	const missing = isNew
		? [...known.values()].filter(({ name, required }) => required && !(name in values))
		: [];
	const complaints = Object.entries(values).map(([name, value]) => {
		const field = known.get(name);
		return [name, field ? complaint(field, value) : 'This field was not expected.'] as const;
	});
	return [
		...missing.map(({ name }) => [name, 'This value should not be blank.'] as const),
		...complaints,
	].flatMap(([name, message]) => (message ? { field: `${at}fields.${name}`, message } : []));
}
