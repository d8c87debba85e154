import type { INodeProperties } from 'n8n-workflow';

import { nameOrId } from '../../shared/lists/choices';
import { listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { Filters } from '../../shared/operation/filters';
import { filtersOf, readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { addNames, nameTypes, stateNames, withNamesIfChosen } from '../../shared/lists/names';
import type { StateName } from './states';
import { choices } from '../../../contract/generated/operations';

const filters: INodeProperties[] = [
	nameOrId('Group', 'group', 'getGroups', 'Only agents of this group.'),
	{
		displayName: 'States',
		name: 'states',
		type: 'multiOptions',
		default: [],
		description: 'Only agents who are in one of these states',
		options: choices.AgentStateName,
	},
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get states of many agents',
	description: 'Retrieve what many agents are doing now: who is available, paused, in a call',
	output: { row: 'AgentState', with: nameTypes(stateNames) },
	properties: [...returnAllOrLimit, addNames, filtersOf(filters)],
	async execute(run, itemIndex) {
		const { kiamo } = run;
		const given = new Filters(run, itemIndex, filters);
		const group_id = given.id('group', 'group');
		const wanted = given.list<StateName>('states');
		const limit = readLimit(run, itemIndex);
		const isFiltered = group_id !== undefined || wanted.length > 0;
		const rows = await listRows(
			kiamo,
			'listAgentStates',
			{},
			{ limit: isFiltered ? Infinity : limit, itemIndex },
		);
		// Kiamo's list of states has no filter by group.
		const agents =
			group_id === undefined
				? []
				: await listRows(kiamo, 'listAgents', { query: { group_id } }, { itemIndex });
		const inGroup = new Set(agents.map(({ id }) => String(id)));
		const found = rows.filter(
			({ agent_id, state }) =>
				(wanted.length === 0 || wanted.includes(state)) &&
				(group_id === undefined || inGroup.has(String(agent_id))),
		);
		return await withNamesIfChosen(run, itemIndex, stateNames, found.slice(0, limit));
	},
};
