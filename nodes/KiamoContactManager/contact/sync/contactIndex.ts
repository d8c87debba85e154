import type { Key, Matcher } from './matcher';
import type { Contact, FieldValues } from './values';

/** What to do when several contacts have the key that decides. */
export type SeveralMatches = 'fail' | 'mostRecent' | 'oldest' | 'skip';

/** A contact as this run knows it; without an id when it is only planned, in a dry run. */
export type Entry = Partial<Contact> & { fields: FieldValues };

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
	 * Tries keys in their order; the first that finds anybody decides. Gives the contact, none when nobody is found, or
	 * the ids of several that nothing chooses between.
	 */
	find(keys: Key[], severalMatches: SeveralMatches): { entry?: Entry } | { several: string[] } {
		for (const { id } of keys) {
			const found = [...(this.entries.get(id) ?? [])];
			if (found.length > 1) return chooseFrom(found, severalMatches);
			if (found.length === 1) return { entry: found[0] };
		}
		return {};
	}

	/** Takes over what a contact has become. The entry stays the same object, so that all items that name it show it. */
	replace(entry: Entry, next: Entry): void {
		for (const id of this.matcher.idsOf(entry.fields)) this.entries.get(id)?.delete(entry);
		Object.assign(entry, next);
		this.add(entry);
	}

	private add(entry: Entry): void {
		for (const id of this.matcher.idsOf(entry.fields)) {
			const entries = this.entries.get(id);
			if (entries) entries.add(entry);
			else this.entries.set(id, new Set([entry]));
		}
	}
}

function chooseFrom(
	found: Entry[],
	severalMatches: SeveralMatches,
): { entry: Entry } | { several: string[] } {
	if (severalMatches === 'fail' || severalMatches === 'skip')
		return { several: found.map(({ id = '' }) => id) };
	// A contact that is only planned, in a dry run, is the newest of all.
	const time = (value?: string) => (value === undefined ? Infinity : Date.parse(value));
	const [entry] =
		severalMatches === 'mostRecent'
			? found.toSorted((a, b) => time(b.updated_at) - time(a.updated_at))
			: found.toSorted((a, b) => time(a.created_at) - time(b.created_at));
	return { entry };
}
