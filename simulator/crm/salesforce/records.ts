import { History } from '../history';
import { refuse } from './soql';

export type SalesforceRecord = { id: string } & Record<string, string | number | boolean | null>;

interface Kind {
	/** The first three characters of an ID. */
	prefix: string;
	/** Fields that can be written, and the most characters of a text. */
	texts: Record<string, number>;
	required: readonly string[];
	others?: readonly string[];
}

/** Fields that every record has. Page: Object Reference, "System Fields" */
const system = ['Id', 'CreatedDate', 'LastModifiedDate', 'SystemModstamp', 'IsDeleted'];

/** The records of one object of Salesforce. */
export class SalesforceRecords {
	readonly rows: History<SalesforceRecord>;
	/** IDs of records that were deleted. */
	readonly deleted = new Set<string>();
	readonly writes: Array<{ by: 'api' | 'person'; kind: string; id: string }> = [];
	private count = 0;

	constructor(
		private readonly kind: Kind,
		lag: number,
	) {
		this.rows = new History<SalesforceRecord>(lag);
	}

	get known(): string[] {
		return [...system, ...Object.keys(this.kind.texts), ...(this.kind.others ?? [])];
	}

	get(id: string): SalesforceRecord {
		const row = this.rows.get(id);
		if (row) return row;
		if (this.deleted.has(id)) throw refuse(404, 'ENTITY_IS_DELETED', 'entity is deleted');
		throw refuse(404, 'NOT_FOUND', 'The requested resource does not exist');
	}

	create(given: unknown, by: 'api' | 'person' = 'api'): SalesforceRecord {
		const values = this.read(given);
		const missing = this.kind.required.filter((name) => !values[name]);
		if (missing.length > 0)
			throw refuse(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`);
		const id = `${this.kind.prefix}${String(++this.count).padStart(12, '0')}AAA`;
		return this.put('created', { id, Id: id, IsDeleted: false, CreatedDate: moment(), ...values }, by);
	}

	update(id: string, given: unknown, by: 'api' | 'person' = 'api'): void {
		const old = this.get(id);
		const row = { ...old, ...this.read(given) };
		const empty = this.kind.required.filter((name) => !row[name]);
		if (empty.length > 0)
			throw refuse(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${empty.join(', ')}]`);
		this.put('updated', row, by);
	}

	remove(id: string, by: 'api' | 'person' = 'api'): void {
		this.rows.delete(this.get(id).id);
		this.deleted.add(id);
		this.writes.push({ by, kind: 'deleted', id });
	}

	private put(kind: string, row: SalesforceRecord, by: 'api' | 'person'): SalesforceRecord {
		const at = moment();
		this.writes.push({ by, kind, id: row.id });
		return this.rows.set({ ...row, LastModifiedDate: at, SystemModstamp: at });
	}

	private read(given: unknown): Record<string, string | number | boolean | null> {
		if (typeof given !== 'object' || given === null)
			throw refuse(400, 'JSON_PARSER_ERROR', 'The body is no object');
		return Object.fromEntries(
			Object.entries(given).map(([name, value]: [string, unknown]) => [name, this.value(name, value)]),
		);
	}

	private value(name: string, value: unknown): string | number | boolean | null {
		const most = (this.kind.texts as Partial<Record<string, number>>)[name];
		if (most === undefined && !this.kind.others?.includes(name))
			throw refuse(400, 'INVALID_FIELD', `No such column '${name}' on sobject`);
		if (value === null || value === '') return null;
		if (most === undefined) return value as string | number;
		if (typeof value !== 'string')
			throw refuse(400, 'JSON_PARSER_ERROR', `Cannot deserialize instance of string for ${name}`);
		if (value.length > most) throw refuse(400, 'STRING_TOO_LONG', `${name}: data value too large: ${value}`);
		if (name === 'Email' && !/^[^\s@,]+@[^\s@,]+\.[^\s@,.]+$/.test(value))
			throw refuse(400, 'INVALID_EMAIL_ADDRESS', `Email: invalid email address: ${value}`);
		return value.trim();
	}
}

/** Times have whole seconds. Page: Object Reference, "System Fields"; answers show them as `2026-11-29T10:00:00.000+0000`. */
const moment = () => `${new Date().toISOString().slice(0, 19)}.000+0000`;
