import type { INodeProperties } from 'n8n-workflow';

import { nameOrId } from '../../shared/lists/choices';
import { listPages, listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { Filters } from '../../shared/operation/filters';
import { filtersOf, readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import type { StateName } from '../state/states';
import type { Agent } from './fields';
import { choices } from '../../../contract/generated/operations';

const filters: INodeProperties[] = [
	{
		displayName: 'Enabled',
		name: 'enabled',
		type: 'boolean',
		default: true,
		description: "Whether to return the agents who can log in. Turn off to return those who can't.",
	},
	nameOrId('Group', 'group', 'getGroups', 'Only agents of this group.'),
	{
		displayName: 'States',
		name: 'states',
		type: 'multiOptions',
		default: [],
		description:
			'Only agents who are in one of these states now. Each agent then has a state and the time it began.',
		options: choices.AgentStateName,
	},
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many agents',
	description: 'Retrieve many agents, of a group or in a state',
	output: { row: 'Agent' },
	properties: [...returnAllOrLimit, filtersOf(filters)],
	async execute(run, itemIndex) {
		const { kiamo } = run;
		const given = new Filters(run, itemIndex, filters);
		const query = { enabled: given.yesNo('enabled'), group_id: given.id('group', 'group') };
		const wanted = given.list<StateName>('states');
		const limit = readLimit(run, itemIndex);
		if (wanted.length === 0) {
			const agents = await listRows(kiamo, 'listAgents', { query }, { limit, itemIndex });
			return agents.map((agent) => ({ ...agent }));
		}
		const present = await listRows(kiamo, 'listAgentStates', {}, { itemIndex });
		const states = new Map(present.map((row) => [row.agent_id, row]));
		const found: Agent[] = [];
		for await (const page of listPages(kiamo, 'listAgents', { query }, { itemIndex })) {
			found.push(...page.filter(({ id }) => wanted.includes(states.get(id)?.state as StateName)));
			if (found.length >= limit) break;
		}
		return found.slice(0, limit).map((agent) => {
			const { state, since } = states.get(agent.id) ?? {};
			return { ...agent, state, since };
		});
	},
};
