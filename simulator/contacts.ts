import type { components } from '../contract/generated/types';
import type { Clock } from './clock';
import { FieldIndex, fold, type FieldValue } from './fieldIndex';
import { SortedList } from './sortedList';

export type Contact = components['schemas']['Contact'];
export type ContactValues = Record<string, FieldValue>;

/** A contact and its times as numbers. Rows and contacts are never changed in place: a change makes new ones. */
export interface Row {
	contact: Contact;
	createdAt: number;
	updatedAt: number;
}

export interface ContactQuery {
	sort?: 'id' | 'updated_at';
	/** Folded values by field: any of them, in every field. */
	filter?: Map<string, string[]>;
	search?: string;
	/** Milliseconds; `from` inclusive, `to` exclusive. */
	created?: { from: number; to: number };
	updated?: { from: number; to: number };
}

const byId = (a: Row, b: Row) => (a.contact.id < b.contact.id ? -1 : Number(a.contact.id > b.contact.id));
const byUpdate = (a: Row, b: Row) => a.updatedAt - b.updatedAt || byId(a, b);

function matches({ contact, createdAt, updatedAt }: Row, { filter, search, created, updated }: ContactQuery) {
	return (
		(!created || (createdAt >= created.from && createdAt < created.to)) &&
		(!updated || (updatedAt >= updated.from && updatedAt < updated.to)) &&
		(!filter || [...filter].every(([name, values]) => values.includes(fold(contact.fields[name]) ?? ''))) &&
		(!search || Object.values(contact.fields).some((value) => fold(value)?.includes(search)))
	);
}

/** The contacts of one base, in the orders and with the look-ups that the contract offers. */
export class Contacts {
	private readonly rows = new Map<string, Row>();
	private readonly orders = { id: new SortedList(byId), updated_at: new SortedList(byUpdate) };
	private readonly index = new FieldIndex<Row>((row) => row.contact.fields);
	/** Rows that lists do not show yet, with what they show in their place. */
	private readonly late = new Map<string, { until: number; before?: Row }>();

	constructor(
		private readonly clock: Clock,
		private readonly nextId: (time: number) => string,
		private readonly baseId: string,
	) {}

	get size(): number {
		return this.rows.size;
	}

	get(id: string): Row | undefined {
		return this.rows.get(id);
	}

	/** Lists show the new contact only after `lateBy` milliseconds. */
	add(fields: ContactValues, times: { at?: Date; updatedAt?: Date; lateBy?: number } = {}): Row {
		const { at = this.clock.now(), updatedAt = at, lateBy = 0 } = times;
		const contact = {
			id: this.nextId(at.getTime()),
			base_id: this.baseId,
			fields,
			created_at: at.toISOString(),
			updated_at: updatedAt.toISOString(),
		};
		return this.put({ contact, createdAt: at.getTime(), updatedAt: updatedAt.getTime() }, lateBy);
	}

	/** Sets the fields given. When none differs the row stays as it is; `null` and an absent field do not differ. */
	change(row: Row, fields: ContactValues, lateBy = 0): Row {
		const { contact } = row;
		const changed = Object.keys(fields).some((name) => fields[name] !== (contact.fields[name] ?? null));
		if (!changed) return row;
		const now = this.clock.now();
		const after = { ...contact, fields: { ...contact.fields, ...fields }, updated_at: now.toISOString() };
		this.take(row);
		return this.put({ ...row, contact: after, updatedAt: now.getTime() }, lateBy, row);
	}

	remove(row: Row): void {
		this.take(row);
		this.late.delete(row.contact.id);
	}

	clear(): void {
		for (const row of [...this.orders.id.items].reverse()) this.remove(row);
	}

	/** All rows by id, those included that lists do not show yet. */
	all(): readonly Row[] {
		return this.orders.id.items;
	}

	/** Rows whose field holds this folded value. */
	holding(name: string, value: string): Iterable<Row> {
		return this.index.find(name, value);
	}

	/** All rows that a list shows now, in order. */
	list(query: ContactQuery = {}): readonly Row[] {
		const { sort = 'id', filter, search, created, updated } = query;
		const shown = this.shown(this.orders[sort]);
		if (!filter && !search && !created && !updated) return shown;
		if (!filter || this.late.size) return shown.filter((row) => matches(row, query));
		const [[name, values]] = filter;
		const found = new Set(values.flatMap((value) => [...this.index.find(name, value)]));
		return [...found].filter((row) => matches(row, query)).sort(this.orders[sort].compare);
	}

	private shown({ items, compare }: SortedList<Row>): readonly Row[] {
		const now = this.clock.now().getTime();
		for (const [id, { until }] of this.late) if (now >= until) this.late.delete(id);
		if (!this.late.size) return items;
		const before = [...this.late.values()].flatMap((late) => late.before ?? []);
		return [...items.filter(({ contact }) => !this.late.has(contact.id)), ...before].sort(compare);
	}

	private put(row: Row, lateBy: number, before?: Row): Row {
		this.rows.set(row.contact.id, row);
		this.orders.id.add(row);
		this.orders.updated_at.add(row);
		this.index.add(row);
		const { id } = row.contact;
		const late = this.late.get(id);
		if (lateBy) this.late.set(id, { until: row.updatedAt + lateBy, before: late ? late.before : before });
		return row;
	}

	private take(row: Row): void {
		this.rows.delete(row.contact.id);
		this.orders.id.remove(row);
		this.orders.updated_at.remove(row);
		this.index.remove(row);
	}
}
