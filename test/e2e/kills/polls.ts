import type { FaultInForce, Simulator } from '../../../simulator';

/** How long nothing is asked before a poll counts as ended: many times what n8n takes to save and emit. */
const quietMs = 1500;
/** A poll may run out of time beyond this and leave its rest to the next one; the shortest budget is 10 s. */
const longestMs = 8000;

/**
 * Sees the trigger's polls from Kiamo's side. A poll is complete when its last answer was a good one and n8n ran on for
 * a while after it.
 */
export class Polls {
	/** When the last complete poll began. */
	lastComplete = 0;
	count = 0;
	private began = 0;
	private askedAt = 0;
	private readonly ticker: NodeJS.Timeout;
	private readonly spy: FaultInForce;

	/** Calls `onComplete` with the moment at which the poll began, once it is complete. */
	constructor(
		private readonly simulator: Simulator,
		private readonly onComplete: (began: number) => void,
	) {
		this.spy = simulator.faults.add({ kind: 'mutate', times: Infinity, run: () => this.asked() });
		this.ticker = setInterval(() => this.look(), 50);
	}

	/** Whether n8n asks Kiamo, or did a moment ago. */
	get isBusy(): boolean {
		return this.began > 0;
	}

	/** Takes the poll that is under way, if any, for one that does not end well. */
	forget(): void {
		this.began = 0;
	}

	close(): void {
		clearInterval(this.ticker);
		this.spy.stop();
	}

	private asked(): void {
		this.askedAt = Date.now();
		this.began ||= this.askedAt;
	}

	private look(): void {
		const { concurrent, lastRequests } = this.simulator.counts;
		if (!this.began || concurrent > 0 || Date.now() - this.askedAt < quietMs) return;
		const { began } = this;
		const status = lastRequests.at(-1)?.status;
		// After a failure the poll may go on: it tries again, for some seconds.
		if (status !== 200 && status !== 404) {
			if (Date.now() - this.askedAt > longestMs) this.began = 0;
			return;
		}
		this.began = 0;
		if (this.askedAt - began > longestMs) return;
		this.lastComplete = began;
		this.count++;
		this.onComplete(began);
	}
}
