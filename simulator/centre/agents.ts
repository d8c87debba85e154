import type { components } from '../../contract/generated/wire';
import type { Environment } from '../environment';
import { Rows, type ListQuery } from '../store/rows';

type Schemas = components['schemas'];
export type Agent = Required<Schemas['Agent']>;
/** What has a default in the contract may be left out, which its generated types do not say. */
export type NewAgent = Omit<Schemas['NewAgent'], 'enabled'> & { enabled?: boolean };
type Change = Partial<Omit<Agent, 'id' | 'updated_at'>>;

export interface AgentQuery extends ListQuery {
	/** The id of a group. */
	group?: number;
	enabled?: boolean;
}

/** Milliseconds for which the agents of the seed have been as they are when the clock starts. */
const seededAge = 30 * 24 * 60 * 60 * 1000;

/** The people who take the interactions, in the orders and with the look-ups that the contract offers. */
export class Agents {
	private readonly rows: Rows<Agent>;
	/** Ids by the login in lower case. */
	private readonly logins = new Map<string, number>();

	constructor(
		private readonly env: Environment,
		seeded: Array<Omit<Agent, 'updated_at'>>,
	) {
		this.rows = new Rows(env, 'agent');
		const updated_at = new Date(env.now().getTime() - seededAge).toISOString();
		for (const agent of seeded) this.put({ ...agent, updated_at });
	}

	/** All agents by id, those included that lists do not show yet. */
	all(): readonly Agent[] {
		return this.rows.all();
	}

	get(id: number): Agent | undefined {
		return this.rows.get(id);
	}

	/** The agent who has a login, whatever its case. */
	withLogin(login: string): Agent | undefined {
		return this.rows.get(this.logins.get(login.toLowerCase()) ?? 0);
	}

	/** All agents that a list shows now, in order. */
	list({ group, enabled, ...query }: AgentQuery = {}): readonly Agent[] {
		return this.rows.list(
			query,
			(agent) =>
				(group === undefined || agent.group_ids.includes(group)) &&
				(enabled === undefined || agent.enabled === enabled),
		);
	}

	/** Adds an agent. Lists show it after `lateBy` milliseconds. */
	add(agent: NewAgent, { lateBy = 0 } = {}): Agent {
		const { email = null, extension = null, enabled = true, group_ids = [], ...names } = agent;
		const id = this.rows.nextId();
		const rest = { email, extension, enabled, group_ids: inOrder(group_ids), skills: [] };
		return this.put({ id, ...names, ...rest, updated_at: this.env.now().toISOString() }, lateBy);
	}

	/** Changes an agent. When nothing differs the agent stays as it is. For `lateBy` milliseconds lists show it as it was. */
	change(id: number, change: Change, { lateBy = 0 } = {}): Agent {
		const before = this.rows.get(id);
		if (!before) throw new Error(`The simulator has no agent ${id}`);
		const changed = { ...before, ...change };
		const after = { ...changed, group_ids: inOrder(changed.group_ids) };
		if (JSON.stringify(after) === JSON.stringify(before)) return before;
		this.logins.delete(before.login.toLowerCase());
		return this.put({ ...after, updated_at: this.env.now().toISOString() }, lateBy);
	}

	remove(id: number, { lateBy = 0 } = {}): void {
		this.logins.delete(this.rows.get(id)?.login.toLowerCase() ?? '');
		this.rows.remove(id, lateBy);
	}

	private put(agent: Agent, lateBy?: number): Agent {
		this.logins.set(agent.login.toLowerCase(), agent.id);
		return this.rows.put(agent, lateBy);
	}
}

const inOrder = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b);
