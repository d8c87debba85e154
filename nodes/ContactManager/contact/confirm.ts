import type { Kiamo } from '../../shared/transport/client';
import { listPages } from '../../shared/transport/pages';
import type { Matcher } from '../matching/matcher';
import type { Contact, FieldValues } from '../matching/values';

/** A contact to write: a new one, or the changes of one that is there. */
export interface ContactWrite {
	id?: string;
	fields: FieldValues;
	/** The field to mark the contact in, what it holds apart from `fields`, and what that is built on (see Mark). */
	mark?: { field: string; current: FieldValues; baseRevision: number };
}

/**
 * Finds out which of some writes Kiamo carried out although its answer was lost: looks at the contacts changed since
 * `since` (by the server's clock, in milliseconds) for those that hold what was written. `known` are contacts that are
 * accounted for already; those found are added. Throws a NodeApiError when it cannot look.
 */
export async function findWritten(
	kiamo: Kiamo,
	baseId: string,
	matcher: Matcher,
	writes: ContactWrite[],
	{ since, known }: { since: number; known: Set<string> },
): Promise<Array<Contact | undefined>> {
	const changed = new Map<string, Contact>();
	const query = { updated_from: new Date(since).toISOString() };
	for await (const page of listPages(kiamo, 'listContacts', { path: { baseId }, query })) {
		for (const contact of page) changed.set(contact.id, contact);
	}
	const holds = (contact: Contact, { fields }: ContactWrite) =>
		Object.keys(matcher.changes(contact.fields, fields)).length === 0;
	return writes.map((write) => {
		const candidates = write.id === undefined ? [...changed.values()] : [changed.get(write.id)];
		const contact = candidates.find(
			(candidate) =>
				candidate && (write.id !== undefined || !known.has(candidate.id)) && holds(candidate, write),
		);
		if (contact) known.add(contact.id);
		return contact;
	});
}
