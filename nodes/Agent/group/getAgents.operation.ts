import { listRows } from '../../shared/transport/pages';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { groupLocator } from '../../shared/lists/groups';

export const getAgents: ItemOperation = {
	name: 'Get Agents',
	value: 'getAgents',
	action: 'Get agents of group',
	description: 'Retrieve the agents of a group',
	output: { row: 'Agent' },
	properties: [groupLocator, ...returnAllOrLimit],
	async execute(run, itemIndex) {
		const path = { groupId: readId(run, 'group', itemIndex) };
		const limit = readLimit(run, itemIndex);
		const agents = await listRows(run.kiamo, 'listGroupAgents', { path }, { limit, itemIndex });
		return agents.map((agent) => ({ ...agent }));
	},
};
