import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** What can be done with services. */
export const serviceOperations: Record<string, Operation> = { get, getAll };

/** The choice of an operation on services. */
export const serviceOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['service'] } },
	default: 'getAll',
	options: [
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a service: its channel, and whether it is open',
			action: 'Get a service',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve many services, each with its channel and whether it is open',
			action: 'Get many services',
		},
	],
};
