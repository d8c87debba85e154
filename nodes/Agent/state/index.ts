import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { set } from './set.operation';

/** What can be done with the states of agents. */
export const stateOperations: Record<string, Operation> = { get, getAll, set };

/** The choice of an operation on states. */
export const stateOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['state'] } },
	default: 'getAll',
	options: [
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve what an agent is doing now, and since when',
			action: 'Get the state of an agent',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve what many agents are doing now: who is available, paused, in a call',
			action: 'Get the states of many agents',
		},
		{
			name: 'Set',
			value: 'set',
			description: 'Make an agent available, pause them with a reason, or log them out',
			action: 'Set the state of an agent',
		},
	],
};
