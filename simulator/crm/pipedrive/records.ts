import { History } from '../history';
import { invalid, refuse } from './refusals';
import { readTime } from './values';

export interface PipedriveRecord {
	id: string;
	add_time: string;
	update_time: string;
	is_deleted: boolean;
}

/** Query parameters of every list. */
export const listQuery = [
	'filter_id',
	'ids',
	'updated_since',
	'updated_until',
	'sort_by',
	'sort_direction',
	'limit',
	'cursor',
];

type Query = Partial<Record<string, string>>;

/** The persons or the activities of a Pipedrive. */
export class PipedriveRecords<Row extends PipedriveRecord> {
	readonly rows: History<Row>;
	readonly writes: Array<{ by: 'api' | 'person'; kind: 'created' | 'updated' | 'deleted'; id: string }> = [];
	/** The records that a saved filter shows, by its ID. */
	readonly filters = new Map<string, (row: Row) => boolean>();
	private nextId = 1;

	constructor(
		lag: number,
		private readonly now: () => number,
	) {
		this.rows = new History<Row>(lag, now);
	}

	/** Now, as Pipedrive writes times: without fractions of a second. */
	private moment(): string {
		return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
	}

	/** A record that was deleted less than 30 days ago is still returned, with `is_deleted`. */
	get(id: string): Row {
		const row = this.rows.get(id);
		if (!row) throw refuse(404, 'ERR_NOT_FOUND', 'The requested record was not found');
		return row;
	}

	create(values: Omit<Row, keyof PipedriveRecord>, by: 'api' | 'person'): Row {
		const at = this.moment();
		const system = { id: `${this.nextId++}`, add_time: at, update_time: at, is_deleted: false };
		this.writes.push({ by, kind: 'created', id: system.id });
		return this.rows.set({ ...values, ...system } as Row);
	}

	update(id: string, values: Partial<Row>, by: 'api' | 'person'): Row {
		const old = this.get(id);
		if (old.is_deleted) throw refuse(404, 'ERR_NOT_FOUND', 'The requested record was deleted');
		this.writes.push({ by, kind: 'updated', id });
		return this.rows.set({ ...old, ...values, update_time: this.moment() });
	}

	remove(id: string, by: 'api' | 'person'): void {
		this.rows.set({ ...this.get(id), is_deleted: true, update_time: this.moment() });
		this.writes.push({ by, kind: 'deleted', id });
	}

	/** All records that are not deleted. */
	all(): Row[] {
		return this.rows.all().filter((row) => !row.is_deleted);
	}

	/** A page of a list. What was deleted is assumed not to be in it, and lists to show changes late. */
	list({ limit: size = '100', cursor, ...query }: Query) {
		const limit = Number(size);
		if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw invalid("'limit' is at most 500");
		const found = this.select(query);
		const start = cursor ? Number(Buffer.from(cursor, 'base64url').toString()) : 0;
		if (!Number.isInteger(start)) throw invalid("'cursor' is not valid");
		const end = start + limit;
		const next = end < found.length ? Buffer.from(`${end}`).toString('base64url') : null;
		return { rows: found.slice(start, end), next };
	}

	private select({
		filter_id,
		ids,
		updated_since,
		updated_until,
		sort_by = 'id',
		sort_direction = 'asc',
	}: Query) {
		const since = updated_since && readTime('updated_since', updated_since);
		const until = updated_until && readTime('updated_until', updated_until);
		if (!['id', 'update_time', 'add_time'].includes(sort_by))
			throw invalid(`There is no sorting by '${sort_by}'`);
		if (!['asc', 'desc'].includes(sort_direction)) throw invalid("'sort_direction' is asc or desc");
		const found = this.chosen(filter_id, ids)
			.filter((row) => !row.is_deleted)
			.filter((row) => (!since || row.update_time >= since) && (!until || row.update_time < until));
		const key = (row: Row) => (sort_by === 'id' ? '' : row[sort_by as 'update_time']);
		const sign = sort_direction === 'asc' ? 1 : -1;
		return found.sort((a, b) => sign * (key(a).localeCompare(key(b)) || Number(a.id) - Number(b.id)));
	}

	private chosen(filterId: string | undefined, ids: string | undefined): Row[] {
		if (filterId !== undefined) {
			if (!/^\d+$/.test(filterId)) throw invalid("'filter_id' must be an integer");
			const filter = this.filters.get(filterId);
			if (!filter) throw refuse(404, 'ERR_NOT_FOUND', 'Filter not found');
			return this.rows.indexed().filter(filter);
		}
		if (ids === undefined) return this.rows.indexed();
		const wanted = ids.split(',');
		if (wanted.length > 100 || wanted.some((id) => !/^\d+$/.test(id)))
			throw invalid("'ids' are up to 100 integers");
		// By their IDs, records are read as they are.
		return wanted.flatMap((id) => this.rows.get(id) ?? []);
	}
}
