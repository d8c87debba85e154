import type { components } from '../../contract/generated/wire';
import type { Environment } from '../environment';
import type { Quirks } from '../server/quirks';
import { FieldIndex, fold, type FieldValue } from './fieldIndex';
import { Rows, type ListQuery } from './rows';

export type Field = components['schemas']['Field'];
export type Contact = components['schemas']['Contact'];
export type ContactValues = Record<string, FieldValue>;

/** A contact base of a simulated Kiamo. */
export interface Base {
	readonly id: string;
	readonly name: string;
	readonly fields: Map<string, Field>;
	readonly contacts: Contacts;
}

export interface ContactQuery extends ListQuery {
	/** Folded values by field: any of them, in every field. */
	filter?: Map<string, string[]>;
	/** Both as they were given, for a server that searches in the same case. */
	asGiven?: { filter: Array<[string, string[]]>; search: string };
	/** A folded part of any value. */
	search?: string;
}

const searchableTexts = new WeakMap<Contact, string>();

/** All values, folded, with something between them that no search holds. */
function searchable(contact: Contact): string {
	const known = searchableTexts.get(contact);
	if (known !== undefined) return known;
	const text = Object.values(contact.fields)
		.flatMap((value) => fold(value) ?? [])
		.join('\0');
	searchableTexts.set(contact, text);
	return text;
}

const matchesCase = ({ fields }: Contact, { filter, search }: NonNullable<ContactQuery['asGiven']>) =>
	filter.every(([name, values]) => values.includes(String(fields[name]))) &&
	Object.values(fields).some((value) => String(value).includes(search));

const matches = (
	contact: Contact,
	{ filter, search, asGiven }: ContactQuery,
	{ narrowQ, exactCase }: Partial<Quirks> = {},
) =>
	(!exactCase || !asGiven || matchesCase(contact, asGiven)) &&
	(!filter ||
		[...filter].every(([name, values]) => values.some((value) => value === fold(contact.fields[name])))) &&
	(!search || (narrowQ ? searchable(contact).split('\0') : searchable(contact)).includes(search));

/** The contacts of one base, in the orders and with the look-ups that the contract offers. */
export class Contacts {
	private readonly rows: Rows<Contact>;
	private readonly index = new FieldIndex<Contact>(({ fields }) => fields);

	constructor(
		private readonly env: Environment,
		private readonly nextId: (time: number) => string,
		private readonly baseId: string,
	) {
		this.rows = new Rows(env, 'contact');
	}

	get size(): number {
		return this.rows.size;
	}

	get(id: string): Contact | undefined {
		return this.rows.get(id);
	}

	/** Takes many contacts at once, each with its times. */
	load(contacts: Array<{ values: ContactValues; at: Date; updatedAt: Date }>): void {
		const loaded = contacts.map(({ values, at, updatedAt }) => this.create(values, at, updatedAt));
		this.rows.load(loaded);
		for (const contact of loaded) this.index.add(contact);
	}

	/** Adds a contact, created `at`. Lists show it `lateBy` milliseconds after that. */
	add(
		fields: ContactValues,
		{ at = this.env.now(), lateBy = 0 }: { at?: Date; lateBy?: number } = {},
	): Contact {
		const contact = this.create(fields, at, at);
		this.index.add(contact);
		return this.rows.put(contact, lateBy);
	}

	/** Sets the fields given. When none differs the contact stays as it is; `null` and an absent field do not differ. */
	change(contact: Contact, fields: ContactValues, lateBy = 0): Contact {
		const isSame = Object.keys(fields).every(
			(name) => (fields[name] ?? null) === (contact.fields[name] ?? null),
		);
		if (isSame) return contact;
		const updated_at = this.env.now().toISOString();
		const changed = { ...contact, fields: { ...contact.fields, ...fields }, updated_at };
		this.index.remove(contact);
		this.index.add(changed);
		return this.rows.put(changed, lateBy);
	}

	/** Lists go on showing the contact for `lateBy` milliseconds. */
	remove(contact: Contact, lateBy = 0): void {
		this.rows.remove(contact.id, lateBy);
		this.index.remove(contact);
	}

	clear(): void {
		for (const contact of [...this.all()].reverse()) this.remove(contact);
	}

	/** All contacts by id, those included that lists do not show yet. */
	all(): readonly Contact[] {
		return this.rows.all();
	}

	/** Contacts whose field holds this folded value. */
	holding(name: string, value: string): Iterable<Contact> {
		return this.index.find(name, value);
	}

	/** All contacts that a list shows now, in order. */
	list(query: ContactQuery = {}): readonly Contact[] {
		const { filter, search } = query;
		if (!filter && !search) return this.rows.list(query);
		const isWanted = (contact: Contact) => matches(contact, query, this.env.quirks);
		if (!filter) return this.rows.list(query, isWanted);
		const [[name, values]] = filter;
		const found = new Set(values.flatMap((value) => [...this.index.find(name, value)]));
		return this.rows.list(query, isWanted, [...found]);
	}

	/** The contacts that a person finds, most recently changed first, those included that lists do not show yet. */
	search(text: string): Contact[] {
		const found = this.all().filter((contact) => matches(contact, { search: text.toLowerCase() }));
		return found.sort(
			(a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at) || (a.id < b.id ? 1 : -1),
		);
	}

	private create(fields: ContactValues, at: Date, updatedAt: Date): Contact {
		return {
			id: this.nextId(at.getTime()),
			base_id: this.baseId,
			fields,
			created_at: at.toISOString(),
			updated_at: updatedAt.toISOString(),
		};
	}
}
