import type { Kiamo } from '../../../shared/transport/client';
import type { Failure } from '../../../shared/transport/failure';
import type { WriteResult } from '../../../shared/writing/arrayWriter';
import { Stop } from '../../../shared/writing/batch';
import type { NewSlot, PlannedActivity } from '../slot';
import { slotCreator, slotUpdater } from '../slotWriter';
import type { AgentPlan } from './agentPlan';

export type SlotWrite = AgentPlan['writes'][number];

/** What became of the writes of an agent: those that were done, with the slot as Kiamo holds it, and the one that failed. */
export interface CarriedOut {
	done: Map<SlotWrite, NewSlot>;
	failed?: { write: SlotWrite; failure: Failure };
}

/** Does the writes of an agent one after the other, and nothing more after one that failed. Creations in a row are one request. */
export async function carryOut(kiamo: Kiamo, { writes }: AgentPlan): Promise<CarriedOut> {
	const done: CarriedOut['done'] = new Map();
	for (let at = 0; at < writes.length;) {
		const rest = writes.slice(at);
		const run = rest.findIndex(({ kind }) => kind !== 'create');
		const part = rest.slice(0, run < 0 ? rest.length : Math.max(1, run));
		let failed: CarriedOut['failed'];
		for (const [index, result] of (await send(kiamo, part)).entries()) {
			const write = part[index];
			if (result.written) done.set(write, result.row ?? slotOf(write));
			else if (result.failure) failed ??= { write, failure: result.failure };
		}
		if (failed) return { done, failed };
		at += part.length;
	}
	return { done };
}

/** The slot that a write makes, or takes away. */
export function slotOf(write: SlotWrite): NewSlot {
	return 'wanted' in write ? toNew(write.wanted.slot) : write.existing.slot;
}

async function send(kiamo: Kiamo, part: SlotWrite[]): Promise<Array<WriteResult<PlannedActivity>>> {
	const stop = new Stop(true);
	const [write] = part;
	switch (write.kind) {
		case 'create':
			return await slotCreator(kiamo, stop).write(part.map(slotOf));
		case 'update':
			return await slotUpdater(kiamo, stop).write([{ before: write.existing.slot, wanted: slotOf(write) }]);
		case 'delete': {
			const path = { plannedActivityId: write.existing.slot.id };
			const answer = await kiamo.attempt('deletePlannedActivity', { path });
			return [
				answer.ok ? { written: true, row: write.existing.slot } : { written: false, failure: answer.failure },
			];
		}
	}
}

function toNew({ agent_id, activity_id, start, end, comment }: NewSlot): NewSlot {
	return { agent_id, activity_id, start, end, ...(comment === undefined ? {} : { comment }) };
}
