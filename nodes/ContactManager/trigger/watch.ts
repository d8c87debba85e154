import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { Matcher } from '../matching/matcher';
import type { FieldValues } from '../matching/values';

/** Short hashes of what watched fields held, by contact; the contact seen last at the end. */
export interface Watched {
	fields: string[];
	contacts: Record<string, string>;
}

/** A watched field that changed, with `before` only where its hash shows what it was. */
export interface FieldChange extends IDataObject {
	field: string;
	before?: IDataObject[string];
	after: IDataObject[string];
	beforeHash: string;
	afterHash: string;
}

const maxContacts = 5_000;
const length = 4;

/** Whether a saved value is what a watch saved, or nothing. */
export function isWatched(value: unknown): value is Watched | undefined {
	if (value === undefined) return true;
	const { fields, contacts } = (value ?? {}) as Partial<Watched>;
	const areTexts = (values: object = [0]) => Object.values(values).every((one) => typeof one === 'string');
	return Array.isArray(fields) && areTexts(fields) && areTexts(contacts ?? undefined);
}

/** Remembers what watched fields hold, and finds those that changed. */
export class FieldWatch {
	private readonly contacts: Map<string, string>;

	constructor(
		private readonly matcher: Matcher,
		private readonly names: string[],
		saved: Watched | undefined,
	) {
		const isSame = saved?.fields.join() === names.join();
		this.contacts = new Map(isSame && saved ? Object.entries(saved.contacts) : []);
	}

	/** The changes since a contact was last seen; null when it was not, or is forgotten: the 5,000 seen last are kept. */
	see(id: string, fields: FieldValues): FieldChange[] | null {
		const contact = hash(id, 2 * length);
		const now = this.names.map((name) => this.hashOf(name, fields[name]));
		const before = this.contacts.get(contact);
		this.contacts.delete(contact);
		this.contacts.set(contact, now.join(''));
		if (before === undefined) return null;
		return this.names.flatMap((field, at) => {
			const beforeHash = before.slice(at * length, (at + 1) * length);
			if (beforeHash === now[at]) return [];
			const after = fields[field] ?? null;
			return [{ field, ...this.before(field, beforeHash), after, beforeHash, afterHash: now[at] }];
		});
	}

	/** What to save. */
	saved(): Watched {
		return { fields: this.names, contacts: Object.fromEntries([...this.contacts].slice(-maxContacts)) };
	}

	/** A blank, a yes or no and a choice of a list are so few that their hash identifies them. */
	private before(name: string, beforeHash: string): { before?: string | boolean | null } {
		const field = this.matcher.fields.get(name);
		const choices = field?.data_type === 'boolean' ? [true, false] : (field?.values ?? []);
		const before = [null, ...choices].find((choice) => this.hashOf(name, choice) === beforeHash);
		return before === undefined ? {} : { before };
	}

	private hashOf(name: string, value: unknown): string {
		return hash(`${name}=${this.matcher.comparable(name, value)}`, length);
	}
}

function hash(text: string, characters: number): string {
	return createHash('sha1').update(text).digest('base64url').slice(0, characters);
}
