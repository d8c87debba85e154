import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';
import { groupLocator } from '../../shared/lists/groups';

export const addAgent: ItemOperation = {
	name: 'Add Agent',
	value: 'addAgent',
	action: 'Add agent to group',
	description: 'Add an agent to a group. Nothing changes if the agent is already a member.',
	properties: [groupLocator, agentLocator],
	writes: true,
	async execute(run, itemIndex) {
		const groupId = readId(run, 'group', itemIndex);
		const agentId = readId(run, 'agent', itemIndex);
		await run.kiamo.call('addGroupAgent', { path: { groupId, agentId } }, itemIndex);
		return { added: true, group_id: groupId, agent_id: agentId };
	},
};
