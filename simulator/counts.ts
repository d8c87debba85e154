/** One request as the simulator saw it; headers are not kept, so that no token is. */
export interface SeenRequest {
	method: string;
	/** As sent, without the base path. */
	path: string;
	query: string;
	operationId?: string;
	/** Elements of an array body. */
	elements?: number;
	/** 'reset' when the connection was cut instead. */
	status: number | 'reset';
}

const kept = 1000;

/** What the simulator was asked and what was really written. */
export class Counts {
	requests = 0;
	connections = 0;
	byOperation: Record<string, number> = {};
	byStatus: Record<string, number> = {};
	contactsCreated = 0;
	/** Contacts that a PUT really changed. */
	contactsUpdated = 0;
	contactsDeleted = 0;
	interactionsCreated = 0;
	/** Elements of every array body, by operation. */
	arraySizes: Record<string, number[]> = {};
	/** Requests under way now, and the most there were at one time. */
	concurrent = 0;
	peakConcurrent = 0;
	/** The last 1,000 requests, oldest first. */
	lastRequests: SeenRequest[] = [];

	begin(): void {
		this.requests++;
		this.concurrent++;
		this.peakConcurrent = Math.max(this.peakConcurrent, this.concurrent);
	}

	end(): void {
		this.concurrent--;
	}

	answered(request: SeenRequest): void {
		const { operationId = 'none', elements, status } = request;
		this.byOperation[operationId] = (this.byOperation[operationId] ?? 0) + 1;
		this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
		if (elements !== undefined) (this.arraySizes[operationId] ??= []).push(elements);
		this.lastRequests.push(request);
		if (this.lastRequests.length > kept) this.lastRequests.shift();
	}

	/** Back to zero; requests under way and open connections stay what they are. */
	reset(): void {
		const { concurrent } = this;
		Object.assign(this, new Counts(), { concurrent, peakConcurrent: concurrent });
	}
}
