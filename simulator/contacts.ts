import type { Clock } from './clock';
import { matches, type ContactQuery, type ContactValues, type Row } from './contactQuery';
import { FieldIndex } from './fieldIndex';
import { SortedList } from './sortedList';

const byId = (a: Row, b: Row) => (a.contact.id < b.contact.id ? -1 : Number(a.contact.id > b.contact.id));
const byUpdate = (a: Row, b: Row) => a.updatedAt - b.updatedAt || byId(a, b);

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

	/** Takes many contacts at once, each with its times. */
	load(contacts: Array<{ values: ContactValues; at: Date; updatedAt: Date }>): void {
		const rows = contacts.map(({ values, at, updatedAt }) => this.create(values, at, updatedAt));
		for (const row of rows) {
			this.rows.set(row.contact.id, row);
			this.index.add(row);
		}
		this.orders.id.addAll(rows);
		this.orders.updated_at.addAll(rows);
	}

	/** Lists show the new contact only after `lateBy` milliseconds. */
	add(
		fields: ContactValues,
		{ at = this.clock.now(), lateBy = 0 }: { at?: Date; lateBy?: number } = {},
	): Row {
		const row = this.create(fields, at, at);
		this.rows.set(row.contact.id, row);
		this.orders.id.add(row);
		this.orders.updated_at.add(row);
		this.index.add(row);
		this.delay(row, lateBy);
		return row;
	}

	/** Sets the fields given. When none differs the row stays as it is; `null` and an absent field do not differ. */
	change(row: Row, fields: ContactValues, lateBy = 0): Row {
		const { contact } = row;
		const isSame = Object.keys(fields).every(
			(name) => (fields[name] ?? null) === (contact.fields[name] ?? null),
		);
		if (isSame) return row;
		const now = this.clock.now();
		const after = { ...contact, fields: { ...contact.fields, ...fields }, updated_at: now.toISOString() };
		const changed = { ...row, contact: after, updatedAt: now.getTime() };
		this.rows.set(contact.id, changed);
		this.orders.id.replace(row, changed);
		this.orders.updated_at.remove(row);
		this.orders.updated_at.add(changed);
		this.index.remove(row);
		this.index.add(changed);
		this.delay(changed, lateBy, row);
		return changed;
	}

	remove(row: Row): void {
		this.rows.delete(row.contact.id);
		this.orders.id.remove(row);
		this.orders.updated_at.remove(row);
		this.index.remove(row);
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

	private create(fields: ContactValues, at: Date, updatedAt: Date): Row {
		const contact = {
			id: this.nextId(at.getTime()),
			base_id: this.baseId,
			fields,
			created_at: at.toISOString(),
			updated_at: updatedAt.toISOString(),
		};
		return { contact, createdAt: at.getTime(), updatedAt: updatedAt.getTime() };
	}

	private delay({ contact: { id }, updatedAt }: Row, lateBy: number, before?: Row): void {
		if (!lateBy) return;
		const earlier = this.late.get(id);
		this.late.set(id, { until: updatedAt + lateBy, before: earlier ? earlier.before : before });
	}
}
