import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import { planFilters } from '../plannedActivity/filters';
import { feedOptions } from '../../shared/polling/settings';
import { optionsOf } from '../../shared/operation/properties';
import { defaultDaysAhead, defaultDaysBack } from './setup';

const days = (displayName: string, name: string, value: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	typeOptions: { minValue: 1 },
	default: value,
	description,
});

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
	days(
		'Days Ahead',
		'daysAhead',
		defaultDaysAhead,
		'For Created, Updated and Deleted: activities that begin later are passed over',
	),
	days(
		'Days Back',
		'daysBack',
		defaultDaysBack,
		'For Created, Updated and Deleted: activities that ended earlier are passed over',
	),
	...feedOptions('planned activities'),
	namesOrIds(
		'Pause Reasons That Are on Plan',
		'pauseReasons',
		'getPauseReasons',
		'An agent in such a pause counts as at work.',
	),
	{
		displayName: 'Time Zone',
		name: 'timezone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Paris',
		description: 'The zone of the local times put out. Empty: the zone of the workflow.',
	},
];

/** What the user sees of the trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['created'],
		options: [
			{
				name: 'Back on Plan',
				value: 'backOnPlan',
				description:
					'After Off Plan: the agent came back, or no work is planned any more. Asks like Off Plan.',
			},
			{
				name: 'Off Plan',
				value: 'offPlan',
				description:
					'Work is planned now, but the agent is logged out or paused for longer than the minutes given. The token needs GET on the Agent API and on the Activity Planning API; 3 requests at each poll.',
			},
			{ name: 'Planned Activity Created', value: 'created' },
			{
				name: 'Planned Activity Deleted',
				value: 'deleted',
				description:
					'Reads the whole window at each poll: 2 requests for 500 planned activities, and one more for each that is gone. For up to 10,000.',
			},
			{ name: 'Planned Activity Updated', value: 'updated' },
			{
				name: 'Starting Soon',
				value: 'startingSoon',
				description: 'A planned activity begins in the minutes given; told once. 2 requests at each poll.',
			},
		],
	},
	minutes(
		'Minutes Before',
		'minutesBefore',
		['startingSoon'],
		'How long before its start a planned activity is told',
	),
	minutes(
		'Minutes Off Plan',
		'minutesOffPlan',
		['offPlan', 'backOnPlan'],
		'How long an agent must be logged out or paused while work is planned',
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
