import { History } from '../history';
import { invalid, notFound, refuse } from './refusals';

type Value = string | null;

/** A record of HubSpot's CRM. */
export interface HubSpotObject {
	id: string;
	properties: Record<string, Value>;
	createdAt: string;
	updatedAt: string;
	archived: false;
}

/** One write to a record, by the API or by a person in HubSpot. */
export interface HubSpotWrite {
	at: string;
	by: 'api' | 'person';
	kind: 'created' | 'updated' | 'archived';
	id: string;
}

/** A kind of records: contacts or calls, their properties, and who changed them. */
export class HubSpotObjects {
	readonly rows: History<HubSpotObject>;
	readonly writes: HubSpotWrite[] = [];
	/** The IDs of merged records, and of the record that they return. */
	private readonly merged = new Map<string, string>();
	private nextId: number;
	private lastMoment = 0;

	constructor(
		/** The properties that can be written. */
		private readonly writable: readonly string[],
		/** The property that holds when a record changed last. */
		private readonly modified: string,
		{ firstId, lag }: { firstId: number; lag: number },
	) {
		this.nextId = firstId;
		this.rows = new History<HubSpotObject>(lag);
	}

	/** The names of all properties. */
	get known(): string[] {
		return [...this.writable, 'createdate', this.modified, 'hs_object_id', 'hs_merged_object_ids'];
	}

	get(id: string): HubSpotObject {
		const row = this.rows.get(this.merged.get(id) ?? id);
		if (!row) throw notFound();
		return row;
	}

	create(given: unknown, by: HubSpotWrite['by'] = 'api'): HubSpotObject {
		return this.put(`${this.nextId++}`, given, by);
	}

	update(id: string, given: unknown, by: HubSpotWrite['by'] = 'api'): HubSpotObject {
		return this.put(this.get(id).id, given, by);
	}

	/**
	 * Merges two records into a new one with the values of the first; both IDs return it from then on.
	 * Page: developers.hubspot.com/changelog/updated-merge-functionality-for-contacts-and-companies
	 */
	merge(first: string, second: string): HubSpotObject {
		const known = Object.entries(this.get(first).properties).filter(([name]) => this.writable.includes(name));
		const ids = [first, second];
		for (const id of ids) this.archive(id, 'person');
		const row = this.create(Object.fromEntries(known), 'person');
		for (const id of ids) this.merged.set(id, row.id);
		const properties = { ...row.properties, hs_merged_object_ids: ids.join(';') };
		return this.rows.set({ ...row, properties });
	}

	archive(id: string, by: HubSpotWrite['by'] = 'api'): void {
		this.get(id);
		this.rows.delete(id);
		this.note('archived', id, by, new Date(this.moment()).toISOString());
	}

	/** The record with only some of its properties, as answers show it. */
	show(row: HubSpotObject, names: readonly string[]): HubSpotObject {
		const shown = [...new Set([...names, 'createdate', this.modified, 'hs_object_id'])];
		const properties = Object.fromEntries(
			shown.filter((name) => this.known.includes(name)).map((name) => [name, row.properties[name] ?? null]),
		);
		return { ...row, properties };
	}

	private put(id: string, given: unknown, by: HubSpotWrite['by']): HubSpotObject {
		const properties = this.read(given);
		const old = this.rows.get(id);
		if (properties.email) this.refuseKnownEmail(id, properties.email);
		const at = new Date(this.moment()).toISOString();
		const created = old?.createdAt ?? at;
		const own = { hs_object_id: id, createdate: created, [this.modified]: at };
		const row = { ...old?.properties, ...properties, ...own };
		this.note(old ? 'updated' : 'created', id, by, at);
		return this.rows.set({ id, properties: row, createdAt: created, updatedAt: at, archived: false });
	}

	/** Page: developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide, "Properties" */
	private read(given: unknown): Record<string, Value> {
		if (typeof given !== 'object' || given === null)
			throw invalid('Invalid input JSON: properties are missing');
		return Object.fromEntries(
			Object.entries(given).map(([name, value]: [string, unknown]) => {
				if (!this.writable.includes(name))
					throw invalid(
						`Property values were not valid: Property "${name}" does not exist (PROPERTY_DOESNT_EXIST)`,
					);
				if (value !== null && typeof value !== 'string' && typeof value !== 'number')
					throw invalid(`Invalid input JSON: cannot read the value of "${name}" as text`);
				return [name, this.normalized(name, String(value ?? '').trim())];
			}),
		);
	}

	private normalized(name: string, value: string): Value {
		if (value === '') return null;
		if (name !== 'email') return value;
		if (!/^[^\s@,]+@[^\s@,]+\.[^\s@,.]+$/.test(value))
			throw invalid(`Property values were not valid: Email address ${value} is invalid (INVALID_EMAIL)`);
		return value.toLowerCase();
	}

	private refuseKnownEmail(id: string, email: string): void {
		const other = this.rows.all().find((row) => row.properties.email === email && row.id !== id);
		if (other) throw refuse(409, 'CONFLICT', `Contact already exists. Existing ID: ${other.id}`);
	}

	/** The time of a write: no two share a millisecond, and the clock never goes back. */
	private moment(): number {
		this.lastMoment = Math.max(Date.now(), this.lastMoment + 1);
		return this.lastMoment;
	}

	private note(kind: HubSpotWrite['kind'], id: string, by: HubSpotWrite['by'], at: string): void {
		this.writes.push({ at, by, kind, id });
	}
}
