import type { INodeProperties } from 'n8n-workflow';

import { addNames } from '../../shared/lists/names';
import { namesOrIds } from '../../shared/lists/choices';
import { planFilters } from '../plannedActivity/filters';
import { eventsParameter, maxItemsOption, startOptions } from '../../shared/polling/settings';
import { optionsOf } from '../../shared/operation/properties';
import { defaultDaysAhead } from './setup';
import { listPaging } from '../../shared/transport/contract';

const minutes = (
	displayName: string,
	name: string,
	events: string[],
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 1 },
	displayOptions: { show: { events } },
	default: 10,
	description,
});

const options: INodeProperties[] = [
	addNames,
	{
		displayName: 'Days Ahead',
		name: 'daysAhead',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: defaultDaysAhead,
		description: 'For Created, Updated and Deleted: ignore activities that begin later',
	},
	maxItemsOption,
	namesOrIds('Allowed Pause', 'pauseReasons', 'getPauseReasons', 'Agents in these pauses count as working.'),
	...startOptions('planned activities'),
	{
		displayName: 'Time Zone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Paris',
		description:
			'Time zone of the local times in the output. Leave empty to use the time zone of the workflow.',
	},
];

export const events = eventsParameter({
	default: ['created'],
	options: [
		{
			name: 'Back on Plan',
			value: 'backOnPlan',
			description:
				'After Off Plan: the agent returned, or no more work is planned. Needs the same permissions as Off Plan.',
		},
		{
			name: 'Off Plan',
			value: 'offPlan',
			description:
				'Work is planned now, but the agent has been logged out or paused for Minutes Off Plan. The token needs GET on the Agent API and the Activity Planning API; 3 requests per poll.',
		},
		{ name: 'Planned Activity Created', value: 'created' },
		{
			name: 'Planned Activity Deleted',
			value: 'deleted',
			description: `Reads the whole period at each poll: 2 requests for ${listPaging('listPlannedActivities').largest} planned activities, and one for each that is missing. For up to 10,000.`,
		},
		{ name: 'Planned Activity Updated', value: 'updated' },
		{
			name: 'Starting Soon',
			value: 'startingSoon',
			description:
				'A planned activity begins within Minutes Before. Emitted once per start. 2 requests per poll.',
		},
	],
});

/** The other parameters of the trigger. */
export const properties: INodeProperties[] = [
	minutes(
		'Minutes Before',
		'minutesBefore',
		['startingSoon'],
		'How many minutes before the start to trigger',
	),
	minutes(
		'Minutes Off Plan',
		'minutesOffPlan',
		['offPlan', 'backOnPlan'],
		'How many minutes an agent can be logged out or paused while work is planned',
	),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: planFilters,
	},
	optionsOf(options),
];
