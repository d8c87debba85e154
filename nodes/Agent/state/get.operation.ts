import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';
import { addNames, nameTypes, stateNames, withNamesIfChosen } from '../../shared/lists/names';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get state of agent',
	description: 'Retrieve what an agent is doing now, and since when',
	output: { row: 'AgentState', with: nameTypes(stateNames) },
	properties: [agentLocator, addNames],
	async execute(run, itemIndex) {
		const path = { agentId: readId(run, 'agent', itemIndex) };
		const state = await run.kiamo.call('getAgentState', { path }, itemIndex);
		return await withNamesIfChosen(run, itemIndex, stateNames, [state]);
	},
};
