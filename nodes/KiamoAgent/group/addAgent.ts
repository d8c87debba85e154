import { readNumericId } from '../../shared/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../agent/locator';
import { groupLocator } from './locator';

export const addAgent: ItemOperation = {
	properties: [groupLocator, agentLocator],
	writes: true,
	async execute(run, itemIndex) {
		const groupId = readNumericId(run, 'group', itemIndex);
		const agentId = readNumericId(run, 'agent', itemIndex);
		await run.kiamo.call('addGroupAgent', { path: { groupId, agentId } }, itemIndex);
		return { added: true, group_id: groupId, agent_id: agentId };
	},
};
