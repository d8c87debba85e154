import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import { kinds, type Kind } from '../indicators/kinds';

const agentIds = namesOrIds('Agent', 'ids', 'getAgents');
const groupIds = namesOrIds('Group', 'ids', 'getGroups');
const serviceIds = namesOrIds('Service', 'ids', 'getServices');

function indicatorChoice({ indicators }: Kind, defaultIndicator: string): INodeProperties {
	const measured = indicators.filter(({ measure }) => measure !== undefined);
	return {
		displayName: 'Indicator',
		name: 'indicator',
		type: 'options',
		default: defaultIndicator,
		options: measured.map(({ name, value, description }) => ({ name, value, description })),
	};
}

const limits: INodeProperties[] = [
	{
		displayName: 'Alarm When It Is',
		name: 'direction',
		type: 'options',
		default: 'above',
		options: [
			{ name: 'At or Above the Threshold', value: 'above' },
			{ name: 'At or Below the Threshold', value: 'below' },
		],
	},
	{
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		default: 10,
		description: 'The value that raises the alarm; rates go from 0 to 1',
	},
	{
		displayName: 'Recovery Threshold',
		name: 'recovery',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5',
		description:
			'The alarm ends when the value is back at this level. Values between the two thresholds emit nothing. If empty, the alarm ends as soon as the value no longer meets the threshold.',
	},
];

const minutes: INodeProperties = {
	displayName: 'For at Least (Minutes)',
	name: 'minutes',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description:
		"How long the condition must last before the alarm is raised. If n8n's scheduler runs the polls, this needs n8n's durable cursors.",
};

const coolDown: INodeProperties = {
	displayName: 'Cool-Down (Minutes)',
	name: 'coolDown',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 10,
	description: 'How long to wait after an alarm before the same one can be raised again',
};

/** The rules that the trigger watches: each kind of rule may be added several times. */
export const rulesProperty: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Rule',
	required: true,
	default: {},
	description:
		'What to watch. A rule without a service, agent or group watches all of them. Changing a rule resets it; other rules are unaffected.',
	options: [
		{
			displayName: 'Agent Threshold Crossed',
			name: 'agentThreshold',
			values: [agentIds, indicatorChoice(kinds.agent, 'today_handled'), ...limits, minutes, coolDown],
		},
		{
			displayName: 'Group Threshold Crossed',
			name: 'groupThreshold',
			values: [groupIds, indicatorChoice(kinds.group, 'agents_paused'), ...limits, minutes, coolDown],
		},
		{
			displayName: 'Longest Wait Exceeds',
			name: 'longestWait',
			values: [
				serviceIds,
				{
					displayName: 'Seconds',
					name: 'seconds',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 60,
					description: 'The alarm is raised when someone has waited this long, and ends when no one has',
				},
				coolDown,
			],
		},
		{
			displayName: 'No Agent Available',
			name: 'noAgent',
			values: [serviceIds, { ...minutes, default: 2 }, coolDown],
		},
		{
			displayName: 'Service Opened or Closed',
			name: 'opening',
			values: [
				serviceIds,
				{
					displayName: 'Changes',
					name: 'changes',
					type: 'multiOptions',
					default: ['opened', 'closed'],
					options: [
						{ name: 'Closed', value: 'closed' },
						{ name: 'Opened', value: 'opened' },
					],
				},
			],
		},
		{
			displayName: 'Service Threshold Crossed',
			name: 'serviceThreshold',
			values: [serviceIds, indicatorChoice(kinds.service, 'waiting'), ...limits, minutes, coolDown],
		},
	],
};
