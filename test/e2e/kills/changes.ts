import { setTimeout as sleep } from 'node:timers/promises';
import type { Simulator } from '../../../simulator';
import type { Random } from '../../../simulator/random';
import { Polls } from './polls';

/** The changes that the trigger owes, and when each was made. */
export type Owed = Map<string, number>;

/**
 * Creates, updates and deletes contacts without a pause, and knows which of these changes the trigger owes: the versions
 * that were there when a complete poll began and still when it ended, and the deletions of contacts that were there when
 * an earlier complete poll began. What is overwritten or deleted before that, the trigger may have seen or not.
 */
export class Changes {
	readonly owed: Owed = new Map();
	readonly polls: Polls;
	/** All changes made, those included that nobody is owed. */
	made = 0;
	private began = Infinity;
	private readonly deleted = new Map<string, number>();
	private stopped = false;

	constructor(
		private readonly simulator: Simulator,
		private readonly baseId: string,
		private readonly random: Random,
	) {
		for (let more = 60; more > 0; more--) simulator.addContact(baseId, { contactLastName: `Old ${more}` });
		this.polls = new Polls(simulator, (pollBegan) => this.owe(pollBegan));
	}

	/** Makes changes until `stop` is called; the trigger is active already. */
	async run(): Promise<void> {
		this.began = Date.now();
		while (!this.stopped) {
			this.make();
			this.made++;
			await sleep(100 + this.random.integer(400));
		}
	}

	stop(): void {
		this.stopped = true;
	}

	private make(): void {
		const { simulator, baseId, random } = this;
		const contact = random.pick(simulator.contacts(baseId));
		const fields = { contactLastName: `Name ${this.made}` };
		const dice = random.next();
		if (dice < 0.35) simulator.addContact(baseId, fields);
		else if (dice < 0.85) simulator.changeContact(baseId, contact.id, fields);
		else {
			simulator.removeContact(baseId, contact.id);
			if (Date.parse(contact.created_at) < this.polls.lastComplete)
				this.deleted.set(`${contact.id}|deleted`, Date.now());
		}
	}

	private owe(pollBegan: number): void {
		for (const { id, updated_at } of this.simulator.contacts(this.baseId)) {
			const at = Date.parse(updated_at);
			if (at >= this.began && at < pollBegan) this.owed.set(`${id}|${updated_at}`, at);
		}
		for (const [event, at] of this.deleted) if (at < pollBegan) this.owed.set(event, at);
	}
}
