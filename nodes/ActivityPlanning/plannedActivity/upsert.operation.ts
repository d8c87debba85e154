import pLimit from 'p-limit';

import type { Kiamo } from '../../shared/transport/client';
import type { BatchOperation } from '../../shared/operation/operation';
import { Stop, type WriteResult } from '../../shared/writing/arrayWriter';
import { executeTogether } from '../../shared/operation/executeBatch';
import { writtenOutcome } from '../writtenOutcome';
import { agentIdsOf, createSlots, slotsOf } from './createSlots';
import { isSame, type NewSlot, type PlannedActivity } from './slot';
import { SlotReader, slotFields } from './slotFields';
import { rowMaker } from './toRow';
import { updateSlot } from './updateSlot';

interface Upserted {
	status: 'created' | 'updated' | 'unchanged';
	result: WriteResult<PlannedActivity>;
	sent: NewSlot;
}

/** Plans what is not planned yet, and changes the end and the comment of what is. */
export const upsert: BatchOperation = {
	properties: slotFields(),
	writes: true,
	async executeAll(run) {
		const reader = new SlotReader(run);
		const outcomes = await executeTogether(
			run,
			(item) => reader.read(item),
			async (inputs, items, stopAtFailure) => {
				const slots = inputs.map(({ slot }) => slot);
				const written = await upsertSlots(run.kiamo, slots, new Stop(stopAtFailure));
				return written.map(({ status, result, sent }, at) => {
					const toRow = rowMaker(inputs[at].zone);
					return writtenOutcome(run, items[at], result, sent, (row) => ({ status, ...toRow(row) }));
				});
			},
		);
		reader.hint();
		return outcomes;
	},
};

/** Items that name the same slot are written as one: the last end and the last comment that is not blank. */
async function upsertSlots(kiamo: Kiamo, slots: NewSlot[], stop: Stop): Promise<Upserted[]> {
	const wanted = new Map<string, NewSlot>();
	for (const slot of slots) wanted.set(keyOf(slot), { ...wanted.get(keyOf(slot)), ...slot });
	const found = await findSlots(kiamo, slots);

	const upserted = new Map<string, Upserted>();
	const limit = pLimit(kiamo.connection.limit.concurrency);
	await limit.map(wanted, async ([key, sent]) => {
		const row = found.get(key);
		if (!row) return;
		const isUnchanged = isSame(sent, row);
		const result = isUnchanged ? { written: true as const, row } : await updateSlot(kiamo, row, sent, stop);
		upserted.set(key, { status: isUnchanged ? 'unchanged' : 'updated', result, sent });
	});
	// After the updates, as a slot that ends earlier now may make room.
	const missing = [...wanted].filter(([key]) => !upserted.has(key));
	const results = await createSlots(
		kiamo,
		missing.map(([, slot]) => slot),
		stop,
	);
	for (const [at, [key, sent]] of missing.entries()) {
		upserted.set(key, { status: 'created', result: results[at], sent });
	}
	return slots.flatMap((slot) => upserted.get(keyOf(slot)) ?? []);
}

/** What is planned already, by the key: agent, start and activity. */
async function findSlots(kiamo: Kiamo, slots: NewSlot[]): Promise<Map<string, PlannedActivity>> {
	const starts = slots.map(({ start }) => start).sort();
	const last = new Date(Date.parse(starts[starts.length - 1]) + 1).toISOString();
	const found = await slotsOf(kiamo, [...agentIdsOf(slots)], starts[0], last);
	return new Map(found.map((slot) => [keyOf(slot), slot]));
}

function keyOf({
	agent_id,
	activity_id,
	start,
}: Pick<NewSlot, 'agent_id' | 'activity_id' | 'start'>): string {
	return `${agent_id}|${activity_id}|${Date.parse(start)}`;
}
