import type { FieldValue } from '../fieldIndex';
import { checkFields, type Field } from '../fields';
import { textOf } from './formValues';
import { html, type Markup } from './html';

export interface FieldInput {
	field: Field;
	value: FieldValue | undefined;
	/** The id of the form that the input belongs to. */
	form: string;
	/** Whose value it is, for those who hear the page. */
	owner: string;
	/** What is said against the value. */
	complaint?: string;
}

const types: Partial<Record<Field['data_type'], string>> = { number: 'number', date: 'date', phone: 'tel' };

// A date or number that is none would be blank in an input of its type, and the next save would clear it.
function typeFor(field: Field, value: FieldValue): string {
	const isFit = !checkFields(new Map([[field.name, field]]), { [field.name]: value }, '', false).length;
	return (isFit && types[field.data_type]) || 'text';
}

function select(attributes: Markup, text: string, choices: Array<[value: string, label: string]>): Markup {
	const isKnown = choices.some(([value]) => value === text);
	const all: typeof choices = isKnown ? choices : [...choices, [text, text]];
	const options = all.map(
		([value, label]) =>
			html`<option value="${value}" ${value === text ? html`selected` : undefined}>${label}</option>`,
	);
	return html`<select ${attributes}>
		${options}
	</select>`;
}

function control(attributes: Markup, field: Field, value: FieldValue): Markup {
	const text = textOf(value);
	if (field.data_type === 'list') {
		return select(
			attributes,
			text,
			['', ...(field.values ?? [])].map((choice) => [choice, choice]),
		);
	}
	if (field.data_type === 'boolean') {
		return select(attributes, text, [
			['', ''],
			['true', 'yes'],
			['false', 'no'],
		]);
	}
	// The parser drops the line end that a textarea begins with, and an input drops every one.
	if (field.data_type === 'text' || text.includes('\n')) {
		return html`<textarea rows="1" ${attributes}>${'\n'}${text}</textarea>`;
	}
	const hint = field.data_type === 'datetime' ? html`placeholder="2026-03-01T08:30:00Z"` : undefined;
	return html`<input type="${typeFor(field, value)}" step="any" value="${text}" ${hint} ${attributes} />`;
}

/** An input for one field of one contact, and what is said against its value. */
export function fieldInput({ field, value, form, owner, complaint }: FieldInput): Markup {
	const complaintId = `${form}-${field.name}`;
	const attributes = [
		html`name="${field.name}" form="${form}" aria-label="${field.label}, ${owner}"`,
		field.required ? html` aria-required="true"` : undefined,
		complaint ? html` aria-invalid="true" aria-describedby="${complaintId}"` : undefined,
	];
	const said = complaint ? html`<small id="${complaintId}">${complaint}</small>` : undefined;
	return html`${control(html`${attributes}`, field, value ?? null)}${said}`;
}
