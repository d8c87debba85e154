import pLimit from 'p-limit';

import { listRows } from '../../../shared/transport/pages';
import type { BatchOperation, Outcome, Run } from '../../../shared/operation/operation';
import { listItems } from '../../../shared/operation/run';
import type { Changes } from '../../../shared/writing/brake';
import { agentIdsOf, slotsOf } from '../slotWriter';
import { SlotReader } from '../slotFields';
import { planAgent, type AgentPlan } from './agentPlan';
import { carryOut, type SlotWrite } from './carryOut';
import { brake, replaceFields } from './fields';
import { notDone, describePlan } from './outcomes';
import { readWanted, type Wanted } from './readWanted';
import { localTimes } from '../toRow';

/** Makes the plan of agents in a period equal to the items. */
export const replace: BatchOperation = {
	name: 'Replace Period',
	value: 'replace',
	action: 'Replace planned activities',
	description:
		'Replace the schedule of agents in a period with the input items. Other activities in the period are deleted.',
	output: { row: 'PlannedActivity', with: { ...localTimes, action: 'string', step: 'integer' } },
	properties: replaceFields,
	writes: true,
	async executeAll(run) {
		const reader = new SlotReader(run);
		try {
			brake.isSet(run);
			const wanted = readWanted(run, reader);
			reader.hint();
			const plans = wanted.errors.size > 0 ? [] : await planAll(run, wanted);
			if (wanted.errors.size > 0) return refuse(run, wanted);
			const [changes, total] = countWrites(plans);
			if (wanted.dryRun) run.hint(sumUp(changes, total) + brake.warn(run, changes, total));
			else brake.judge(run, changes, total);
			return await carryOutAll(run, wanted, plans);
		} catch (error) {
			return run.context.getInputData().map((_, item) => ({ error: run.errorAt(error, item) }));
		}
	},
};

/** Reads what is planned, and plans the writes for each agent; what cannot be done is noted among the errors. */
async function planAll({ kiamo, errorAt }: Run, wanted: Wanted): Promise<AgentPlan[]> {
	const { slots, from, to, groupId, emptyOthers, errors } = wanted;
	const agentIds = agentIdsOf(slots);
	if (groupId !== undefined) {
		const rows = await listRows(kiamo, 'listGroupAgents', { path: { groupId } });
		const members = new Set(rows.map(({ id }) => id));
		for (const { agent_id, item } of slots) {
			if (members.has(agent_id)) continue;
			const message = `Agent ${agent_id} is not in group ${groupId}. Remove the item, or add the agent to the group`;
			errors.set(item, errorAt(new RangeError(message), item));
		}
		if (emptyOthers) for (const id of members) agentIds.add(id);
	}
	const existing = await slotsOf(kiamo, [...agentIds], from, to);
	return [...agentIds].flatMap((agentId) => {
		const own = slots.filter(({ agent_id }) => agent_id === agentId);
		const there = existing.filter(({ agent_id }) => agent_id === agentId);
		const plan = planAgent(agentId, own, there, wanted);
		if ('writes' in plan) return [plan];
		errors.set(plan.item, errorAt(new RangeError(plan.message), plan.item));
		return [];
	});
}

/** What the plans change, of how many planned activities. */
function countWrites(plans: AgentPlan[]): [Changes, number] {
	const writes = plans.flatMap((plan) => plan.writes);
	const count = (kind: SlotWrite['kind']) => writes.filter((write) => write.kind === kind).length;
	const changes = { created: count('create'), updated: count('update'), deleted: count('delete') };
	const kept = plans.flatMap((plan) => plan.kept).length;
	return [changes, kept + changes.updated + changes.deleted];
}

/** What a dry run would do. */
function sumUp({ created = 0, updated = 0, deleted = 0 }: Changes, total: number): string {
	const kept = total - updated - deleted;
	const counts = `${created} created, ${updated} updated, ${deleted} deleted, ${kept} unchanged`;
	return `Dry run: ${counts}. Planned activities: ${total} → ${total + created - deleted}.`;
}

/** With an item missing, the plan would not be the wanted one: nothing is written. */
function refuse(run: Run, { errors }: Wanted): Outcome[] {
	const reason = `${listItems([...errors.keys()])} cannot be planned`;
	return run.context.getInputData().map((_, item) => {
		const error = errors.get(item);
		return error ? { error } : notDone(run, item, reason);
	});
}

async function carryOutAll(run: Run, wanted: Wanted, plans: AgentPlan[]): Promise<Outcome[]> {
	const { kiamo, context } = run;
	const outcomes: Outcome[] = [];
	const { zone } = wanted.slots[0];
	let stopped = false;
	const limit = pLimit(kiamo.connection.limit.concurrency);
	const carried = await limit.map(plans, async (plan) => {
		if (wanted.dryRun || stopped) return undefined;
		const result = await carryOut(kiamo, plan);
		stopped ||= result.failed !== undefined && !context.continueOnFail();
		return result;
	});
	for (const [at, plan] of plans.entries()) {
		if (wanted.dryRun || carried[at]) describePlan(run, outcomes, plan, carried[at], zone);
	}
	return Array.from(context.getInputData(), (_, item) => outcomes[item] ?? { notSent: true });
}
