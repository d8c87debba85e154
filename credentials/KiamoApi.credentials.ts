import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { apiBases, apiNames } from '../contract/generated/operations';
import { authenticate } from '../nodes/shared/transport/credential';
import { countries } from '../nodes/shared/values/countries';

const bases = [...new Set(Object.values(apiBases))];
const addedPaths =
	bases.length === 1
		? `The path ${bases[0]} is added`
		: `The paths ${bases.join(', ')} of its APIs are added`;
const toTitle = (name: string) => name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

/** Shown where a field starts like this. */
const startsWith = (text: string) => [{ _cnd: { startsWith: text } }];

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
			placeholder: 'e.g. https://kiamo.example.com',
			description: `The address of your Kiamo server. ${addedPaths} to it.`,
		},
		{
			displayName:
				'This address starts with http://: the API token travels unencrypted. Use https:// wherever your server offers it.',
			name: 'httpNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { serverUrl: startsWith('http://') } },
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'In Kiamo, enable the APIs and permissions this token needs (GET, POST, PUT, DELETE)',
			hint: '40 characters, created in Kiamo under Development > API tokens',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				"Whether to connect even if the server's certificate can't be verified, e.g. a self-signed certificate",
		},
		{
			displayName:
				'The certificate is not checked: anyone between n8n and Kiamo can read the API token. Use this for tests only, or install the certificate in n8n.',
			name: 'sslNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { ignoreSslIssues: [true] } },
		},
		{
			displayName: 'Default Country for Phone Numbers',
			name: 'defaultCountry',
			type: 'options',
			default: 'FR',
			description:
				'The country of phone numbers without a country code. France includes the numbers of its overseas departments.',
			options: countries,
		},
		{
			displayName: 'Use a Proxy',
			name: 'useProxy',
			type: 'boolean',
			default: false,
			description: 'Whether to connect to Kiamo through an HTTP proxy',
		},
		{
			displayName: 'Proxy Address',
			name: 'proxyUrl',
			type: 'string',
			displayOptions: { show: { useProxy: [true] } },
			default: '',
			placeholder: 'e.g. http://proxy.example.com:8080',
			description: 'The address and port of the proxy, without user name and password',
		},
		{
			displayName: 'Proxy User',
			name: 'proxyUser',
			type: 'string',
			displayOptions: { show: { useProxy: [true] } },
			default: '',
			description: 'Leave empty if the proxy needs none',
		},
		{
			displayName: 'Proxy Password',
			name: 'proxyPassword',
			type: 'string',
			typeOptions: { password: true },
			displayOptions: { show: { useProxy: [true] } },
			default: '',
			description: 'Leave empty if the proxy needs none',
		},
		{
			displayName: 'Separate Address per API',
			name: 'separateAddresses',
			type: 'boolean',
			default: false,
			description: 'Whether some of the five APIs have their own address',
		},
		...Object.entries(apiNames).map(([key, name]): INodeProperties => ({
			displayName: `${toTitle(name)} Address`,
			name: `${key}Url`,
			type: 'string',
			displayOptions: { show: { separateAddresses: [true] } },
			default: '',
			placeholder: `e.g. https://kiamo.example.com${apiBases[key as keyof typeof apiBases]}`,
			description: `The complete address of the ${toTitle(name)} API, with its path. Leave empty to use the server address.`,
		})),
		// n8n adds these two to each credential, and would allow all domains.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			default: 'none',
			description: 'Which domains this credential can be used with in HTTP Request or GraphQL nodes',
			options: [
				{
					name: 'All',
					value: 'all',
					description: 'Allow all requests when used in the HTTP Request or GraphQL node',
				},
				{
					name: 'Specific Domains',
					value: 'domains',
					description: 'Restrict requests to specific domains',
				},
				{
					name: 'None',
					value: 'none',
					description: 'Block all requests when used in the HTTP Request or GraphQL node',
				},
			],
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'string',
			default: '',
			placeholder: 'e.g. example.com, *.subdomain.com',
			description: 'Comma-separated list of allowed domains (supports wildcards with *)',
			displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
		},
	];

	authenticate = authenticate;
}
