import type { Environment } from '../environment';
import { seedServices, seedStaff, seedStates } from '../data/centre';
import type { SeededService } from '../data/centre';
import { planWeek } from '../data/plan';
import { Agenda } from './agenda';
import { Agents } from './agents';
import { AgentStates } from './agentStates';
import { Attachments } from './attachments';
import { Interactions } from './interactions';
import { Messages } from './messages';
import { Planning } from './planning';
import { present, type Interaction, type InteractionRow } from './interactionSteps';

/** When something happens, now unless given, and for how many milliseconds lists do not show it. */
export interface When {
	at?: number | Date;
	lateBy?: number;
}

/** What a contact center holds: staff, planning, interactions, and what is due to happen. */
export class CentreState {
	readonly agenda = new Agenda();
	readonly services: SeededService[] = seedServices();
	readonly staff = seedStaff();
	readonly agents: Agents;
	readonly planning: Planning;
	readonly states: AgentStates;
	readonly attachments = new Attachments();
	readonly messages = new Messages();
	/** Makes the interactions of the weeks before; called when somebody first looks. */
	protected seedPast?: () => void;
	private readonly stored: Interactions;

	constructor(readonly env: Environment) {
		const { agents, activities } = this.staff;
		const startedAt = env.now();
		this.agents = new Agents(env, agents);
		const planned = agents.filter(({ enabled }) => enabled).map(({ id }) => id);
		this.planning = new Planning(env, activities, (planning) => planWeek(planning, planned, startedAt));
		this.states = new AgentStates(env);
		for (const { agentId, minutes, ...state } of seedStates) {
			this.states.set(agentId, state, startedAt.getTime() - minutes * 60_000);
		}
		this.stored = new Interactions(env);
	}

	get interactions(): Interactions {
		const { seedPast } = this;
		this.seedPast = undefined;
		if (seedPast) this.env.journal.aside(seedPast);
		return this.stored;
	}

	/** Lets everything happen that was due by now. */
	live(): void {
		this.agenda.work(this.env.now().getTime());
	}

	service(id: number): SeededService {
		const service = this.services.find((one) => one.id === id);
		if (!service) throw new Error(`The simulator has no service ${id}`);
		return service;
	}

	row(id: number): InteractionRow {
		const row = this.interactions.get(id);
		if (!row) throw new Error(`The simulator has no interaction ${id}`);
		return row;
	}

	/** The interaction as an answer shows it now. */
	show(row: InteractionRow): Interaction {
		return present(row, this.env.now().getTime());
	}

	/** Milliseconds. */
	protected moment(at: number | Date = this.env.now()): number {
		return Number(at);
	}

	protected put(row: InteractionRow, lateBy?: number): Interaction {
		return this.show(this.interactions.put(row, lateBy));
	}
}
