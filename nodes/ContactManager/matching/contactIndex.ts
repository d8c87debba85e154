import { contactIdField, type Difference, type Key, type Matcher } from './matcher';
import type { Contact, FieldValues } from './values';

/** What to do in doubt about who an item means. */
export interface MatchOptions {
	/** When several contacts have the key that decides. */
	severalMatches: 'fail' | 'mostRecent' | 'oldest' | 'skip';
	/** When the contact that a weaker key finds has another value in a stronger Match On field. */
	otherDiffers: 'create' | 'fail' | 'update';
	/** When Kiamo has no contact with the ID that is given. */
	unknownId: 'create' | 'fail';
}

/** A contact as this run knows it; without an id when it is only planned, in a dry run. */
export type Entry = Partial<Contact> & { fields: FieldValues };

/** The person an item means: a contact, nobody yet, or why that is not clear. */
export type Match =
	| { kind: 'found'; entry: Entry }
	| { kind: 'new' }
	| { kind: 'several'; key: Key; ids: string[] }
	| { kind: 'somebodyElse'; key: Key; entry: Entry; difference: Difference }
	| { kind: 'unknownId'; key: Key };

/** The contacts of a base that a run may touch, found by their keys. */
export class ContactIndex {
	private readonly entries = new Map<string, Set<Entry>>();

	constructor(
		private readonly matcher: Matcher,
		contacts: Contact[],
	) {
		for (const contact of contacts) this.add(contact);
	}

	/**
	 * Tries the Match On fields in order; the first that finds the person decides. Who is found by a weaker field and holds
	 * another value in a stronger one is somebody else; who holds none there is the person, and gets the value.
	 */
	find(values: FieldValues, keys: Key[], options: MatchOptions): Match {
		let person = values;
		let somebodyElse: Match | undefined;
		for (const field of this.matcher.matchFields) {
			const ofField = keys.filter((key) => key.field === field);
			if (ofField.length === 0) continue;
			const [key] = ofField;
			const found = [...new Set(ofField.flatMap(({ id }) => this.withKey(id)))];
			const persons = found.filter((entry) => !this.matcher.difference(person, entry, field));
			if (persons.length > 0) return chooseFrom(persons, key, options.severalMatches);
			const isId = field === contactIdField;
			if (found.length === 0 && isId) {
				if (options.unknownId === 'fail') return { kind: 'unknownId', key };
				// An ID that nobody has tells nobody apart.
				person = { ...values, [field.name]: null };
			}
			if (found.length === 0 || somebodyElse) continue;
			const [entry] = found;
			const difference = this.matcher.difference(person, entry, field);
			if (options.otherDiffers === 'update') somebodyElse = chooseFrom(found, key, options.severalMatches);
			// An ID names a contact: nobody new is meant.
			else if ((options.otherDiffers === 'fail' || isId) && difference)
				somebodyElse = { kind: 'somebodyElse', key, entry, difference };
		}
		return somebodyElse ?? { kind: 'new' };
	}

	/** All contacts that have a key. */
	withKey(id: string): Entry[] {
		return [...(this.entries.get(id) ?? [])];
	}

	/** Takes over what a contact has become. The entry stays the same object. */
	replace(entry: Entry, next: Entry): void {
		for (const id of this.matcher.idsOf(entry.fields, entry.id)) this.entries.get(id)?.delete(entry);
		Object.assign(entry, next);
		this.add(entry);
	}

	/** Lets these keys find a contact. */
	link(entry: Entry, ids: string[]): void {
		for (const id of ids) {
			const entries = this.entries.get(id);
			if (entries) entries.add(entry);
			else this.entries.set(id, new Set([entry]));
		}
	}

	private add(entry: Entry): void {
		this.link(entry, this.matcher.idsOf(entry.fields, entry.id));
	}
}

function chooseFrom(found: Entry[], key: Key, severalMatches: MatchOptions['severalMatches']): Match {
	if (found.length === 1) return { kind: 'found', entry: found[0] };
	if (severalMatches === 'fail' || severalMatches === 'skip')
		return { kind: 'several', key, ids: found.map(({ id = '' }) => id) };
	const oldestFirst = found.toSorted((a, b) => {
		const [one, other] =
			severalMatches === 'oldest' ? [a.created_at, b.created_at] : [a.updated_at, b.updated_at];
		return timeOf(one) - timeOf(other) || String(a.id).localeCompare(String(b.id));
	});
	const entry = severalMatches === 'oldest' ? oldestFirst[0] : oldestFirst[oldestFirst.length - 1];
	return { kind: 'found', entry };
}

/** A contact that is only planned, in a dry run, is the newest of all. */
function timeOf(value: string | undefined): number {
	return value === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(value);
}
