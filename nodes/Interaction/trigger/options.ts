import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import pLimit from 'p-limit';

import { optionOfQualification } from '../interaction/qualify.operation';
import { addNames } from '../../shared/lists/names';
import { namesOrIds } from '../../shared/lists/choices';
import { channelChoice } from '../interaction/filters';
import { defaultConcurrency } from '../../shared/transport/connection';
import { listRows } from '../../shared/transport/pages';
import { openForEditor } from '../../shared/lists/editor';
import { optionsOf } from '../../shared/operation/properties';
import { maxItemsOption, startOptions, type FeedOptions } from '../../shared/polling/settings';
import { choices } from '../../../contract/generated/operations';
import type { components } from '../../../contract/generated/types';

/** What the user set under Options. */
export interface TriggerOptions extends FeedOptions {
	addNames?: boolean;
}

/** What the user set under Filters. */
export interface TriggerFilters {
	agents?: Array<string | number>;
	channels?: string[];
	direction?: components['schemas']['Direction'];
	minimumDuration?: number;
	qualifications?: Array<string | number>;
	services?: Array<string | number>;
}

/** How long before, and how long: for the events that need it. */
export const minutes: INodeProperties[] = [
	{
		displayName: 'Minutes Before',
		name: 'minutesBefore',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { events: ['callbackDueSoon'] } },
		default: 15,
		description: 'How many minutes before the scheduled time to trigger',
	},
	{
		displayName: 'Minutes of Waiting',
		name: 'minutesWaiting',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { events: ['waitingLongerThan'] } },
		default: 5,
		description: 'How many minutes an interaction waits before it is emitted',
	},
];

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Checked when an event happens; a transfer changes the service and the agent',
	options: [
		namesOrIds(
			'Agent',
			'agents',
			'getAgents',
			'Only interactions of these agents; an unanswered interaction has no agent.',
		),
		channelChoice,
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			default: 'inbound',
			options: choices.Direction,
		},
		{
			displayName: 'Minimum Duration (Seconds)',
			name: 'minimumDuration',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'For Interaction Ended: only interactions with at least this handling time',
		},
		namesOrIds(
			'Qualification',
			'qualifications',
			'getQualifications',
			'Only interactions with one of these qualifications when the event happens.',
			['filters.services'],
		),
		namesOrIds('Service', 'services', 'getServices', 'Only interactions of these services.'),
	],
};

export const options = optionsOf([addNames, maxItemsOption, ...startOptions('interactions')]);

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
	return [...byId.values()].map(optionOfQualification);
}
