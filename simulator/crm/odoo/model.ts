import { History } from '../history';
import { meets, readDomain } from './domain';
import { invalid, refuse } from './refusals';

export type OdooValue = string | number | boolean | number[];
export type OdooRecord = { id: string } & Record<string, OdooValue>;

/** Fields by their type. */
export type OdooFields = Record<string, 'char' | 'boolean' | 'integer' | 'datetime' | 'many2many'>;

const system: OdooFields = {
	id: 'integer',
	active: 'boolean',
	create_date: 'datetime',
	write_date: 'datetime',
};
type Given = Record<string, unknown>;

/** The records of one model of Odoo. A blank is `false`. */
export class OdooModel {
	readonly rows: History<OdooRecord>;
	readonly writes: Array<{ by: 'api' | 'person'; kind: 'created' | 'updated'; id: string }> = [];
	readonly fields: OdooFields;
	private nextId = 1;

	constructor(
		readonly name: string,
		fields: OdooFields,
		private readonly defaults: Record<string, OdooValue> = {},
		{ lag = 0, now = Date.now }: { lag?: number; now?: () => number } = {},
	) {
		this.fields = { ...fields, ...system };
		this.rows = new History<OdooRecord>(lag, now);
		this.now = () => new Date(now()).toISOString().slice(0, 19).replace('T', ' ');
	}

	/** UTC, without fractions of a second and without a zone. */
	private readonly now: () => string;

	/** Those that are not archived. */
	all(): OdooRecord[] {
		return this.rows.all().filter(({ active }) => active);
	}

	get(id: string): OdooRecord {
		const row = this.rows.get(id);
		if (!row) throw refuse(404, 'odoo.exceptions.MissingError', 'Record does not exist or has been deleted.');
		return row;
	}

	create(values: unknown, by: 'api' | 'person'): OdooRecord {
		const id = `${this.nextId++}`;
		const at = this.now();
		const blank = Object.fromEntries(Object.keys(this.fields).map((name) => [name, false as const]));
		const own = { active: true, create_date: at, write_date: at, ...this.read(values) };
		this.writes.push({ by, kind: 'created', id });
		return this.rows.set({ ...blank, ...this.defaults, ...own, id });
	}

	update(id: string, values: unknown, by: 'api' | 'person'): void {
		const row = { ...this.get(id), ...this.read(values), write_date: this.now() };
		this.writes.push({ by, kind: 'updated', id });
		this.rows.set(row);
	}

	/** Without an order of its own, a list has that of the names. */
	searchRead({ domain = [], fields = [], offset = 0, limit }: Given) {
		const names = this.readNames(fields);
		const conditions = readDomain(domain, this.fields);
		const isById = conditions.some(({ field }) => field === 'id');
		const isActive = conditions.some(({ field }) => field === 'active');
		const rows = isById ? this.rows.all() : this.rows.indexed();
		const found = rows.filter(
			(row) => (isActive || row.active) && conditions.every((condition) => meets(row, condition)),
		);
		const key = ({ name = '' }: OdooRecord) => String(name);
		found.sort((a, b) => key(a).localeCompare(key(b)) || Number(a.id) - Number(b.id));
		const end = limit === undefined ? undefined : Number(offset) + Number(limit);
		return found.slice(Number(offset), end).map((row) => this.show(row, names));
	}

	private show(row: OdooRecord, names: string[]) {
		const shown = names.length > 0 ? names : Object.keys(this.fields);
		return { ...Object.fromEntries(shown.map((name) => [name, row[name]])), id: Number(row.id) };
	}

	private readNames(fields: unknown): string[] {
		if (!Array.isArray(fields)) throw invalid('fields is a list');
		const unknown: unknown = fields.find((name: unknown) => !(String(name) in this.fields));
		if (unknown !== undefined)
			throw refuse(500, 'builtins.ValueError', `Invalid field ${JSON.stringify(unknown)} on '${this.name}'`);
		return fields.map(String);
	}

	private read(given: unknown): Record<string, OdooValue> {
		if (typeof given !== 'object' || given === null) throw invalid('The values are no object');
		return Object.fromEntries(
			Object.entries(given).map(([name, value]: [string, unknown]) => [name, this.value(name, value)]),
		);
	}

	private value(name: string, value: unknown): OdooValue {
		const type = name in system && name !== 'active' ? undefined : this.fields[name];
		if (!type) throw refuse(500, 'builtins.ValueError', `Invalid field '${name}' on '${this.name}'`);
		if (value === null || value === false || value === '') return false;
		const isRight = {
			char: typeof value === 'string',
			boolean: typeof value === 'boolean',
			integer: Number.isInteger(value),
			datetime: typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value),
			many2many: Array.isArray(value),
		}[type];
		if (!isRight) throw invalid(`Wrong value for ${this.name}.${name}: ${JSON.stringify(value)}`);
		return value as OdooValue;
	}
}
