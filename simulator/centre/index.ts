import type { Clock } from '../clock';
import { seedServices, seedStaff, seedStates } from '../data/centre';
import { planWeek } from '../data/plan';
import type { Base } from '../kiamo';
import { Agents } from './agents';
import { Life } from './life';
import { makePast } from './past';
import { Planning } from './planning';
import { Indicators } from './supervision';
import { Traffic } from './traffic';

export interface CentreOptions {
	/** Past interactions. */
	history: number;
	/** Interactions that customers begin in an hour. */
	traffic: number;
}

/** The contact centre of a simulated Kiamo. */
export class Centre extends Life {
	readonly staff = seedStaff();
	readonly agents: Agents;
	readonly planning: Planning;
	readonly indicators = new Indicators(this);

	constructor(clock: Clock, seed: number, bases: readonly Base[], { history, traffic }: CentreOptions) {
		super(clock, seedServices());
		const { agents, activities } = this.staff;
		this.agents = new Agents(clock, agents);
		const startedAt = clock.now();
		const now = startedAt.getTime();
		const planned = agents.filter(({ enabled }) => enabled).map(({ id }) => id);
		this.planning = new Planning(clock, activities, (planning) => planWeek(planning, planned, startedAt));
		for (const { agentId, minutes, ...state } of seedStates) {
			this.states.set(agentId, state, now - minutes * 60_000);
		}
		if (history) this.past = () => makePast(this, { seed, bases, size: history, until: now });
		if (traffic) new Traffic(this, bases, seed, traffic).begin();
	}
}
