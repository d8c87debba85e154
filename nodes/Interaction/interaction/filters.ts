import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import type { Arguments } from '../../shared/transport/client';
import { checkId } from '../../shared/lists/locator';
import { readIsoMoment } from '../../shared/values/dates';
import { originOf } from '../../shared/values/zones';
import type { Run } from '../../shared/operation/operation';
import { choices } from '../../../contract/generated/operations';

type Query = NonNullable<Arguments<'listInteractions'>['query']>;

/** What Get Many filters by; the moments by their names. */
interface Filters extends Record<string, unknown> {
	agents?: Array<string | number>;
	channels?: Query['channel'];
	contacts?: string;
	direction?: Query['direction'];
	reference?: string;
	services?: Array<string | number>;
	statuses?: Query['status'];
}

/** The choice of channels, for filters. */
export const channelChoice: INodeProperties = {
	displayName: 'Channels',
	name: 'channels',
	type: 'multiOptions',
	default: [],
	description: 'Only those of these channels',
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
		description: `Only interactions ${title.toLowerCase()} before this moment`,
	},
	{
		displayName: `${title} Since`,
		name: `${name}Since`,
		type: 'dateTime',
		default: '',
		description: `Only interactions ${title.toLowerCase()} at this moment or later`,
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
		description: 'Only those with these contacts; several IDs with commas between them',
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
		description: 'Only those with this ID of your own system',
	},
	namesOrIds('Service', 'services', 'getServices'),
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		default: [],
		description: 'Only those in one of these statuses',
		options: choices.InteractionStatus,
	},
];

/** All filters of Get Many. */
export const interactionFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options: [...momentFilters, ...valueFilters].toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
};

/** The query that the filters of an item make. Throws a RangeError or a NodeOperationError for what cannot be one. */
export function readFilters(run: Run, itemIndex: number): Query {
	const { read, context } = run;
	const origin = originOf(run);
	const filters = read<Filters>('filters', itemIndex, {});
	const node = context.getNode();
	const ids = (thing: string, values: unknown[] = []) =>
		values.map((value) => checkId(node, thing, value, itemIndex));
	const times = moments.flatMap(([title, name]) =>
		(['Since', 'Before'] as const).map((side) => {
			const value = readIsoMoment(`${title} ${side}`, filters[`${name}${side}`], origin);
			return [`${name}_${side === 'Since' ? 'from' : 'to'}`, value] as const;
		}),
	);
	const contacts = (filters.contacts ?? '').split(',').filter((id) => id.trim() !== '');
	return {
		service_id: ids('service', filters.services),
		agent_id: ids('agent', filters.agents),
		contact_id: ids('contact', contacts),
		channel: filters.channels,
		direction: filters.direction,
		status: filters.statuses,
		reference: filters.reference?.trim() ? [filters.reference.trim()] : undefined,
		...Object.fromEntries(times),
	};
}
