import pLimit from 'p-limit';

import type { Kiamo } from '../transport/client';
import type { Answer, Failure } from '../transport/failure';
import { elementFailure, errorsOf, type Refusal } from './refusal';

/** How a write ended. Without a row, Kiamo said yes but not what it holds now; without a failure, it was not sent. */
export type WriteResult<Row> = { written: true; row?: Row } | { written: false; failure?: Failure };

/** What became of a write whose answer was lost: its row, that it surely was not carried out, or undefined: not known. */
export type Found<Row> = { row: Row } | 'notWritten' | undefined;

/** A call of the contract that writes an array. */
export interface ArrayCall<Write, Row> {
	/** Sends 1 to 100 writes. What it answers stands in their order, or is undefined where Kiamo does not tell. */
	send(writes: Write[]): Promise<Answer<Array<Row | undefined> | undefined>>;
	/** An element as it stands in the body, and the ids that it adds to those of the path, for the words of an error. */
	element(write: Write): { body: unknown; ids?: Record<string, string | number> };
	/** What was carried out of an array whose answer was lost by `failure`; `since`: when it was sent, by the server's clock. */
	find?(writes: Write[], since: number, failure: Failure): Promise<Array<Found<Row>>>;
}

/** What writers of one run share: after some failures nothing more is sent. */
export class Stop {
	stopped = false;

	/** A failure that every further request would meet too. */
	fatalFailure?: Failure;

	/** `atFailure`: whether the run ends with the first failure (no Continue On Fail). */
	constructor(private readonly atFailure: boolean) {}

	after(failure: Failure): void {
		const { cause } = failure;
		if (cause.kind === 'cancelled' || (cause.kind === 'refused' && [401, 403].includes(cause.status))) {
			this.fatalFailure = { ...failure, mayHaveWritten: false };
		}
		this.stopped ||= this.atFailure || this.fatalFailure !== undefined;
	}
}

/** The longest array of the contract. */
const longestArray = 100;
/** A `Date` header holds whole seconds, so the server's clock is known by this much. */
const clockErrorMs = 2_000;

/**
 * Writes in arrays. An array that is refused is split until only what is bad fails; an array whose answer was lost is
 * looked for where the call can, and never sent twice unless it surely was not carried out.
 */
export class ArrayWriter<Write, Row> {
	private longest = longestArray;

	constructor(
		private readonly kiamo: Kiamo,
		private readonly call: ArrayCall<Write, Row>,
		private readonly stop: Stop,
	) {}

	/** Writes each of them once; one result each, in order. */
	async write(writes: Write[]): Promise<Array<WriteResult<Row>>> {
		return await this.inParts(writes, this.longest);
	}

	private async inParts(writes: Write[], size: number): Promise<Array<WriteResult<Row>>> {
		const parts = Array.from({ length: Math.ceil(writes.length / size) }, (_, index) =>
			writes.slice(index * size, (index + 1) * size),
		);
		const limit = pLimit(this.kiamo.connection.limit.concurrency);
		return (await limit.map(parts, async (part) => await this.writePart(part))).flat();
	}

	private async writePart(writes: Write[]): Promise<Array<WriteResult<Row>>> {
		if (this.stop.stopped) return writes.map(() => ({ written: false, failure: this.stop.fatalFailure }));
		if (writes.length > this.longest) return await this.inParts(writes, this.longest);

		const since = Date.now() + this.kiamo.connection.clockAhead - clockErrorMs;
		const answer = await this.call.send(writes);
		if (answer.ok) return writes.map((_, index) => ({ written: true, row: answer.data?.[index] }));
		const { failure } = answer;
		if (failure.mayHaveWritten) return await this.lookFor(writes, failure, since);
		if (failure.cause.kind === 'refused' && writes.length > 1) {
			const parts = await this.split(writes, failure, failure.cause);
			if (parts) return parts;
		}
		return this.fail(writes, failure);
	}

	private fail(writes: Write[], failure: Failure): Array<WriteResult<Row>> {
		this.stop.after(failure);
		return writes.map(() => ({ written: false, failure }));
	}

	/** Takes out the elements that a refusal names, or halves an array when it names none. */
	private async split(
		writes: Write[],
		failure: Failure,
		cause: Refusal,
	): Promise<Array<WriteResult<Row>> | undefined> {
		if (![400, 404, 405, 409, 413, 422].includes(cause.status)) return undefined;
		const isBad = (index: number) => errorsOf(cause, index).length > 0;
		if (!writes.some((_, index) => isBad(index))) {
			const half = Math.ceil(writes.length / 2);
			if (cause.status === 413) this.longest = Math.min(this.longest, half);
			if ([404, 405].includes(cause.status)) this.longest = 1;
			return await this.inParts(writes, Math.min(half, this.longest));
		}
		const bad = writes.map((write, index) =>
			isBad(index)
				? this.fail([write], elementFailure(failure, cause, this.call.element(write), index))[0]
				: undefined,
		);
		const good = writes.filter((_, index) => !isBad(index));
		const rest = good.length > 0 ? await this.writePart(good) : [];
		return bad.map((result) => result ?? rest.shift() ?? { written: false });
	}

	/** Tells which writes reached Kiamo although its answer did not reach us; sends again what surely did not. */
	private async lookFor(writes: Write[], failure: Failure, since: number): Promise<Array<WriteResult<Row>>> {
		const found = await this.find(writes, since, failure);
		const missing = writes.filter((_, index) => found[index] === 'notWritten');
		const retryAdvice = missing.length > 0 ? await this.writePart(missing) : [];
		return writes.map((write, index): WriteResult<Row> => {
			const what = found[index];
			if (what === 'notWritten') return retryAdvice.shift() ?? { written: false };
			return what ? { written: true, row: what.row } : this.fail([write], failure)[0];
		});
	}

	private async find(writes: Write[], since: number, failure: Failure): Promise<Array<Found<Row>>> {
		try {
			return (await this.call.find?.(writes, since, failure)) ?? [];
		} catch {
			// What the look-up met is not what the user must know: the write's own failure says that it is not known.
			return [];
		}
	}
}
