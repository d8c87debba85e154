import type { Clock } from './clock';
import { Journal, type Write } from './journal';
import { Quirks } from './server/quirks';

/** What all parts of a simulated Kiamo share: its time, its quirks, and the record of what was written. */
export class Environment {
	readonly quirks: Quirks;
	readonly journal = new Journal();

	constructor(
		private readonly clock: Clock,
		quirks?: Partial<Quirks>,
	) {
		this.quirks = new Quirks(quirks);
	}

	/** The time of the server, which a quirk may put off from the clock. */
	now(): Date {
		return new Date(this.clock.now().getTime() + this.quirks.clockJump);
	}

	/** Notes a record that was written. */
	record(kind: Write['kind'], id: Write['id'], before?: unknown, after?: unknown): void {
		if (before !== after) this.journal.record(this.now(), { kind, id, before, after });
	}
}
