import { nameOrId } from '../../shared/lists/choices';
import { listRows } from '../../shared/transport/pages';
import { checkId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { addNames, withNames } from './names';
import type { StateName } from './states';
import { choices } from '../../../contract/generated/operations';

interface Filters {
	group?: unknown;
	states?: StateName[];
}

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get states of many agents',
	description: 'Retrieve what many agents are doing now: who is available, paused, in a call',
	properties: [
		...returnAllOrLimit,
		addNames,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				nameOrId('Group', 'group', 'getGroups', 'Only agents of this group.'),
				{
					displayName: 'States',
					name: 'states',
					type: 'multiOptions',
					default: [],
					description: 'Only agents who are in one of these states',
					options: choices.AgentStateName,
				},
			],
		},
	],
	async execute(run, itemIndex) {
		const { kiamo, context } = run;
		const { group, states: wanted = [] } = run.read<Filters>('filters', itemIndex, {});
		const limit = readLimit(run, itemIndex);
		const isNamed = run.read('addNames', itemIndex, true);
		const group_id = group ? checkId(context.getNode(), 'group', group, itemIndex) : undefined;
		const isFiltered = group_id !== undefined || wanted.length > 0;
		const rows = await listRows(
			kiamo,
			'listAgentStates',
			{},
			{ limit: isFiltered ? Infinity : limit, itemIndex },
		);
		// Kiamo's list of states knows neither names nor groups.
		const agents =
			isNamed || group_id !== undefined
				? await listRows(kiamo, 'listAgents', { query: { group_id } }, { itemIndex })
				: [];
		const byId = new Map(agents.map((agent) => [String(agent.id), agent]));
		const found = rows.filter(
			({ agent_id, state }) =>
				(wanted.length === 0 || wanted.includes(state)) &&
				(group_id === undefined || byId.has(String(agent_id))),
		);
		const first = found.slice(0, limit);
		return isNamed ? await withNames(kiamo, first, byId, itemIndex) : first.map((row) => ({ ...row }));
	},
};
