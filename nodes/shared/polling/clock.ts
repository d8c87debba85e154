import type { Connection } from '../transport/connection';

/** Both clocks at one moment, in milliseconds: Kiamo's, and n8n's own. */
export interface ClockReading {
	server: number;
	n8n: number;
	/** Kiamo's was a day or more from what the last poll let expect: the next poll shows whether it was moved. */
	isOdd?: boolean;
}

/** `Date` headers hold whole seconds. */
const clockErrorMs = 1_000;
export const errorMs = 2 * clockErrorMs;
/** Clocks that disagree by less have not been moved. */
const toleranceMs = 5_000;
const dayMs = 24 * 60 * 60_000;
/** No clock shows a time before or after. */
const [year2000, year2100] = [946_684_800_000, 4_102_444_800_000];

/**
 * Kiamo's clock during a poll. n8n's own clock says how much time has passed since the last poll, so it shows when Kiamo's
 * clock was moved, or one answer had a wrong `Date`. Good once Kiamo has answered in this poll. All in milliseconds.
 */
export class PollClock {
	/** When the poll began, by n8n's clock. */
	readonly startedAt = Date.now();

	private now: ClockReading | undefined;

	constructor(
		private readonly connection: Pick<Connection, 'clockAhead'>,
		/** Both clocks at the last poll; undefined at the first. */
		readonly last: ClockReading | undefined,
	) {}

	/** Both clocks as Kiamo first answered in this poll. */
	get reading(): ClockReading {
		return this.read();
	}

	/** Reads both clocks once Kiamo has answered; only the first time counts. */
	read(): ClockReading {
		if (!this.now) {
			const n8n = Date.now();
			const server = n8n + this.connection.clockAhead;
			this.now = { server: server > year2000 && server < year2100 ? server : n8n, n8n };
			if (this.isOdd) this.now.isOdd = true;
		}
		return this.now;
	}

	/** Kiamo's time as it first answered in this poll. */
	get server(): number {
		return this.reading.server;
	}

	/** Kiamo's time unless its clock was moved ahead since the last poll: then it counts from the next poll on. */
	get trusted(): number {
		return Math.min(this.server, this.expected);
	}

	/**
	 * The time that plans and states are held against: Kiamo's, unless that is a day or more from what was expected, as one
	 * answer with a wrong `Date` would be.
	 */
	get plausible(): number {
		return this.isOdd ? this.expected : this.server;
	}

	/** The time that is reached for sure, whichever clock was moved: what falls due later waits for the next poll. */
	get certain(): number {
		return Math.min(this.plausible, this.server);
	}

	/** Where the last reading was odd already, this one counts. */
	private get isOdd(): boolean {
		const { last, server, expected } = this;
		return last !== undefined && !last.isOdd && Math.abs(server - expected) >= dayMs;
	}

	/** The earliest date, by Kiamo's clock, of what happened since the last poll. */
	get earliest(): number {
		return Math.min(...this.spans.map(([from]) => from), this.server);
	}

	/** The earliest and the trusted time where one answer with a wrong `Date` does not count. */
	get plausibleSpan(): [earliest: number, trusted: number] {
		const { last, server, elapsed } = this;
		if (last?.isOdd) return [server - elapsed - errorMs, server];
		return last && this.isOdd ? [last.server, this.expected] : [this.earliest, this.trusted];
	}

	/**
	 * The times of Kiamo's clock since the last poll: all up to now, or where it was put back, as it went on from then, and as
	 * it came to where it is.
	 */
	get spans(): Array<[from: number, to: number]> {
		const { last, server, expected, elapsed } = this;
		if (!last) return [];
		const before: [number, number] = [last.server, Math.max(server, expected) + errorMs];
		return server > expected - toleranceMs
			? [before]
			: [before, [server - elapsed - errorMs, server + errorMs]];
	}

	/**
	 * The date, by Kiamo's clock, from which on things are new to a source that reads them for the first time and began at
	 * `beganAt` by n8n's clock, as Kiamo could not be read then; Infinity where all is old.
	 */
	newFrom(beganAt: number): number {
		const { server, n8n } = this.reading;
		return beganAt < this.startedAt - clockErrorMs ? beganAt + (server - n8n) + clockErrorMs : Infinity;
	}

	/** What Kiamo's clock shows if nobody moved it. */
	private get expected(): number {
		return this.last ? this.last.server + this.elapsed : Infinity;
	}

	/** The time since the last poll; Kiamo's word counts where n8n's clock was put back. */
	private get elapsed(): number {
		const { last = this.reading, reading } = this;
		return reading.n8n >= last.n8n ? reading.n8n - last.n8n : Math.max(0, reading.server - last.server);
	}
}
