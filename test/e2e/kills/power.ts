import type { N8n } from '../../../scripts/sandbox/n8n';
import type { Memory } from './memory';
import type { Polls } from './polls';

/** An end of n8n: when the last poll that was complete before it began, and what is on n8n's disk since. */
export interface Outage {
	at: number;
	lastComplete: number;
	memory: Memory;
}

/** Ends n8n and starts it again, counts how and keeps what was on its disk in between. */
export class Power {
	between = 0;
	inside = 0;
	readonly outages: Outage[] = [];
	/** What happened when. */
	readonly log: string[] = [];

	constructor(
		private readonly n8n: N8n,
		private readonly polls: Polls,
		private readonly readMemory: () => Promise<Memory>,
	) {}

	/** Adds a line to the log. */
	note(what: string): void {
		this.log.push(`${new Date().toISOString()} ${what}`);
	}

	/** `kill -9` at a moment when n8n asks Kiamo nothing and has done so for a while. */
	async killBetween(): Promise<void> {
		this.between++;
		this.note('kill between polls');
		await this.n8n.kill();
		await this.down();
	}

	/** `kill -9` during a poll. */
	async killInside(where: string): Promise<void> {
		this.inside++;
		this.note(`kill ${where}`);
		await this.n8n.kill();
		await this.down();
	}

	/** SIGTERM: n8n ends as it wants to. */
	async stop(): Promise<void> {
		this.note('SIGTERM');
		await this.n8n.stop();
		await this.down();
	}

	/** Starts n8n; once more where it ends, as it may when it recovers an execution that was killed before it began. */
	async start(): Promise<void> {
		try {
			await this.n8n.start();
		} catch (error) {
			this.note(String(error));
			await this.n8n.start();
		}
		this.note('n8n runs');
	}

	/** Starts an n8n that is killed meanwhile. Resolves at the end of the start, whether it succeeds or not. */
	async tryToStart(): Promise<void> {
		await this.n8n.start().catch(() => undefined);
	}

	private async down(): Promise<void> {
		const { lastComplete } = this.polls;
		this.polls.forget();
		this.outages.push({ at: Date.now(), lastComplete, memory: await this.readMemory() });
	}
}
