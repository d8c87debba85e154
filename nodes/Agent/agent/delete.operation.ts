import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';

export const deleteAgent: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete agent',
	description: 'Delete an agent permanently',
	properties: [agentLocator],
	writes: true,
	async execute(run, itemIndex) {
		const id = readId(run, 'agent', itemIndex);
		await run.kiamo.call('deleteAgent', { path: { agentId: id } }, itemIndex);
		return { deleted: true, id };
	},
};
