import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { getAll } from './getAll.operation';

/** What can be done with the fields of a base. */
export const fieldOperations: Record<string, Operation> = { getAll };

/** The choice of an operation on fields. */
export const fieldOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['field'] } },
	default: 'getAll',
	options: [
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve the fields of a contact base',
			action: 'Get the fields of a contact base',
		},
	],
};
