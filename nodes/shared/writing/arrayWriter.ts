import pLimit from 'p-limit';

import { needed } from '../../../contract/generated/operations';
import { requestFor, type Arguments, type Kiamo, type OperationId, type Result } from '../transport/client';
import { operationOf } from '../transport/contract';
import { failed, type Answer, type Cause, type Failure, type FieldError } from '../transport/failure';
import { valueAt } from '../transport/page';
import type { Stop } from './batch';
import { shows, valuesIn } from './shows';

/** How a write ended. Without a row, Kiamo said yes but not what it holds now; without a failure, it was not sent. */
export type WriteResult<Row> = { written: true; row?: Row } | { written: false; failure?: Failure };

/** What became of a write whose answer was lost: its row, that it surely was not carried out, or undefined: not known. */
export type Found<Row> = { row: Row } | 'notWritten' | undefined;

/** A call of the contract that writes an array. */
export interface ArrayCall<Write, Row> {
	/** The longest array that it takes. */
	longest: number;
	/** Sends 1 to `longest` writes. Its answer is in their order, or undefined where Kiamo does not say. */
	send(writes: Write[]): Promise<Answer<Array<Row | undefined> | undefined>>;
	/** An element as it is sent, and the ids that it adds to those of the path, for the words of an error. */
	element(write: Write): { body: unknown; ids?: Record<string, string | number> };
	/**
	 * What was carried out of an array whose answer was lost by `failure`, or of one that was refused, where a server may have
	 * taken some of it; `since`: when it was sent, by the server's clock.
	 */
	find?(writes: Write[], since: number, failure: Failure): Promise<Array<Found<Row>>>;
}

type Refusal = Extract<Cause, { kind: 'refused' }>;

/** A `Date` header holds whole seconds, so the server's clock is known by this much. */
const clockErrorMs = 2_000;
/** After so many refused arrays of which nothing was there, a server is taken to refuse arrays as a whole. */
const enoughLooks = 3;

/**
 * Writes in arrays. An array that is refused is split until only what is bad fails; an array whose answer was lost is
 * looked for where the call can, and never sent twice unless it surely was not carried out.
 */
export class ArrayWriter<Write, Row> {
	private longest: number;

	/** How many refused arrays were looked for, and nothing of them was there. */
	private whollyRefused = 0;

	/** Whether Kiamo has taken a part of an array that it refused. */
	private takesParts = false;

