import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** What can be done with bases. */
export const baseOperations: Record<string, Operation> = { get, getAll };

/** The choice of an operation on bases. */
export const baseOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['base'] } },
	default: 'getAll',
	options: [
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a contact base by its ID',
			action: 'Get a contact base',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve many contact bases',
			action: 'Get many contact bases',
		},
	],
};
