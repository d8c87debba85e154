import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { authenticate } from '../nodes/shared/transport/token';

export class KiamoApi implements ICredentialType {
	name = 'kiamoApi';

	displayName = 'Kiamo API';

	icon: Icon = { light: 'file:../icons/kiamo.svg', dark: 'file:../icons/kiamo.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-kiamo/n8n-nodes-kiamo#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Server Address',
			name: 'serverUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'https://kiamo.example.com',
			description: 'The address of your Kiamo. The path /api/v3 is added to it.',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Tick on the token the APIs you use, and the rights GET, POST, PUT and DELETE as needed',
			hint: '40 characters, made in Kiamo under Development > API tokens',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server is not trusted, for instance one of its own making',
		},
		{
			displayName: 'Default Country for Phone Numbers',
			name: 'defaultCountry',
			type: 'options',
			default: 'FR',
			description:
				'The country of phone numbers that are written without one. Numbers of the French departments overseas are recognised with France, too.',
			options: [
				{ name: 'Belgium', value: 'BE' },
				{ name: 'Canada', value: 'CA' },
				{ name: 'France', value: 'FR' },
				{ name: 'Germany', value: 'DE' },
				{ name: 'Italy', value: 'IT' },
				{ name: 'Luxembourg', value: 'LU' },
				{ name: 'Monaco', value: 'MC' },
				{ name: 'Morocco', value: 'MA' },
				{ name: 'Netherlands', value: 'NL' },
				{ name: 'Portugal', value: 'PT' },
				{ name: 'Spain', value: 'ES' },
				{ name: 'Switzerland', value: 'CH' },
				{ name: 'Tunisia', value: 'TN' },
				{ name: 'United Kingdom', value: 'GB' },
				{ name: 'United States', value: 'US' },
			],
		},
		{
			displayName: 'Separate Address per API',
			name: 'separateAddresses',
			type: 'boolean',
			default: false,
			description: 'Whether some of the five APIs answer at an address of their own',
		},
		...['Activity Planning', 'Agent', 'Contact Manager', 'Interaction', 'Supervision'].map(
			(api): INodeProperties => ({
				displayName: `${api} Address`,
				name: `${api[0].toLowerCase()}${api.slice(1).replace(' ', '')}Url`,
				type: 'string',
				displayOptions: { show: { separateAddresses: [true] } },
				default: '',
				placeholder: 'https://kiamo.example.com/api/v3',
				description: `The whole address of the ${api} API, with its path; blank for that of the server`,
			}),
		),
	];

	authenticate = authenticate;
}
