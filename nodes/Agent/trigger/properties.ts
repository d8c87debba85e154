import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import { states } from '../state/states';
import { mostItemsOption } from '../../shared/polling/settings';
import { optionsOf } from '../../shared/operation/properties';

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
		...namesOrIds(
			'Pause Reason',
			'pauseReasons',
			'getPauseReasons',
			'Only pauses for one of these reasons, for Entered Pause and In State Longer Than; all of them if empty.',
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
					'Only changes to one of these states, for Entered Pause, Logged In, Logged Out and State Changed',
				options: states,
			},
		],
	},
	optionsOf([mostItemsOption]),
];
