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
			'All items of the run together are the wanted plan, one slot each. What else is planned for these agents in the period is taken away.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Replace the Plan Of',
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
	period('Period Start', 'periodStart', 'Local time or a moment with an offset; the same for all items'),
	period('Period End', 'periodEnd', 'The first moment after the period; a day alone is its midnight'),
	...slotFields([
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to only put out what would be written, in which order',
		},
		{
			displayName: 'Empty Agents Without Items',
			name: 'emptyOthers',
			type: 'boolean',
			default: false,
			description:
				'Whether to take away what is planned in the period for agents of the group that no item names (for A Group)',
		},
		brake.option,
	]),
];
