import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import { toNodeError } from '../../../shared/transport/errors';
import type { Outcome, Run } from '../../../shared/operation/operation';
import type { NewSlot } from '../slot';
import { rowMaker } from '../toRow';
import type { AgentPlan } from './agentPlan';
import { slotOf, type CarriedOut, type SlotWrite } from './carryOut';

const actions = { create: 'created', update: 'updated', delete: 'deleted' } as const;
const planned = { create: 'create', update: 'update', delete: 'delete' } as const;

/**
 * Puts what became of the plan of an agent to the items; what was deleted goes with the agent's first item, or with the
 * first of the run (`zone` is its time zone) where no item names the agent. Without `carried`, it is what would be done.
 */
export function describePlan(
	run: Run,
	outcomes: Outcome[],
	{ agentId, slots, writes, kept }: AgentPlan,
	carried: CarriedOut | undefined,
	zone: string,
): void {
	const { item: first, zone: firstZone } = slots.length > 0 ? slots[0] : { item: 0, zone };
	const put = (item: number, row: IDataObject) => {
		const outcome = outcomes[item];
		if (outcome === undefined) outcomes[item] = { rows: [row] };
		else if ('rows' in outcome) outcome.rows.push(row);
	};
	for (const { existing, wanted } of kept) {
		const toRow = rowMaker(wanted.slot.zone);
		const action = carried ? 'unchanged' : 'keep';
		put(wanted.slot.item, { action, step: null, ...toRow(existing.slot) });
	}
	const undone = writes.filter((write) => carried && !carried.done.has(write));
	for (const [index, write] of writes.entries()) {
		const slot = carried ? carried.done.get(write) : { id: idOf(write), ...slotOf(write) };
		if (!slot) continue;
		const { item, zone: own } = 'wanted' in write ? write.wanted.slot : { item: first, zone: firstZone };
		const before = write.kind === 'update' ? { before: rowMaker(own)(write.existing.slot) } : {};
		const action = (carried ? actions : planned)[write.kind];
		put(item, { action, step: index + 1, ...rowMaker(own)(slot), ...before });
	}
	const { failed, done } = carried ?? {};
	if (!failed || !done) return;
	const failing = 'wanted' in failed.write ? failed.write.wanted.slot.item : first;
	const reason = `the write for item ${failing} failed`;
	for (const write of undone) {
		if ('wanted' in write && write !== failed.write)
			report(run, outcomes, write.wanted.slot.item, notDone(run, write.wanted.slot.item, reason));
	}
	const error = toNodeError(run.context.getNode(), failed.failure, failing);
	error.description = `${error.description ?? ''} ${account(agentId, done, undone)}`;
	report(run, outcomes, failing, { error, mayHaveWritten: failed.failure.mayHaveWritten });
}

/** Adds a failure to what an item puts out: what was written for it, and failures of other plans, stay. */
function report(run: Run, outcomes: Outcome[], item: number, failure: Outcome): void {
	const outcome = outcomes[item];
	const rows = outcome && 'rows' in outcome ? outcome.rows : [];
	const isWritten = rows.some((row) => 'action' in row && row.action !== 'unchanged');
	if (!('error' in failure)) {
		if (!isWritten && !(outcome && 'error' in outcome)) outcomes[item] = failure;
	} else if (outcome && 'error' in outcome) {
		outcome.error.description = [outcome.error.description, failure.error.message, failure.error.description]
			.filter(Boolean)
			.join(' ');
		outcome.mayHaveWritten ||= failure.mayHaveWritten;
	} else if (isWritten && run.context.continueOnFail()) {
		rows.push({ error: failure.error.message, message: failure.error.description });
	} else {
		outcomes[item] = failure;
	}
}

/** An item that is good, where others are not: the whole plan waits. The error that stops a run is the other one's. */
export function notDone(run: Run, item: number, reason: string): Outcome {
	if (!run.context.continueOnFail()) return { notSent: true };
	const message = `Nothing was written for this item, as ${reason}`;
	const description = 'Correct that item, then run again. Nothing is written twice.';
	return { error: new NodeOperationError(run.context.getNode(), message, { itemIndex: item, description }) };
}

/** What of a plan was done and what was not, for an error. */
function account(agentId: string, done: CarriedOut['done'], undone: SlotWrite[]): string {
	const name = (write: SlotWrite, { start }: NewSlot) =>
		`${planned[write.kind]} ${idOf(write) ?? 'slot'} (${start})`;
	const list = (names: string[]) => names.join(', ') || 'nothing';
	const before = list([...done.keys()].map((write) => name(write, slotOf(write))));
	const rest = list(undone.map((write) => name(write, slotOf(write))));
	return `Schedule of agent ${agentId}: done: ${before}. Not done: ${rest}. Run again to finish it.`;
}

function idOf(write: SlotWrite): string | null {
	return 'existing' in write ? write.existing.slot.id : null;
}
