import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { addAgent } from './addAgent.operation';
import { getAgents } from './getAgents.operation';
import { getAll } from './getAll.operation';
import { removeAgent } from './removeAgent.operation';

/** What can be done with groups. */
export const groupOperations: Record<string, Operation> = { addAgent, getAgents, getAll, removeAgent };

/** The choice of an operation on groups. */
export const groupOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['group'] } },
	default: 'getAll',
	options: [
		{
			name: 'Add Agent',
			value: 'addAgent',
			description: 'Put an agent into a group; one who is in it already stays',
			action: 'Add an agent to a group',
		},
		{
			name: 'Get Agents',
			value: 'getAgents',
			description: 'Retrieve the agents of a group',
			action: 'Get the agents of a group',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve many groups of agents, with their IDs',
			action: 'Get many groups of agents',
		},
		{
			name: 'Remove Agent',
			value: 'removeAgent',
			description: 'Take an agent out of a group; the agent stays in Kiamo',
			action: 'Remove an agent from a group',
		},
	],
};
