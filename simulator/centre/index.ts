import type { Clock } from '../clock';
import { seedServices, seedStaff, seedStates, type SeededService } from '../data/centre';
import { AgentStates } from './agentStates';

/** The contact centre of a simulated Kiamo. */
export class Centre {
	readonly services: SeededService[] = seedServices();
	readonly states: AgentStates;
	readonly staff = seedStaff();

	constructor(readonly clock: Clock) {
		this.states = new AgentStates(clock);
		const now = clock.now().getTime();
		for (const { agentId, minutes, ...state } of seedStates) {
			this.states.set(agentId, state, now - minutes * 60_000);
		}
	}

	/** Lets everything happen that was due by now. */
	live(): void {}
}
