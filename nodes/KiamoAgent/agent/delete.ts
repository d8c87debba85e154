import { readNumericId } from '../../shared/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from './locator';

export const deleteAgent: ItemOperation = {
	properties: [agentLocator],
	writes: true,
	async execute(run, itemIndex) {
		const id = readNumericId(run, 'agent', itemIndex);
		await run.kiamo.call('deleteAgent', { path: { agentId: id } }, itemIndex);
		return { deleted: true, id };
	},
};
