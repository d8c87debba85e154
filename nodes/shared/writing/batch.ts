import { toNodeError } from '../transport/errors';
import type { Failure } from '../transport/failure';
import type { Outcome, Run } from '../operation/operation';
import type { Brake, ChangeKind, Changes } from './brake';
import { withLock } from './mutex';

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
			['cancelled', 'overwritten', 'unchecked'].includes(cause?.kind ?? '') ||
			(cause?.kind === 'refused' && [401, 403].includes(cause.status));
		if (failure && isFatal) this.fatalFailure = { ...failure, mayHaveWritten: false };
		this.stopped ||= this.atFailure || this.fatalFailure !== undefined;
	}
}

/** How an operation reads its items and writes them together. */
export type Batch<Input> = Reading<Input> & (DirectWrites<Input> | PlannedBatch<Input>);

interface Reading<Input> {
	/** Reads one item. Throws for one that cannot be read. */
	read(item: number): Input | Promise<Input>;
	/** What belongs together is written together: all, unless given. */
	groupOf?(input: Input): string;
}

interface DirectWrites<Input> {
	/** Writes some items; one outcome each, in order. `items` are their places in the run. */
	write(inputs: Input[], items: number[], stop: Stop): Promise<Outcome[]>;
}

interface PlannedBatch<Input> {
	/** Names what no other run of this process may write at the same time. */
	lockOf?(input: Input): string;
	/** Stops the run before its first write, where it would change too much. */
	brake?: Brake;
	/** Reads what the writes of a group rest on. `items` are their places in the run. */
	plan(inputs: Input[], items: number[], stop: Stop): PlannedWrites | Promise<PlannedWrites>;
}

/** The writes of a group, not sent yet. */
export interface PlannedWrites {
	/** What they would change, where a brake is set. */
	changes?: Changes;
	/** What percentages of the brake are of: the items, unless given. */
	total?: number;
	/** Sends them; one outcome each, in order. */
	write(): Promise<Outcome[]>;
}

interface Group<Input> {
	inputs: Input[];
	items: number[];
}

/**
 * Reads all items, plans all writes, then sends them; one outcome each, in order. With On Error set to Stop, nothing is
 * written when an item cannot be read, so that the corrected list can simply be sent again.
 */
export async function executeBatch<Input>(run: Run, batch: Batch<Input>): Promise<Outcome[]> {
	const stop = new Stop(!run.context.continueOnFail());
	const outcomes: Outcome[] = [];
	const groups = await readGroups(run, batch, stop, outcomes);
	const lockOf = 'plan' in batch ? batch.lockOf : undefined;
	const locks = lockOf ? groups.map(({ inputs: [input] }) => lockOf(input)) : [];
	// In one order for all runs, so that no two wait for each other.
	const work = locks.toSorted().reduce(
		(inner, lock) => async () => await withLock(lock, inner),
		async () => await writeGroups(run, batch, stop, groups, outcomes),
	);
	if (!stop.stopped) await work();
	return Array.from(run.context.getInputData(), (_, item) => outcomes[item] ?? { notSent: true });
}

async function readGroups<Input>(
	run: Run,
	batch: Batch<Input>,
	stop: Stop,
	outcomes: Outcome[],
): Promise<Array<Group<Input>>> {
	const { read, groupOf = () => '' } = batch;
	const groups = new Map<string, Group<Input>>();
	for (const item of run.context.getInputData().keys()) {
		try {
			if ('plan' in batch) batch.brake?.isSet(run);
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
	return [...groups.values()];
}

async function writeGroups<Input>(
	run: Run,
	batch: Batch<Input>,
	stop: Stop,
	groups: Array<Group<Input>>,
	outcomes: Outcome[],
): Promise<void> {
	const fail = ({ items }: Group<Input>, error: unknown) => {
		for (const item of items) outcomes[item] = { error: run.errorAt(error, item) };
		stop.after();
	};
	const planned = new Map<Group<Input>, PlannedWrites>();
	for (const group of groups) {
		if (stop.stopped) return;
		try {
			planned.set(group, await planOf(batch, group, stop));
		} catch (error) {
			fail(group, error);
		}
	}
	try {
		const changes = sum([...planned.values()], run.context.getInputData().length);
		if ('plan' in batch) batch.brake?.judge(run, ...changes);
	} catch (error) {
		for (const group of planned.keys()) fail(group, error);
		return;
	}
	for (const [group, { write }] of planned) {
		try {
			const written = stop.stopped ? [] : await write();
			for (const [at, item] of group.items.entries())
				outcomes[item] = written[at] ?? failureOutcome(run, item, stop.fatalFailure);
			if (written.some((outcome) => 'error' in outcome)) stop.after();
		} catch (error) {
			fail(group, error);
		}
	}
}

async function planOf<Input>(
	batch: Batch<Input>,
	{ inputs, items }: Group<Input>,
	stop: Stop,
): Promise<PlannedWrites> {
	if ('plan' in batch) return await batch.plan(inputs, items, stop);
	return { write: async () => await batch.write(inputs, items, stop) };
}

/** What all groups would change together, and of how many. */
function sum(planned: PlannedWrites[], items: number): [Changes, number] {
	const changes: Changes = {};
	for (const each of planned)
		for (const [kind, count] of Object.entries(each.changes ?? {}) as Array<[ChangeKind, number]>)
			changes[kind] = (changes[kind] ?? 0) + count;
	const totals = planned.flatMap(({ total }) => total ?? []);
	return [changes, totals.length > 0 ? totals.reduce((one, other) => one + other) : items];
}

/** The error of a write that failed; without a failure, it was not sent. */
export function failureOutcome({ context }: Run, item: number, failure: Failure | undefined): Outcome {
	if (!failure) return { notSent: true };
	return { error: toNodeError(context.getNode(), failure, item), mayHaveWritten: failure.mayHaveWritten };
}
