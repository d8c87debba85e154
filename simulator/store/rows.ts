import type { Environment } from '../environment';
import type { Write } from '../journal';
import { SortedList, firstNotBefore } from './sortedList';
import { isWithin, type Span } from './span';

/** Rows are never changed in place: a change makes a new one. */
export interface Row {
	id: number | string;
	updated_at: string;
	created_at?: string;
}

/** What every list can be asked for. */
export interface ListQuery {
	sort?: 'id' | 'updated_at';
	created?: Span;
	updated?: Span;
}

const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : Number(a.id > b.id));
const byUpdate = (a: Row, b: Row) =>
	a.updated_at < b.updated_at ? -1 : Number(a.updated_at > b.updated_at) || byId(a, b);

/** Rows by id and in the orders of lists, which may show a change later than it was made. */
export class Rows<T extends Row> {
	private readonly rows = new Map<T['id'], T>();
	private readonly orders = { id: new SortedList<T>(byId), updated_at: new SortedList<T>(byUpdate) };
	/** Changes that lists do not show yet, with the row that they show in its place. */
	private readonly late = new Map<T['id'], { until: number; before?: T }>();
	private lastId = 0;

	constructor(
		private readonly env: Environment,
		private readonly kind: Write['kind'],
	) {}

	get size(): number {
		return this.rows.size;
	}

	/** A number that no row has had for an id. */
	nextId(): number {
		return this.lastId + 1;
	}

	get(id: T['id']): T | undefined {
		return this.rows.get(id);
	}

	/** All rows by id, those included that lists do not show yet. */
	all(): readonly T[] {
		return this.orders.id.items;
	}

	/** Adds many rows at once. */
	load(rows: readonly T[]): void {
		for (const row of rows) this.rows.set(row.id, row);
		this.orders.id.addAll(rows);
		this.orders.updated_at.addAll(rows);
	}

	/** Adds a row, or replaces the one with its id. Lists show it `lateBy` milliseconds after its change. */
	put(row: T, lateBy = 0): T {
		const before = this.rows.get(row.id);
		this.delay(row.id, Date.parse(row.updated_at), lateBy);
		if (before) {
			this.orders.id.replace(before, row);
			this.orders.updated_at.remove(before);
		} else {
			this.orders.id.add(row);
		}
		this.orders.updated_at.add(row);
		this.rows.set(row.id, row);
		this.env.record(this.kind, row.id, before, row);
		if (typeof row.id === 'number') this.lastId = Math.max(this.lastId, row.id);
		return row;
	}

	/** Lists go on showing the row for `lateBy` milliseconds. */
	remove(id: T['id'], lateBy = 0): void {
		const row = this.rows.get(id);
		if (!row) return;
		this.delay(id, this.env.now().getTime(), lateBy);
		if (!lateBy && !this.env.quirks.lateFeed) this.late.delete(id);
		this.orders.id.remove(row);
		this.orders.updated_at.remove(row);
		this.rows.delete(id);
		this.env.record(this.kind, id, row);
	}

	clear(): void {
		this.rows.clear();
		this.late.clear();
		for (const { items } of Object.values(this.orders)) items.length = 0;
	}

	/**
	 * The rows that a list shows now, in order. `isWanted` says which ones of those that the query allows;
	 * `candidates` are the rows among which it finds them, when they are known to be few.
	 */
	list(
		{ sort = 'id', created, updated }: ListQuery,
		isWanted?: (row: T) => boolean,
		candidates?: readonly T[],
	): readonly T[] {
		const now = this.env.now().getTime();
		for (const [id, { until }] of this.late) if (now >= until) this.late.delete(id);
		if (!created && !updated && !isWanted && !this.late.size) return this.orders[sort].items;
		const since = Math.max(updated?.from ?? -Infinity, created?.from ?? -Infinity);
		const isListed = (row: T) =>
			(!updated || isWithin(Date.parse(row.updated_at), updated)) &&
			(!created || isWithin(Date.parse(row.created_at ?? ''), created)) &&
			(!isWanted || isWanted(row));
		const before = [...this.late.values()].flatMap((late) => late.before ?? []).filter(isListed);
		const found = (candidates ?? this.changedSince(since, sort)).filter(
			(row) => !this.late.has(row.id) && isListed(row),
		);
		return candidates || since > -Infinity || before.length
			? [...found, ...before].sort(this.orders[sort].compare)
			: found;
	}

	private changedSince(since: number, sort: 'id' | 'updated_at'): readonly T[] {
		if (since === -Infinity) return this.orders[sort].items;
		const { items } = this.orders.updated_at;
		return items.slice(firstNotBefore(items, ({ updated_at }) => Date.parse(updated_at) < since));
	}

	private delay(id: T['id'], at: number, lateBy: number): void {
		const lateness = Math.max(lateBy, this.env.quirks.lateFeed);
		const until = at + lateness;
		if (!lateness || until <= this.env.now().getTime()) return;
		const earlier = this.late.get(id);
		this.late.set(id, { until, before: earlier ? earlier.before : this.rows.get(id) });
	}
}
