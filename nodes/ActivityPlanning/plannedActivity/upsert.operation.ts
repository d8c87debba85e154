import type { Kiamo } from '../../shared/transport/client';
import type { BatchOperation, Outcome, Run } from '../../shared/operation/operation';
import { executeBatch, type Stop } from '../../shared/writing/batch';
import { writeInRounds, type Plan } from '../../shared/writing/rounds';
import { isSame, type NewSlot, type PlannedActivity } from './slot';
import { SlotReader, slotFields, type SlotInput } from './slotFields';
import { agentIdsOf, slotCreator, slotsOf, slotUpdater } from './slotWriter';
import { localTimes, rowMaker } from './toRow';

interface SlotPlan extends Plan {
	before?: PlannedActivity;
	wanted: NewSlot;
}

/** Plans what is not planned yet, and changes the end and the comment of what is. */
export const upsert: BatchOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update planned activity',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	output: { row: 'PlannedActivity', with: { ...localTimes, status: 'string' } },
	properties: slotFields(),
	writes: true,
	async executeAll(run) {
		const reader = new SlotReader(run);
		const outcomes = await executeBatch(run, {
			read: (item) => reader.read(item),
			write: async (inputs, items, stop) => await upsertSlots(run, inputs, items, stop),
		});
		reader.hint();
		return outcomes;
	},
};

async function upsertSlots(run: Run, inputs: SlotInput[], items: number[], stop: Stop): Promise<Outcome[]> {
	const slots = inputs.map(({ slot }) => slot);
	const planned = await findSlots(run.kiamo, slots);
	const creator = slotCreator(run.kiamo, stop);
	const updater = slotUpdater(run.kiamo, stop);
	const shown = (at: number, status: string, slot: NewSlot): Outcome => ({
		rows: [{ status, ...rowMaker(inputs[at].zone)(slot) }],
	});

	return await writeInRounds<SlotPlan, PlannedActivity>(run, items, stop, {
		reads: (at) => [keyOf(slots[at])],
		decide(at) {
			const wanted = slots[at];
			const before = planned.get(keyOf(wanted));
			if (before && isSame(wanted, before)) return shown(at, 'unchanged', before);
			return { at, isNew: !before, keys: [keyOf(wanted)], before, wanted };
		},
		create: async (plans) => await creator.write(plans.map(({ wanted }) => wanted)),
		update: async (plans) =>
			await updater.write(plans.flatMap(({ before, wanted }) => (before ? { before, wanted } : []))),
		settle({ at, isNew, wanted }, row) {
			if (row) planned.set(keyOf(wanted), row);
			return shown(at, isNew ? 'created' : 'updated', row ?? wanted);
		},
		retryAdvice: () => 'You can safely retry: existing planned activities are matched, not duplicated.',
	});
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
