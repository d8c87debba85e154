import { toNodeError } from '../transport/errors';
import type { Failure } from '../transport/failure';
import type { Outcome, Run } from '../operation/operation';

/** What the writes of one run share: after some failures nothing more is sent. */
export class Stop {
	stopped = false;

	/** A failure that every further request would meet too. */
	fatalFailure?: Failure;

	/** `atFailure`: whether the run ends with the first failing item (On Error is Stop). */
	constructor(private readonly atFailure: boolean) {}

	/** Notes a failing item, and the failure of its write if there was one. */
	after(failure?: Failure): void {
		const cause = failure?.cause;
		const isFatal =
			['cancelled', 'overwritten'].includes(cause?.kind ?? '') ||
			(cause?.kind === 'refused' && [401, 403].includes(cause.status));
		if (failure && isFatal) this.fatalFailure = { ...failure, mayHaveWritten: false };
		this.stopped ||= this.atFailure || this.fatalFailure !== undefined;
	}
}

/** How an operation reads its items and writes them together. */
export interface Batch<Input> {
	/** Reads one item. Throws for one that cannot be read. */
	read(item: number): Input | Promise<Input>;
	/** What belongs together is written together: all, unless given. */
	groupOf?(input: Input): string;
	/** Writes some items; one outcome each, in order. `items` are their places in the run. */
	write(inputs: Input[], items: number[], stop: Stop): Promise<Outcome[]>;
}

/**
 * Reads all items, then writes them; one outcome each, in order. With On Error set to Stop, nothing is written when an
 * item cannot be read, so that the corrected list can simply be sent again.
 */
export async function executeBatch<Input>(
	run: Run,
	{ read, groupOf = () => '', write }: Batch<Input>,
): Promise<Outcome[]> {
	const stop = new Stop(!run.context.continueOnFail());
	const outcomes: Outcome[] = [];
	const groups = new Map<string, { inputs: Input[]; items: number[] }>();
	for (const item of run.context.getInputData().keys()) {
		try {
			const input = await read(item);
			const group = groups.get(groupOf(input)) ?? { inputs: [], items: [] };
			groups.set(groupOf(input), group);
			group.inputs.push(input);
			group.items.push(item);
		} catch (error) {
			outcomes[item] = { error: run.errorAt(error, item) };
			stop.after();
			if (stop.stopped) break;
		}
	}
	for (const { inputs, items } of groups.values()) {
		let written: Outcome[];
		try {
			written = stop.stopped ? [] : await write(inputs, items, stop);
		} catch (error) {
			written = items.map((item) => ({ error: run.errorAt(error, item) }));
			stop.after();
		}
		for (const [at, item] of items.entries())
			outcomes[item] = written[at] ?? failureOutcome(run, item, stop.fatalFailure);
		if (written.some((outcome) => 'error' in outcome)) stop.after();
	}
	return Array.from(run.context.getInputData(), (_, item) => outcomes[item] ?? { notSent: true });
}

/** The error of a write that failed; without a failure, it was not sent. */
export function failureOutcome({ context }: Run, item: number, failure: Failure | undefined): Outcome {
	if (!failure) return { notSent: true };
	return { error: toNodeError(context.getNode(), failure, item), mayHaveWritten: failure.mayHaveWritten };
}
