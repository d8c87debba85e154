import type { INodeProperties } from 'n8n-workflow';

import { states } from '../KiamoAgent/state/states';
import { mostItemsOption } from '../shared/polling/settings';

/** What the trigger asks its user. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['stateChanged'],
		description:
			'Each event that fits is an item of its own. States that came and went between two polls cannot be seen.',
		options: [
			{ name: 'Agent Created', value: 'agentCreated' },
			{ name: 'Agent Disabled', value: 'agentDisabled' },
			{
				name: 'Agent Updated',
				value: 'agentUpdated',
				description: 'Name, login, e-mail, groups, skills or anything else of the agent has changed',
			},
			{
				name: 'Entered Pause',
				value: 'enteredPause',
				description: 'Also when one pause follows another between two polls',
			},
			{
				name: 'In State Longer Than',
				value: 'inStateLongerThan',
				description: 'Once for each stay in a state',
			},
			{ name: 'Logged In', value: 'loggedIn' },
			{ name: 'Logged Out', value: 'loggedOut' },
			{
				name: 'State Changed',
				value: 'stateChanged',
				description: 'Also when an agent left a state and came back to it between two polls',
			},
		],
	},
	{
		displayName: 'In These States',
		name: 'longStates',
		type: 'multiOptions',
		required: true,
		displayOptions: { show: { events: ['inStateLongerThan'] } },
		default: ['paused'],
		description: 'The states for In State Longer Than',
		options: states,
	},
	{
		displayName: 'Longer Than (Minutes)',
		name: 'minutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { events: ['inStateLongerThan'] } },
		default: 15,
		description: 'How long an agent must be in the state, for In State Longer Than',
	},
	{
		displayName: 'Pause Reason Names or IDs',
		name: 'pauseReasons',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPauseReasons' },
		displayOptions: { show: { events: ['enteredPause', 'inStateLongerThan'] } },
		default: [],
		description:
			'Only pauses for one of these reasons, for Entered Pause and In State Longer Than; all of them if empty. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Agent Names or IDs',
				name: 'agents',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getAgents' },
				default: [],
				description:
					'Only these agents. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'Group Names or IDs',
				name: 'groups',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getGroups' },
				default: [],
				description:
					'Only agents of one of these groups. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'States',
				name: 'states',
				type: 'multiOptions',
				default: [],
				description:
					'Only changes to one of these states, for Entered Pause, Logged In, Logged Out and State Changed',
				options: states,
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [mostItemsOption],
	},
];
