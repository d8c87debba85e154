import type { Contact, ContactValues } from '../contactQuery';
import type { Field } from '../fields';
import type { Base } from '../kiamo';
import { fieldInput } from './fieldInput';
import { html, type Markup } from './html';
import { addressOf, type View } from './view';

/** A form that was not saved, to be shown again. */
export interface Rejected {
	/** Not there for a new contact. */
	contactId?: string;
	/** All values as the person left them. */
	values: ContactValues;
	reason: string;
	/** What is said against a value, by field. */
	complaints: Map<string, string>;
}

/** The parameter with which a form says which state of the contact it showed. */
export const shownState = 'shown:updated_at';

/** Required fields first, then the standard ones. */
export function columnsOf({ fields }: Base): Field[] {
	const rank = ({ required, type }: Field) => (required ? 0 : type === 'default' ? 1 : 2);
	return [...fields.values()].sort((a, b) => rank(a) - rank(b));
}

const time = (text: string): Markup =>
	html`<time datetime="${text}">${text.replace('T', ' ').replace('Z', '')}</time>`;

function formFor(base: Base, view: View, form: string, contact?: Contact): Markup {
	if (!contact) {
		const add = addressOf(base.id, view, 'contacts');
		return html`<form id="${form}" method="post" action="${add}" autocomplete="off">
			<button>Add</button>
		</form>`;
	}
	const save = addressOf(base.id, view, 'contacts', contact.id);
	const remove = addressOf(base.id, view, 'contacts', contact.id, 'delete');
	return html`<form id="${form}" method="post" action="${save}" autocomplete="off">
		<input type="hidden" name="${shownState}" value="${contact.updated_at}" />
		<button>Save</button>
		<button formaction="${remove}" formnovalidate>Delete</button>
	</form>`;
}

/** A contact as a row of inputs; without one, the row for a new contact. */
export function contactRow(base: Base, view: View, contact?: Contact, rejected?: Rejected): Markup {
	const rowId = contact ? `contact-${contact.id}` : 'new-contact';
	const form = `form-${rowId}`;
	const values = rejected?.values ?? contact?.fields ?? {};
	const owner = contact?.id ?? 'new contact';
	const inputs = columnsOf(base).map((field) =>
		fieldInput({
			field,
			value: values[field.name],
			form,
			owner,
			complaint: rejected?.complaints.get(field.name),
		}),
	);
	return html`<tr id="${rowId}">
		<th scope="row">${contact?.id ?? 'New contact'} ${formFor(base, view, form, contact)}</th>
		${inputs.map((input) => html`<td>${input}</td>`)}
		<td>${contact && time(contact.created_at)}</td>
		<td>${contact && time(contact.updated_at)}</td>
	</tr>`;
}
