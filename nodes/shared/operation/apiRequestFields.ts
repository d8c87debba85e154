import type { INodeProperties } from 'n8n-workflow';

import { operations } from '../../../contract/generated/operations';
import type { ApiName } from '../transport/credential';
import { returnAllOrLimit } from './properties';

/** The first list of an API in the contract, as an example of a path. */
const examplePath = (api: ApiName) =>
	Object.values(operations).find(
		(call) => call.api === api && call.method === 'GET' && !call.path.includes('{'),
	)?.path;

/** What the panel of API Request shows. */
export const propertiesOf = (api: ApiName): INodeProperties[] => [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		default: 'GET',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: `e.g. ${examplePath(api)}`,
		description: 'Path that follows the address of the API in the credential',
	},
	{
		displayName: 'Query Parameters',
		name: 'query',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description: 'You can add the same name several times',
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						description: 'Name of the parameter in the Kiamo API',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'The value of the parameter, not encoded',
					},
				],
			},
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		displayOptions: { show: { method: ['POST', 'PUT'] } },
		default: '{}',
		description: 'The JSON to send',
	},
	{
		displayName: 'Read Pages',
		name: 'readPages',
		type: 'boolean',
		displayOptions: { show: { method: ['GET'] } },
		default: false,
		description: 'Whether to read all pages of a list. Each record becomes an item.',
	},
	...returnAllOrLimit.map((property) => ({
		...property,
		displayOptions: { show: { method: ['GET'], readPages: [true], ...property.displayOptions?.show } },
	})),
];
