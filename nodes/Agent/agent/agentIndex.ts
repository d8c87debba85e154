import { foldText, isBlank, isPlaceholder } from '../../shared/values/text';
import type { Agent } from './fields';

/** What may tell whether an agent is there already. */
export type MatchOn = 'email' | 'login';

/** What names an agent: login and email, each with its kind. */
export function keysOf(agent: Partial<Record<MatchOn, string | null>>): string[] {
	return (['login', 'email'] as const)
		.filter((kind) => !isBlank(agent[kind]) && !isPlaceholder(agent[kind]))
		.map((kind) => keyOf(kind, agent[kind]));
}

/** The agents of Kiamo by their logins and emails. */
export class AgentIndex {
	private readonly agents = new Map<string, Agent>();

	private readonly byKey = new Map<string, Set<string>>();

	constructor(agents: Agent[]) {
		for (const agent of agents) this.put(agent);
	}

	/** The agents who have a login or an email, in upper or lower case. */
	find(kind: MatchOn, value: string | null | undefined): Agent[] {
		return [...(this.byKey.get(keyOf(kind, value)) ?? [])].flatMap((id) => this.agents.get(id) ?? []);
	}

	/** Takes over what an agent has become. */
	put(agent: Agent): void {
		const id = String(agent.id);
		const before = this.agents.get(id);
		for (const key of before ? keysOf(before) : []) this.byKey.get(key)?.delete(id);
		this.agents.set(id, agent);
		for (const key of keysOf(agent)) this.byKey.set(key, (this.byKey.get(key) ?? new Set()).add(id));
	}
}

function keyOf(kind: MatchOn, value: unknown): string {
	return `${kind} ${foldText(value).toLowerCase()}`;
}
