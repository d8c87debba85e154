import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import type { Arguments } from '../../shared/transport/client';
import { originOf } from '../../shared/values/zones';
import { Filters } from '../../shared/operation/filters';
import type { Run } from '../../shared/operation/operation';
import { filtersOf } from '../../shared/operation/properties';
import { choices } from '../../../contract/generated/operations';

type Query = NonNullable<Arguments<'listInteractions'>['query']>;

/** The choice of channels, for filters. */
export const channelChoice: INodeProperties = {
	displayName: 'Channels',
	name: 'channels',
	type: 'multiOptions',
	default: [],
	description: 'Only interactions of these channels',
	options: choices.Channel,
};

/** The moments of an interaction that a list can be asked by, and what they are called. */
const moments = [
	['Answered', 'answered'],
	['Created', 'created'],
	['Ended', 'ended'],
	['Scheduled', 'scheduled'],
	['Updated', 'updated'],
] as const;

const momentFilters = moments.flatMap(([title, name]): INodeProperties[] => [
	{
		displayName: `${title} Before`,
		name: `${name}Before`,
		type: 'dateTime',
		default: '',
		description: `Only interactions ${title.toLowerCase()} before this time`,
	},
	{
		displayName: `${title} Since`,
		name: `${name}Since`,
		type: 'dateTime',
		default: '',
		description: `Only interactions ${title.toLowerCase()} at this time or later`,
	},
]);

const valueFilters: INodeProperties[] = [
	namesOrIds('Agent', 'agents', 'getAgents'),
	channelChoice,
	{
		displayName: 'Contact IDs',
		name: 'contacts',
		type: 'string',
		default: '',
		placeholder: 'e.g. 65f1a2b3c4d5e6f7a8b9c0d1',
		description: 'Only interactions with these contacts. Separate several IDs with commas.',
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		default: 'inbound',
		options: choices.Direction,
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		description: 'Only interactions with this ID from your own system',
	},
	namesOrIds('Service', 'services', 'getServices'),
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		default: [],
		description: 'Only interactions with one of these statuses',
		options: choices.InteractionStatus,
	},
];

const all = [...momentFilters, ...valueFilters];

/** All filters of Get Many. */
export const interactionFilters = filtersOf(all);

/** The query that the filters of an item make. Throws a RangeError or a NodeOperationError for what cannot be one. */
export function readFilters(run: Run, itemIndex: number): Query {
	const origin = originOf(run);
	const given = new Filters(run, itemIndex, all);
	const times = moments.flatMap(([, name]) => [
		[`${name}_from`, given.moment(`${name}Since`, origin)],
		[`${name}_to`, given.moment(`${name}Before`, origin)],
	]);
	const reference = given.text('reference');
	return {
		service_id: given.ids('services', 'service'),
		agent_id: given.ids('agents', 'agent'),
		contact_id: given.ids('contacts', 'contact'),
		channel: given.list('channels'),
		direction: given.text('direction') as Query['direction'],
		status: given.list('statuses'),
		reference: reference === undefined ? undefined : [reference],
		...(Object.fromEntries(times) as Query),
	};
}
