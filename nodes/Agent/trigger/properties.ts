import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import { eventsParameter, maxItemsOption } from '../../shared/polling/settings';
import { optionsOf } from '../../shared/operation/properties';
import { choices } from '../../../contract/generated/operations';

export const events = eventsParameter({
	default: ['stateChanged'],
	description: 'Each event becomes one item. States that begin and end between two polls are missed.',
	options: [
		{ name: 'Agent Created', value: 'agentCreated' },
		{ name: 'Agent Disabled', value: 'agentDisabled' },
		{
			name: 'Agent Updated',
			value: 'agentUpdated',
			description: 'Name, login, email, groups, skills or anything else changed',
		},
		{
			name: 'Entered Pause',
			value: 'enteredPause',
			description: 'Includes a pause that directly follows another',
		},
		{
			name: 'In State Longer Than',
			value: 'inStateLongerThan',
			description: 'Once each time an agent stays in a state that long',
		},
		{ name: 'Logged In', value: 'loggedIn' },
		{ name: 'Logged Out', value: 'loggedOut' },
		{
			name: 'State Changed',
			value: 'stateChanged',
			description: 'Includes agents who left a state and returned to it between two polls',
		},
	],
});

/** The other parameters of the trigger. */
export const properties: INodeProperties[] = [
	{
		displayName: 'In These States',
		name: 'longStates',
		type: 'multiOptions',
		required: true,
		displayOptions: { show: { events: ['inStateLongerThan'] } },
		default: ['paused'],
		description: 'For In State Longer Than',
		options: choices.AgentStateName,
	},
	{
		displayName: 'Longer Than (Minutes)',
		name: 'minutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { events: ['inStateLongerThan'] } },
		default: 15,
		description: 'For In State Longer Than: how many minutes an agent is in the state',
	},
	{
		...namesOrIds(
			'Pause Reason',
			'pauseReasons',
			'getPauseReasons',
			'For Entered Pause and In State Longer Than: only pauses for these reasons. Leave empty for all.',
		),
		displayOptions: { show: { events: ['enteredPause', 'inStateLongerThan'] } },
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			namesOrIds('Agent', 'agents', 'getAgents', 'Only these agents.'),
			namesOrIds('Group', 'groups', 'getGroups', 'Only agents of one of these groups.'),
			{
				displayName: 'States',
				name: 'states',
				type: 'multiOptions',
				default: [],
				description:
					'For Entered Pause, Logged In, Logged Out and State Changed: only changes to these states',
				options: choices.AgentStateName,
			},
		],
	},
	optionsOf([maxItemsOption]),
];
