import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get agent',
	description: 'Retrieve an agent, with groups and skills',
	output: { row: 'Agent' },
	properties: [agentLocator],
	async execute(run, itemIndex) {
		const path = { agentId: readId(run, 'agent', itemIndex) };
		return { ...(await run.kiamo.call('getAgent', { path }, itemIndex)) };
	},
};
