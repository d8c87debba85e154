import type { BatchOperation } from '../../shared/operation/operation';
import { executeBatch } from '../../shared/writing/batch';
import { writeInRounds } from '../../shared/writing/rounds';
import { SlotReader, slotFields } from './slotFields';
import { slotCreator } from './slotWriter';
import { localTimes, rowMaker } from './toRow';

export const create: BatchOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create planned activity',
	description: 'Plan an activity for an agent',
	output: { row: 'PlannedActivity', with: localTimes },
	properties: slotFields(),
	writes: true,
	async executeAll(run) {
		const reader = new SlotReader(run);
		const outcomes = await executeBatch(run, {
			read: (item) => reader.read(item),
			write: async (inputs, items, stop) =>
				await writeInRounds(run, items, stop, {
					decide: (at) => ({ at, isNew: true }),
					create: async () => await slotCreator(run.kiamo, stop).write(inputs.map(({ slot }) => slot)),
					settle: ({ at }, row) => ({ rows: [rowMaker(inputs[at].zone)(row ?? inputs[at].slot)] }),
				}),
		});
		reader.hint();
		return outcomes;
	},
};
