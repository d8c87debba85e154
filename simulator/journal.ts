import type { OperationId } from './server/tokens';

/** The request that wrote something. */
export interface Writer {
	/** Counts all requests that reached the work, from 1. */
	number: number;
	operationId: OperationId;
	/** Path parameters. */
	path: unknown;
	body: unknown;
}

/** One record that a request of the API changed. */
export interface Write {
	/** The server's time. */
	at: string;
	kind: 'contact' | 'agent' | 'agentState' | 'interaction' | 'plannedActivity' | 'activity' | 'service';
	id: number | string;
	/** Undefined for a record that is new. */
	before?: unknown;
	/** Undefined for a record that is gone. */
	after?: unknown;
	request: Writer;
}

/** What requests of the API really wrote, whatever they were answered. */
export class Journal {
	readonly writes: Write[] = [];
	private writer?: Writer;
	private requests = 0;

	/** Does the work of a request: what is written meanwhile is its doing. */
	during<T>(request: Omit<Writer, 'number'>, work: () => T): T {
		this.writer = { number: ++this.requests, ...request };
		try {
			return work();
		} finally {
			this.writer = undefined;
		}
	}

	/** Makes data of the seed, which nobody wrote. */
	aside(work: () => void): void {
		const { writer } = this;
		this.writer = undefined;
		work();
		this.writer = writer;
	}

	record(at: Date, write: Pick<Write, 'kind' | 'id' | 'before' | 'after'>): void {
		if (this.writer) this.writes.push({ at: at.toISOString(), ...write, request: this.writer });
	}
}