	constructor(
		private readonly kiamo: Kiamo,
		private readonly call: ArrayCall<Write, Row>,
		private readonly stop: Stop,
	) {
		this.longest = call.longest;
	}

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
		// A refused array did nothing, whatever became of earlier tries of it.
		if (failure.cause.kind === 'refused' && writes.length > 1) {
			const parts = await this.split(writes, failure, failure.cause, since);
			if (parts) return parts;
		}
		if (failure.mayHaveWritten) return await this.lookFor(writes, failure, since);
		return this.fail(writes, failure);
	}

	private fail(writes: Write[], failure: Failure): Array<WriteResult<Row>> {
		this.stop.after(failure);
		return writes.map(() => ({ written: false, failure }));
	}

	/**
	 * Takes out the elements that a refusal names, and those that a server took all the same; halves an array where there are
	 * none.
	 */
	private async split(
		writes: Write[],
		failure: Failure,
		cause: Refusal,
		since: number,
	): Promise<Array<WriteResult<Row>> | undefined> {
		if (![400, 404, 405, 409, 413, 422].includes(cause.status)) return undefined;
		const looks = this.takesParts || this.whollyRefused < enoughLooks;
		const found = looks ? await this.find(writes, since, failure) : [];
		if (found.some((what) => typeof what === 'object')) this.takesParts = true;
		else this.whollyRefused++;
		const settled = writes.map((write, index): WriteResult<Row> | undefined => {
			const what = found[index];
			if (typeof what === 'object') return { written: true, row: what.row };
			if (errorsOf(cause, index).length === 0) return undefined;
			return this.fail([write], elementFailure(failure, cause, this.call.element(write), index))[0];
		});
		const good = writes.filter((_, index) => !settled[index]);
		if (good.length === writes.length) {
			const half = Math.ceil(writes.length / 2);
			if (cause.status === 413) this.longest = Math.min(this.longest, half);
			if ([404, 405].includes(cause.status)) this.longest = 1;
			// One half after the other, so that the second profits from what the first one learns.
			const results = await this.writePart(writes.slice(0, half));
			results.push(...(await this.writePart(writes.slice(half))));
			// Nothing was wrong with any of them, so it was the length.
			if (results.every(({ written }) => written)) this.longest = Math.min(this.longest, half);
			return results;
		}
		const rest = good.length > 0 ? await this.writePart(good) : [];
		return settled.map((result) => result ?? rest.shift() ?? { written: false });
	}

	/** Says which writes reached Kiamo although its answer did not reach us; sends again what surely did not. */
	private async lookFor(writes: Write[], failure: Failure, since: number): Promise<Array<WriteResult<Row>>> {
		const found = await this.find(writes, since, failure);
		const missing = writes.filter((_, index) => found[index] === 'notWritten');
		const resent = missing.length > 0 ? await this.writePart(missing) : [];
		return writes.map((write, index): WriteResult<Row> => {
			const what = found[index];
			if (what === 'notWritten') return resent.shift() ?? { written: false };
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

/** The operations of the contract that create rows from an array. */
type CreateId = {
	[Id in OperationId]: Arguments<Id> extends { body: unknown[] }
		? Result<Id> extends unknown[]
			? Id
			: never
		: never;
}[OperationId];

/**
 * Creates rows; they come in the order of what was sent. An answer that does not name each of them, or one for several, is a
 * failure: it is not known what was created.
 */
export async function createRows<Id extends CreateId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id> & { body: unknown[] },
): Promise<Answer<Result<Id>>> {
	const answer = await kiamo.attempt(id, args);
	if (!answer.ok) return answer;
	const rows: unknown = answer.data;
	const [key] = needed[operationOf(id).row ?? ''];
	const isEach = Array.isArray(rows) && new Set(rows.map((row) => valueAt(row, key))).size === rows.length;
	if (isEach && rows.length === args.body.length && rows.every(Boolean))
		return { ok: true, data: inOrderOf(args.body, rows) as Result<Id> };
	return failed(requestFor(id, args), { kind: 'unreadable', html: false });
}

/**
 * Rows in the order of what was sent, as far as they show it: a server may answer in an order of its own, and write values in
 * its own way. Each row goes to what it shows most values of; in doubt, its place decides.
 */
function inOrderOf(sent: unknown[], rows: unknown[]): unknown[] {
	if (sent.every((each, at) => shows(rows[at], each))) return rows;
	const byValue = new Map<string, number[]>();
	for (const [at, row] of rows.entries())
		for (const value of valuesIn(row)) byValue.set(value, [...(byValue.get(value) ?? []), at]);
	const pairs = sent.flatMap((each, at) => {
		const counts = new Map([[at, 0]]);
		for (const value of valuesIn(each))
			for (const place of byValue.get(value) ?? []) counts.set(place, (counts.get(place) ?? 0) + 1);
		return [...counts].map(([place, count]) => ({ at, place, count: count + (place === at ? 0.5 : 0) }));
	});
	const ordered = new Map<number, unknown>();
	const taken = new Set<number>();
	for (const { at, place } of pairs.sort((one, other) => other.count - one.count)) {
		if (ordered.has(at) || taken.has(place)) continue;
		ordered.set(at, rows[place]);
		taken.add(place);
	}
	const rest = rows.filter((_, place) => !taken.has(place));
	return sent.map((_, at) => (ordered.has(at) ? ordered.get(at) : rest.shift()));
}

/** What a refusal of an array says about one of its elements, the number of the element taken off. */
function errorsOf({ errors }: Refusal, index: number): FieldError[] {
	const prefix = `${index}.`;
	return errors
		.filter(({ field }) => field === String(index) || field.startsWith(prefix))
		.map(({ field, message }) => ({ field: field.slice(prefix.length), message }));
}

/** The refusal of an array as that of one of its elements. */
function elementFailure(
	failure: Failure,
	cause: Refusal,
	{ body, ids }: ReturnType<ArrayCall<unknown, unknown>['element']>,
	index: number,
): Failure {
	return {
		...failure,
		request: { ...failure.request, ids: { ...failure.request.ids, ...ids }, body },
		cause: { ...cause, errors: errorsOf(cause, index) },
	};
}
