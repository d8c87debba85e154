import type { BatchOperation } from '../../shared/operation/operation';
import { Stop } from '../../shared/writing/arrayWriter';
import { executeTogether } from '../../shared/operation/executeBatch';
import { writtenOutcome } from '../writtenOutcome';
import { createSlots } from './createSlots';
import { SlotReader, slotFields } from './slotFields';
import { rowMaker } from './toRow';

export const create: BatchOperation = {
	properties: slotFields(),
	writes: true,
	async executeAll(run) {
		const reader = new SlotReader(run);
		const outcomes = await executeTogether(
			run,
			(item) => reader.read(item),
			async (inputs, items, stopAtFailure) => {
				const slots = inputs.map(({ slot }) => slot);
				const results = await createSlots(run.kiamo, slots, new Stop(stopAtFailure));
				return results.map((result, at) =>
					writtenOutcome(run, items[at], result, slots[at], rowMaker(inputs[at].zone)),
				);
			},
		);
		reader.hint();
		return outcomes;
	},
};
