import { toNodeError } from '../../shared/transport/errors';
import { isMissing } from '../../shared/transport/failure';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';
import { groupLocator } from '../../shared/lists/groups';

export const removeAgent: ItemOperation = {
	name: 'Remove Agent',
	value: 'removeAgent',
	action: 'Remove agent from group',
	description: 'Remove an agent from a group. The agent is not deleted.',
	properties: [groupLocator, agentLocator],
	writes: true,
	async execute(run, itemIndex) {
		const groupId = readId(run, 'group', itemIndex);
		const agentId = readId(run, 'agent', itemIndex);
		const answer = await run.kiamo.attempt('removeGroupAgent', { path: { groupId, agentId } });
		if (answer.ok) return { removed: true, group_id: groupId, agent_id: agentId };
		const error = toNodeError(run.kiamo.node, answer.failure, itemIndex);
		if (isMissing(answer.failure)) {
			error.message = `Agent ${agentId} is not in group ${groupId}`;
			error.description = 'Nothing was changed. Check both IDs too: one of them may not exist in Kiamo.';
		}
		throw error;
	},
};
