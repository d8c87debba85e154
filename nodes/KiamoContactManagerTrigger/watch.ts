import { createHash } from 'crypto';

import type { FieldValues } from '../KiamoContactManager/contact/sync/values';
import { foldText } from '../KiamoContactManager/contact/sync/values';

/** What watched fields held, by contact: short fingerprints, the contact seen last at the end. */
export type Watched = Record<string, string>;

const mostContacts = 5_000;
const length = 4;

/**
 * Tells which of the watched fields of a contact have changed since it was last seen, and remembers them. Null when it
 * was not seen before, or was forgotten: only the contacts seen last are kept.
 */
export function watchFields(
	watched: Map<string, string>,
	id: string,
	names: string[],
	fields: FieldValues,
): string[] | null {
	const contact = fingerprint(id, 2 * length);
	const now = names.map((name) => fingerprint(`${name}=${foldText(fields[name])}`, length));
	const before = watched.get(contact);
	watched.delete(contact);
	watched.set(contact, now.join(''));
	if (before?.length !== names.length * length) return null;
	return names.filter((_, at) => before.slice(at * length, (at + 1) * length) !== now[at]);
}

/** What to save of the contacts watched: those seen last. */
export function keepWatched(watched: Map<string, string>): Watched {
	return Object.fromEntries([...watched].slice(-mostContacts));
}

function fingerprint(text: string, characters: number): string {
	return createHash('sha1').update(text).digest('base64url').slice(0, characters);
}
