import type { components } from '../../contract/generated/wire';
import type { Environment } from '../environment';
import { SortedList, firstNotBefore } from '../store/sortedList';
import { Rows, type ListQuery } from '../store/rows';

type Schemas = components['schemas'];
export type Activity = Required<Schemas['Activity']>;
/** What has a default in the contract may be left out, which its generated types do not say. */
export type NewActivity = Omit<Schemas['NewActivity'], 'paid'> & { paid?: boolean };
export type PlannedActivity = Required<Schemas['PlannedActivity']>;

/** A slot as it is asked for: its moments may have any offset. */
export interface Slot {
	agent_id: number;
	activity_id: number;
	start: string | Date;
	end: string | Date;
	comment?: string | null;
}

export type SlotChange = Partial<Omit<Slot, 'agent_id'>>;

/** Which slots a list is asked for: those of the agents, and those that overlap the period. */
export interface PlanQuery extends ListQuery {
	agents?: ReadonlySet<number>;
	/** Milliseconds. */
	period?: { from: number; to: number };
}

const byStart = (a: PlannedActivity, b: PlannedActivity) =>
	a.start < b.start ? -1 : Number(a.start > b.start) || a.id - b.id;

const toIso = (moment: string | Date) => new Date(moment).toISOString();

export const overlap = (a: { start: string; end: string }, b: { start: string; end: string }) =>
	a.start < b.end && b.start < a.end;

/** Who is to do what and when. No two slots of an agent overlap, so that each agent's plan is in order of time. */
export class Planning {
	/** Kinds of activity, by id. */
	readonly activities: Map<number, Activity>;
	private readonly rows: Rows<PlannedActivity>;
	private readonly byAgent = new Map<number, SortedList<PlannedActivity>>();
	private seed: ((planning: Planning) => void) | undefined;
	private lastActivityId: number;

	/** `seed` plans what is there from the beginning; it is called when somebody first looks. */
	constructor(
		private readonly env: Environment,
		activities: Activity[],
		seed: (planning: Planning) => void,
	) {
		this.rows = new Rows(env, 'plannedActivity');
		this.activities = new Map(activities.map((activity) => [activity.id, activity]));
		this.lastActivityId = Math.max(0, ...this.activities.keys());
		this.seed = seed;
	}

	addActivity({ name, kind, paid = true, color = null }: NewActivity): Activity {
		return this.setActivity({ id: ++this.lastActivityId, name, kind, paid, color });
	}

	/** Adds an activity, or replaces the one with its id. */
	setActivity(activity: Activity): Activity {
		this.env.record('activity', activity.id, this.activities.get(activity.id), activity);
		this.activities.set(activity.id, activity);
		return activity;
	}

	removeActivity(id: number): void {
		this.env.record('activity', id, this.activities.get(id));
		this.activities.delete(id);
	}

	/** Whether an activity is planned for anybody. */
	uses(activityId: number): boolean {
		return this.all().some(({ activity_id }) => activity_id === activityId);
	}

	/** All slots by id, those included that lists do not show yet. */
	all(): readonly PlannedActivity[] {
		return this.made().all();
	}

	get(id: number): PlannedActivity | undefined {
		return this.made().get(id);
	}

	/** All slots that a list shows now, in order. */
	list({ agents, period, ...query }: PlanQuery = {}): readonly PlannedActivity[] {
		const rows = this.made();
		if (!agents && !period) return rows.list(query);
		const from = period && period.from > -Infinity ? toIso(new Date(period.from)) : '';
		const to = period && period.to < Infinity ? toIso(new Date(period.to)) : '\uffff';
		const isWanted = ({ agent_id, start, end }: PlannedActivity) =>
			(!agents || agents.has(agent_id)) && end > from && start < to;
		const found = [...(agents ?? this.byAgent.keys())].flatMap((agentId) => this.within(agentId, from, to));
		return rows.list(query, isWanted, found);
	}

	/** The slot of an agent that would overlap this one, apart from the slot with the id. */
	taken(agentId: number, slot: { start: string; end: string }, id?: number): PlannedActivity | undefined {
		this.made();
		return this.within(agentId, slot.start, slot.end).find((other) => other.id !== id);
	}

	/** Plans a slot. `at` is when it was created; lists show it after `lateBy` milliseconds. */
	plan(slot: Slot, { lateBy = 0, at = this.env.now() } = {}): PlannedActivity {
		const id = this.made().nextId();
		const { agent_id, activity_id, comment = null } = slot;
		const [start, end] = [toIso(slot.start), toIso(slot.end)];
		const [created_at, updated_at] = [toIso(at), toIso(at)];
		return this.put({ id, agent_id, activity_id, start, end, comment, created_at, updated_at }, lateBy);
	}

	/** Changes a slot. When nothing differs it stays as it is. For `lateBy` milliseconds lists show it as it was. */
	change(id: number, { start, end, ...rest }: SlotChange, { lateBy = 0 } = {}): PlannedActivity {
		const before = this.row(id);
		const after = {
			...before,
			...rest,
			start: toIso(start ?? before.start),
			end: toIso(end ?? before.end),
		};
		if (JSON.stringify(after) === JSON.stringify(before)) return before;
		return this.put({ ...after, updated_at: toIso(this.env.now()) }, lateBy);
	}

	/** Lists go on showing the slot for `lateBy` milliseconds. */
	remove(id: number, { lateBy = 0 } = {}): void {
		const row = this.row(id);
		this.rows.remove(id, lateBy);
		this.byAgent.get(row.agent_id)?.remove(row);
	}

	/** Takes away the plan of an agent who is no more. */
	removeAgent(agentId: number): void {
		this.made();
		for (const { id } of this.byAgent.get(agentId)?.items ?? []) this.rows.remove(id);
		this.byAgent.delete(agentId);
	}

	/** Takes every slot away, those of the seed included. */
	clear(): void {
		this.seed = undefined;
		this.rows.clear();
		this.byAgent.clear();
	}

	private row(id: number): PlannedActivity {
		const row = this.get(id);
		if (!row) throw new Error(`The simulator has no planned activity ${id}`);
		return row;
	}

	private put(row: PlannedActivity, lateBy: number): PlannedActivity {
		const taken = this.taken(row.agent_id, row, row.id);
		if (taken || row.start >= row.end) {
			throw new Error(taken ? `It overlaps the planned activity ${taken.id}` : 'It ends before it has begun');
		}
		const before = this.rows.get(row.id);
		const plan = this.byAgent.get(row.agent_id) ?? new SortedList(byStart);
		this.byAgent.set(row.agent_id, plan);
		if (before) plan.remove(before);
		plan.add(row);
		return this.rows.put(row, lateBy);
	}

	/** The slots of an agent that overlap a period. */
	private within(agentId: number, from: string, to: string): readonly PlannedActivity[] {
		const items = this.byAgent.get(agentId)?.items ?? [];
		const first = firstNotBefore(items, ({ end }) => end <= from);
		return items.slice(
			first,
			firstNotBefore(items, ({ start }) => start < to),
		);
	}

	/** The rows, once those of the seed are there. */
	private made(): Rows<PlannedActivity> {
		const { seed } = this;
		this.seed = undefined;
		if (seed) this.env.journal.aside(() => seed(this));
		return this.rows;
	}
}
