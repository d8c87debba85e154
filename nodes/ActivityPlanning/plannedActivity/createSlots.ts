import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';
import { ArrayWriter, type Stop, type WriteResult } from '../../shared/writing/arrayWriter';
import { createRows } from '../../shared/writing/createRows';
import { isSame, type NewSlot, type PlannedActivity } from './slot';

/** Agents of one request: their IDs stand in its address. */
const agentsPerRequest = 50;

/** The slots of some agents that share a moment with a period (ISO 8601). Throws a NodeApiError when they cannot be read. */
export async function slotsOf(
	kiamo: Kiamo,
	agentIds: number[],
	from: string,
	to: string,
): Promise<PlannedActivity[]> {
	const slots: PlannedActivity[] = [];
	for (let at = 0; at < agentIds.length; at += agentsPerRequest) {
		const agent_id = agentIds.slice(at, at + agentsPerRequest);
		slots.push(...(await listRows(kiamo, 'listPlannedActivities', { query: { agent_id, from, to } })));
	}
	return slots;
}

/**
 * Plans slots, each at most once; one result each, in order. When an answer is lost they are looked for: as no two slots
 * of an agent overlap, one that is the same is ours.
 */
export async function createSlots(
	kiamo: Kiamo,
	slots: NewSlot[],
	stop: Stop,
): Promise<Array<WriteResult<PlannedActivity>>> {
	const writer = new ArrayWriter<NewSlot, PlannedActivity>(
		kiamo,
		{
			send: async (body) => await createRows(kiamo, 'createPlannedActivities', { body }),
			element: (body) => ({ body }),
			async find(writes) {
				const found = await slotsOf(kiamo, [...agentIdsOf(writes)], ...spanOf(writes));
				return writes.map((write) => {
					const row = found.find((slot) => Number(slot.agent_id) === write.agent_id && isSame(write, slot));
					return row && { row };
				});
			},
		},
		stop,
	);
	return await writer.write(slots);
}

export function agentIdsOf(slots: NewSlot[]): Set<number> {
	return new Set(slots.map(({ agent_id }) => agent_id));
}

/** The first start and the last end. */
export function spanOf(slots: NewSlot[]): [from: string, to: string] {
	const starts = slots.map(({ start }) => start).sort();
	const ends = slots.map(({ end }) => end).sort();
	return [starts[0], ends[ends.length - 1]];
}
