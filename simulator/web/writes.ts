import type { Contact } from '../contactQuery';
import { checkFields } from '../fields';
import type { Simulator } from '..';
import type { Base } from '../kiamo';
import { shownState, type Rejected } from './contactRow';
import { changesIn, textOf } from './formValues';

/** What came of a form: the contact and whether it is another now, or why it was not saved. */
export type Written = { contact: Contact; isChanged: boolean } | { status: 409 | 422; rejected: Rejected };

function complaintsAbout(base: Base, changes: Contact['fields'], isNew: boolean): Map<string, string> {
	const errors = checkFields(base.fields, changes, '', isNew);
	return new Map(errors.map(({ field, message }) => [field.replace('fields.', ''), message]));
}

/** Adds the contact of a form, as a person in Kiamo does. */
export function addFrom(form: URLSearchParams, simulator: Simulator, base: Base): Written {
	const values = changesIn(form, base.fields.values());
	const complaints = complaintsAbout(base, values, true);
	if (complaints.size) return { status: 422, rejected: { values, complaints, reason: 'Not added' } };
	return { contact: simulator.addContact(base.id, values), isChanged: true };
}

/** Changes what a form changed in a contact, as a person in Kiamo does. */
export function changeFrom(
	form: URLSearchParams,
	simulator: Simulator,
	base: Base,
	contact: Contact,
): Written {
	const changes = changesIn(form, base.fields.values(), contact.fields);
	const names = Object.keys(changes);
	const reject = (status: 409 | 422, reason: string, complaints: Map<string, string>): Written => ({
		status,
		rejected: { contactId: contact.id, values: { ...contact.fields, ...changes }, reason, complaints },
	});
	// A form that is older than a change by the API would silently take that change back.
	const shown = form.get(shownState);
	if (names.length && shown !== null && shown !== contact.updated_at) {
		const current = names.map((name) => [name, `is now “${textOf(contact.fields[name])}”`] as const);
		const reason = 'Not saved: the contact was changed since you opened the page. Save again to overwrite';
		return reject(409, reason, new Map(current));
	}
	const complaints = complaintsAbout(base, changes, false);
	if (complaints.size) return reject(422, 'Not saved', complaints);
	const after = simulator.changeContact(base.id, contact.id, changes);
	return { contact: after, isChanged: after !== contact };
}
