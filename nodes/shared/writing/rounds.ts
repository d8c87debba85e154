import type { Failure } from '../transport/failure';
import type { Outcome, Run } from '../operation/operation';
import type { WriteResult } from './arrayWriter';
import { failureOutcome, Stop } from './batch';

/** What an item writes. */
export interface Plan {
	/** Its place among the items. */
	at: number;
	isNew: boolean;
	/** What a new thing is known by: it is not created while another of these may have been created already. */
	keys?: string[];
}

/** How the items of a run are decided on and written. */
export interface Rounds<P extends Plan, Row> {
	/** What the decision on an item rests on. */
	reads?(at: number): string[];
	/** All that the item may change for others who read it. */
	changes?(at: number): string[];
	/** What an item writes; or what becomes of it, when it writes nothing. */
	decide(at: number): P | Outcome;
	/** Write some items, each of them once; one result each, in order. */
	create?(plans: P[]): Promise<Array<WriteResult<Row>>>;
	update?(plans: P[]): Promise<Array<WriteResult<Row>>>;
	/** Takes over what was written, and says what the item puts out. Without a row, Kiamo did not say what it holds now. */
	settle(plan: P, row: Row | undefined): Outcome | Promise<Outcome>;
	/** What to know before a failed write is tried again, where that is not for the verb to say. */
	retryAdvice?(plan: P): string | undefined;
}

/**
 * Writes items as if one after the other, yet in few requests: each round takes the items that no earlier item still
 * waiting can affect, writes changes and then new things in arrays, and goes on from what Kiamo answered. `items` are the
 * places of the items in the run; one outcome each, in order.
 */
export async function writeInRounds<P extends Plan, Row>(
	run: Run,
	items: number[],
	stop: Stop,
	{ reads = () => [], changes = reads, decide, create, update, settle, retryAdvice }: Rounds<P, Row>,
): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	/** What may have been created although no answer says so: another item must not create it once more. */
	const uncertainKeys = new Map<string, Failure>();
	let waiting = [...items.keys()];
	while (waiting.length > 0 && !stop.stopped) {
		const { plans, deferred, isLast } = planRound(waiting);
		await writeAll(
			update,
			plans.filter(({ isNew }) => !isNew),
		);
		await writeAll(
			create,
			plans.filter(({ isNew }) => isNew),
		);
		if (isLast) break;
		waiting = deferred;
	}
	return items.map((item, at) => outcomes[at] ?? failureOutcome(run, item, stop.fatalFailure));

	function planRound(candidates: number[]): { plans: P[]; deferred: number[]; isLast: boolean } {
		const plans: P[] = [];
		const deferred: number[] = [];
		const changing = new Set<string>();
		const awaited = new Set<string>();
		for (const at of candidates) {
			const [read, changed] = [reads(at), changes(at)];
			const isDeferred = read.some((key) => changing.has(key)) || changed.some((key) => awaited.has(key));
			const decision = isDeferred ? undefined : decideOn(at);
			if (isDeferred) {
				deferred.push(at);
				for (const key of read) awaited.add(key);
			} else if (decision && 'isNew' in decision) {
				plans.push(decision);
			} else if (decision) {
				outcomes[at] = decision;
				if ('error' in decision && !run.context.continueOnFail()) return { plans, deferred, isLast: true };
				continue;
			}
			for (const key of changed) changing.add(key);
		}
		return { plans, deferred, isLast: false };
	}

	function decideOn(at: number): P | Outcome {
		const decision = decide(at);
		if (!('isNew' in decision) || !decision.isNew) return decision;
		const failure = decision.keys?.map((key) => uncertainKeys.get(key)).find(Boolean);
		return failure ? failureOutcome(run, items[at], failure) : decision;
	}

	async function writeAll(write: Rounds<P, Row>['create'], plans: P[]): Promise<void> {
		const results = write && plans.length > 0 ? await write(plans) : [];
		for (const [place, plan] of plans.entries()) {
			const result = results[place] ?? { written: false };
			outcomes[plan.at] = result.written ? await settle(plan, result.row) : failed(plan, result.failure);
		}
	}

	function failed(plan: P, failure: Failure | undefined): Outcome {
		const advised = failure && { ...failure, retryAdvice: retryAdvice?.(plan) ?? failure.retryAdvice };
		if (advised?.mayHaveWritten && plan.isNew)
			for (const key of changes(plan.at)) uncertainKeys.set(key, advised);
		return failureOutcome(run, items[plan.at], advised);
	}
}

/** Goes through the rounds without writing; what they would write, in order. */
export async function rehearse<P extends Plan, Row>(
	run: Run,
	items: number[],
	rounds: Rounds<P, Row>,
): Promise<P[]> {
	const plans: P[] = [];
	const pretend = async (written: P[]) => {
		plans.push(...written);
		return await Promise.resolve(written.map(() => ({ written: true as const })));
	};
	await writeInRounds(run, items, new Stop(false), { ...rounds, create: pretend, update: pretend });
	return plans;
}
