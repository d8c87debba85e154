import type { Environment } from '../environment';
import { FieldIndex } from '../store/fieldIndex';
import { SortedList, firstNotBefore } from '../store/sortedList';
import { isWithin, type Span } from '../store/span';
import { Rows, type ListQuery } from '../store/rows';
import type { Interaction, InteractionRow } from './interactionSteps';

/** What lists can be asked for. Of several values any will do. */
export interface InteractionQuery extends ListQuery {
	answered?: Span;
	ended?: Span;
	scheduled?: Span;
	direction?: Interaction['direction'];
	service_id?: number[];
	agent_id?: number[];
	channel?: Array<Interaction['channel']>;
	status?: Array<Interaction['status']>;
	contact_id?: string[];
	reference?: string[];
}

type ValueKey = 'service_id' | 'agent_id' | 'channel' | 'status' | 'contact_id' | 'reference';

const values: readonly ValueKey[] = [
	'service_id',
	'agent_id',
	'channel',
	'status',
	'contact_id',
	'reference',
];
const passing: ReadonlyArray<Interaction['status']> = ['waiting', 'in_progress', 'wrap_up'];
/** Who is in these must be few at any time, or be looked for by one value. */
const indexed = ({ reference, contact_id, status }: InteractionRow) => ({
	reference,
	contact_id,
	passing: passing.includes(status) ? status : null,
});
/** The one to be taken first comes first: by priority, then by age. */
export const byTurn = (a: InteractionRow, b: InteractionRow) =>
	b.priority - a.priority || a.course.since - b.course.since || a.id - b.id;

function byDate(a: InteractionRow, b: InteractionRow): number {
	const [one, other] = [a.scheduled_date ?? '', b.scheduled_date ?? ''];
	return one < other ? -1 : Number(one > other) || a.id - b.id;
}
const dateOf = ({ scheduled_date }: InteractionRow) => Date.parse(scheduled_date ?? '');
const isIn = (moment: string | null, span?: Span) =>
	!span || (moment !== null && isWithin(Date.parse(moment), span));

/** The interactions of a centre, in the orders and with the look-ups that the contract offers. */
export class Interactions {
	private readonly rows: Rows<InteractionRow>;
	private readonly index = new FieldIndex<InteractionRow>(indexed);
	private readonly dated = new SortedList<InteractionRow>(byDate);
	/** What waits, by service. */
	private readonly queues = new Map<number, SortedList<InteractionRow>>();

	constructor(env: Environment) {
		this.rows = new Rows(env, 'interaction');
	}

	get size(): number {
		return this.rows.size;
	}

	/** All rows by id, those included that lists do not show yet. */
	all(): readonly InteractionRow[] {
		return this.rows.all();
	}

	nextId(): number {
		return this.rows.nextId();
	}

	get(id: number): InteractionRow | undefined {
		return this.rows.get(id);
	}

	/** Adds a row, or puts it in the place of the one with its id. Lists show it after `lateBy` milliseconds. */
	put(row: InteractionRow, lateBy = 0): InteractionRow {
		const before = this.rows.get(row.id);
		if (before) {
			this.index.remove(before);
			if (before.scheduled_date) this.dated.remove(before);
			if (before.status === 'waiting') this.queueOf(before.service_id).remove(before);
		}
		if (row.status === 'waiting') this.queueOf(row.service_id).add(row);
		this.index.add(row);
		if (row.scheduled_date) this.dated.add(row);
		return this.rows.put(row, lateBy);
	}

	/** The interactions that wait in a service, the first to be taken first: by priority, then by age. */
	queue(serviceId: number): readonly InteractionRow[] {
		return this.queueOf(serviceId).items;
	}

	/** All rows that a list shows now, in order. */
	list(query: InteractionQuery = {}): readonly InteractionRow[] {
		const { answered, ended, scheduled, direction, sort, created, updated } = query;
		const wanted = values.flatMap((key) => (query[key] ? { key, any: new Set<unknown>(query[key]) } : []));
		const isWanted = (row: InteractionRow) =>
			wanted.every(({ key, any }) => any.has(row[key])) &&
			(!direction || row.direction === direction) &&
			isIn(row.answered_at, answered) &&
			isIn(row.ended_at, ended) &&
			isIn(row.scheduled_date, scheduled);
		// What was answered or ended since a moment has changed since.
		const from = Math.max(...[updated, answered, ended].map((span) => span?.from ?? -Infinity));
		const changed = from > -Infinity ? { from, to: updated?.to ?? Infinity } : updated;
		return this.rows.list({ sort, created, updated: changed }, isWanted, this.candidates(query));
	}

	private queueOf(serviceId: number): SortedList<InteractionRow> {
		const queue = this.queues.get(serviceId) ?? new SortedList(byTurn);
		this.queues.set(serviceId, queue);
		return queue;
	}

	private candidates({ reference, contact_id, status, scheduled }: InteractionQuery) {
		if (reference) return this.found('reference', reference);
		if (contact_id) return this.found('contact_id', contact_id);
		if (status?.every((one) => passing.includes(one))) return this.found('passing', status);
		if (!scheduled) return undefined;
		const { items } = this.dated;
		const from = firstNotBefore(items, (row) => dateOf(row) < scheduled.from);
		return items.slice(
			from,
			firstNotBefore(items, (row) => dateOf(row) < scheduled.to),
		);
	}

	private found(name: string, wanted: readonly string[]): InteractionRow[] {
		return [...new Set(wanted.flatMap((value) => [...this.index.find(name, value.toLowerCase())]))];
	}
}
