import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { forceState } from './forceState.operation';

/** What can be done with agents. */
export const agentOperations: Record<string, Operation> = { forceState };

/** The choice of an operation on agents. */
export const agentOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['agent'] } },
	default: 'forceState',
	options: [
		{
			name: 'Force State',
			value: 'forceState',
			description: 'Make an agent available, put the agent on pause, or log the agent out',
			action: 'Force the state of an agent',
		},
	],
};
