import type { Clock } from '../clock';
import { seedServices, seedStaff, seedStates, type SeededService } from '../data/centre';
import { planWeek } from '../data/plan';
import { Agents } from './agents';
import { AgentStates } from './agentStates';
import { Planning } from './planning';

/** The contact centre of a simulated Kiamo. */
export class Centre {
	readonly services: SeededService[] = seedServices();
	readonly states: AgentStates;
	readonly staff = seedStaff();
	readonly agents: Agents;
	readonly planning: Planning;

	constructor(readonly clock: Clock) {
		const { agents, activities } = this.staff;
		this.states = new AgentStates(clock);
		this.agents = new Agents(clock, agents);
		const startedAt = clock.now();
		const now = startedAt.getTime();
		const planned = agents.filter(({ enabled }) => enabled).map(({ id }) => id);
		this.planning = new Planning(clock, activities, (planning) => planWeek(planning, planned, startedAt));
		for (const { agentId, minutes, ...state } of seedStates) {
			this.states.set(agentId, state, now - minutes * 60_000);
		}
	}

	/** Lets everything happen that was due by now. */
	live(): void {}
}
