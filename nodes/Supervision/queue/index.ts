import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { getAll } from './getAll.operation';

/** What can be done with the queue of a service. */
export const queueOperations: Record<string, Operation> = { getAll };

/** The choice of an operation on queues. */
export const queueOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['queue'] } },
	default: 'getAll',
	options: [
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve the interactions that wait in a service now, the longest wait first',
			action: 'Get the waiting interactions of a service',
		},
	],
};
