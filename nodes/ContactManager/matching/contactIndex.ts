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
			const found = this.withKey(id);
			if (found.length > 1) return chooseFrom(found, severalMatches);
			if (found.length === 1) return { entry: found[0] };
		}
		return {};
	}

	/** All contacts that have a key. */
	withKey(id: string): Entry[] {
		return [...(this.entries.get(id) ?? [])];
	}

	/** Takes over what a contact has become. The entry stays the same object, so that all items that name it show it. */
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

function chooseFrom(
	found: Entry[],
	severalMatches: SeveralMatches,
): { entry: Entry } | { several: string[] } {
	if (severalMatches === 'fail' || severalMatches === 'skip')
		return { several: found.map(({ id = '' }) => id) };
	const oldestFirst = found.toSorted((a, b) => {
		const [one, other] =
			severalMatches === 'oldest' ? [a.created_at, b.created_at] : [a.updated_at, b.updated_at];
		return timeOf(one) - timeOf(other) || (a.id ?? '').localeCompare(b.id ?? '');
	});
	return { entry: severalMatches === 'oldest' ? oldestFirst[0] : oldestFirst[oldestFirst.length - 1] };
}

/** A contact that is only planned, in a dry run, is the newest of all. */
function timeOf(value: string | undefined): number {
	return value === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(value);
}
