import type { INodeProperties } from 'n8n-workflow';

import { groupLocator } from '../../../shared/lists/groups';
import { Brake } from '../../../shared/writing/brake';
import { slotFields } from '../slotFields';

/** Too many changes of a plan, of the activities that are planned in the period. */
export const brake = new Brake(
	{ created: 'the items', updated: 'the times and agents of the items', deleted: 'the period and the items' },
	'planned activities',
	'the activities planned in the period',
);

const period = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	required: true,
	default: '',
	description,
});

/** What the user sees of Replace Period. */
export const replaceFields: INodeProperties[] = [
	{
		displayName:
			'All input items together form the new schedule, one activity each. Other activities of these agents in the period are deleted.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Replace Schedule For',
		name: 'scope',
		type: 'options',
		noDataExpression: true,
		default: 'agents',
		options: [
			{ name: 'A Group', value: 'group', description: 'Needs GET on the Agent API too' },
			{ name: 'The Agents of the Items', value: 'agents' },
		],
	},
	{ ...groupLocator, displayOptions: { show: { scope: ['group'] } } },
	period(
		'Period Start',
		'periodStart',
		'Local time, or a time with an offset. Must be the same for all items.',
	),
	period(
		'Period End',
		'periodEnd',
		'The end of the period, not included. A date without a time means midnight.',
	),
	...slotFields([
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to only output what would be written, in which order',
		},
		{
			displayName: 'Clear Schedules Without Items',
			name: 'emptyOthers',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the planned activities of group members that no item names (for A Group)',
		},
		brake.option,
	]),
];
