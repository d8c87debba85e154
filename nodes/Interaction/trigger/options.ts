import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import pLimit from 'p-limit';

import { namesOrIds } from '../../shared/lists/choices';
import { channelChoice } from '../interaction/filters';
import { defaultConcurrency } from '../../shared/transport/connection';
import { listRows } from '../../shared/transport/pages';
import { openForEditor } from '../../shared/lists/editor';
import { optionsOf } from '../../shared/operation/properties';
import { feedOptions, type FeedOptions } from '../../shared/polling/settings';

/** What the user set under Options. */
export interface TriggerOptions extends FeedOptions {
	addNames?: boolean;
}

/** What the user set under Filters. */
export interface TriggerFilters {
	agents?: Array<string | number>;
	channels?: string[];
	direction?: 'inbound' | 'outbound';
	minimumDuration?: number;
	qualifications?: Array<string | number>;
	services?: Array<string | number>;
}

/** How long before, and how long: for the events that ask for it. */
export const minutes: INodeProperties[] = [
	{
		displayName: 'Minutes Before',
		name: 'minutesBefore',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { events: ['callbackDueSoon'] } },
		default: 15,
		description: 'How long before its date a callback is told of',
	},
	{
		displayName: 'Minutes of Waiting',
		name: 'minutesWaiting',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { events: ['waitingLongerThan'] } },
		default: 5,
		description: 'How long an interaction waits before it is told of',
	},
];

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description:
		'What an interaction must be when an event comes to it. A transfer changes its service and agent.',
	options: [
		namesOrIds(
			'Agent',
			'agents',
			'getAgents',
			'Only those of these agents; one that nobody has taken yet has none.',
		),
		channelChoice,
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			default: 'inbound',
			options: [
				{ name: 'Inbound', value: 'inbound', description: 'The customer reached out' },
				{ name: 'Outbound', value: 'outbound', description: 'The contact centre reached out' },
			],
		},
		{
			displayName: 'Minimum Duration (Seconds)',
			name: 'minimumDuration',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Only for Interaction Ended: only those that agents spent at least this long with',
		},
		namesOrIds(
			'Qualification',
			'qualifications',
			'getQualifications',
			'Only those that have one of these qualifications when the event comes.',
			['filters.services'],
		),
		namesOrIds('Service', 'services', 'getServices', 'Only those of these services.'),
	],
};

export const options = optionsOf([
	{
		displayName: 'Add Names',
		name: 'addNames',
		type: 'boolean',
		default: false,
		description:
			'Whether to give the names of the service and the agent, too. Needs the right GET on the Agent API, and two more requests whenever there is something to tell.',
	},
	...feedOptions('interactions'),
]);

/** The qualifications of the chosen services, or of all, each once. */
export async function getQualifications(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const kiamo = await openForEditor(this);
	const { services: chosen = [] } = (this.getCurrentNodeParameter('filters') ?? {}) as TriggerFilters;
	const services = chosen.length
		? chosen.map(String)
		: (await listRows(kiamo, 'listServices', {})).map(({ id }) => String(id));
	const lists = await pLimit(defaultConcurrency).map(
		services,
		async (serviceId) => await listRows(kiamo, 'listServiceQualifications', { path: { serviceId } }),
	);
	const byId = new Map(lists.flat().map((row) => [String(row.id), row]));
	return [...byId].map(([value, { label, category }]) => ({
		name: category ? `${category}: ${label}` : label,
		value,
	}));
}
