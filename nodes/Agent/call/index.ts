import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { start } from './start.operation';

/** What can be done with calls. */
export const callOperations: Record<string, Operation> = { start };

/** The choice of an operation on calls. */
export const callOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['call'] } },
	default: 'start',
	options: [
		{
			name: 'Start',
			value: 'start',
			description: 'Ring an agent, then call a phone number for them (click to call)',
			action: 'Start a phone call for an agent',
		},
	],
};
