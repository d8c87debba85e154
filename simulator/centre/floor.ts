import type { Clock } from '../clock';
import type { SeededService } from '../data/centre';
import { Agenda } from './agenda';
import { AgentStates } from './agentStates';
import { Attachments } from './attachments';
import { Interactions } from './interactions';
import { Messages } from './messages';
import { present, type Interaction, type InteractionRow } from './steps';

/** When something happens, now unless given, and for how many milliseconds lists do not show it. */
export interface When {
	at?: number | Date;
	lateBy?: number;
}

/** What there is in a contact centre, and its time. */
export class Floor {
	readonly agenda = new Agenda();
	readonly states: AgentStates;
	readonly attachments = new Attachments();
	readonly messages = new Messages();
	/** Makes what happened before the clock started; called when somebody first looks. */
	protected past?: () => void;
	private readonly stored: Interactions;

	constructor(
		readonly clock: Clock,
		readonly services: SeededService[],
	) {
		this.states = new AgentStates(clock);
		this.stored = new Interactions(clock);
	}

	get interactions(): Interactions {
		const { past } = this;
		this.past = undefined;
		past?.();
		return this.stored;
	}

	/** Lets everything happen that was due by now. */
	live(): void {
		this.agenda.work(this.clock.now().getTime());
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
		return present(row, this.clock.now().getTime());
	}

	/** Milliseconds. */
	protected moment(at: number | Date = this.clock.now()): number {
		return Number(at);
	}

	protected put(row: InteractionRow, lateBy?: number): Interaction {
		return this.show(this.interactions.put(row, lateBy));
	}
}
