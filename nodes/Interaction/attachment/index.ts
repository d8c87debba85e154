import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { download } from './download.operation';
import { getAll } from './getAll.operation';

/** What can be done with attachments. */
export const attachmentOperations: Record<string, Operation> = { download, getAll };

/** The choice of an operation on attachments. */
export const attachmentOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['attachment'] } },
	default: 'download',
	options: [
		{
			name: 'Download',
			value: 'download',
			description: 'Download recordings, voicemails or files of an interaction',
			action: 'Download recordings and attachments',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve the list of the recordings, voicemails and files of an interaction',
			action: 'Get many recordings and attachments',
		},
	],
};
