import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { setOpen } from './setOpen.operation';

/** What can be done with services. */
export const serviceOperations: Record<string, Operation> = { close: setOpen(false), open: setOpen(true) };

/** The choice of an operation on services. */
export const serviceOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['service'] } },
	default: 'open',
	options: [
		{
			name: 'Close',
			value: 'close',
			description: 'Close a service: it takes no new interactions until it is opened again',
			action: 'Close a service to new interactions',
		},
		{
			name: 'Open',
			value: 'open',
			description: 'Open a service, so that it takes interactions',
			action: 'Open a service to new interactions',
		},
	],
};
