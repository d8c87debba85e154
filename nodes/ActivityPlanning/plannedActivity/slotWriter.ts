import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import type { Answer } from '../../shared/transport/failure';
import { listRows } from '../../shared/transport/pages';
import { ArrayWriter, createRows } from '../../shared/writing/arrayWriter';
import type { Stop } from '../../shared/writing/batch';
import { guardOf } from '../../shared/writing/updateGuard';
import { isSame, type NewSlot, type PlannedActivity } from './slot';
import { mostElements } from '../../shared/transport/contract';

export type SlotValues = components['schemas']['PlannedActivityChange'];

/** Agents of one request: their IDs are in its address. */
const agentsPerRequest = 50;

/** The slots of some agents that share a moment with a period (ISO 8601). Throws a NodeApiError when they cannot be read. */
export async function slotsOf(
	kiamo: Kiamo,
	agentIds: string[],
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
 * Plans slots in arrays, each at most once. When an answer is lost they are looked for: as no two slots of an agent
 * overlap, one that is the same is ours.
 */
export function slotCreator(kiamo: Kiamo, stop: Stop): ArrayWriter<NewSlot, PlannedActivity> {
	return new ArrayWriter(
		kiamo,
		{
			longest: mostElements('createPlannedActivities'),
			send: async (body) => await createRows(kiamo, 'createPlannedActivities', { body }),
			element: (body) => ({ body }),
			async find(writes, _since, { mayHaveWritten }) {
				const agentIds = mayHaveWritten ? [...agentIdsOf(writes)] : [];
				const found = await slotsOf(kiamo, agentIds, ...spanOf(writes));
				return writes.map((write) => {
					const row = found.find((slot) => slot.agent_id === write.agent_id && isSame(write, slot));
					return row && { row };
				});
			},
		},
		stop,
	);
}

/** A planned activity and what it is to become, agent aside; a comment that is left out stays. */
export interface SlotChange {
	before: PlannedActivity;
	wanted: NewSlot;
}

/** Changes planned activities one by one. */
export function slotUpdater(kiamo: Kiamo, stop: Stop): ArrayWriter<SlotChange, PlannedActivity> {
	const bodyOf = ({ wanted: { activity_id, start, end, comment } }: SlotChange) => ({
		activity_id,
		start,
		end,
		...(comment === undefined ? {} : { comment }),
	});
	return new ArrayWriter(
		kiamo,
		{
			longest: 1,
			async send([change]) {
				const { before } = change;
				const body = bodyOf(change);
				const answer = await updateSlot(kiamo, before.id, body, before);
				return answer.ok ? { ok: true, data: [answer.data ?? { ...before, ...body }] } : answer;
			},
			element: (change) => ({ body: bodyOf(change), ids: { plannedActivityId: change.before.id } }),
		},
		stop,
	);
}

/** Changes a planned activity; `before` is how it was read, where it was. */
export async function updateSlot(
	kiamo: Kiamo,
	plannedActivityId: string,
	body: SlotValues,
	before?: PlannedActivity,
): Promise<Answer<PlannedActivity | undefined>> {
	const path = { plannedActivityId };
	const guard = await guardOf(kiamo, 'activityPlanning', 'planned activities');
	return await guard.send<PlannedActivity>({
		sent: body,
		before,
		read: async () => await kiamo.attempt('getPlannedActivity', { path }),
		send: async (values) => await kiamo.attempt('updatePlannedActivity', { path, body: values }),
		valuesOf: ({ activity_id, start, end, comment }) => ({ activity_id, start, end, comment }),
	});
}

export function agentIdsOf(slots: NewSlot[]): Set<string> {
	return new Set(slots.map(({ agent_id }) => agent_id));
}

/** The first start and the last end. */
function spanOf(slots: NewSlot[]): [from: string, to: string] {
	const starts = slots.map(({ start }) => start).sort();
	const ends = slots.map(({ end }) => end).sort();
	return [starts[0], ends[ends.length - 1]];
}
