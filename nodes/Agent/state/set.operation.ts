import { nameOrId } from '../../shared/lists/choices';
import { readId, checkId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';
import { shows } from '../../shared/writing/shows';
import { stateError } from './conflict';
import { choices } from '../../../contract/generated/operations';
import type { components } from '../../../contract/generated/types';

type NewState = components['schemas']['SettableState'];

export const set: ItemOperation = {
	name: 'Set',
	value: 'set',
	action: 'Set state of agent',
	description: 'Make an agent available, pause them with a reason, or log them out',
	output: { row: 'AgentState' },
	properties: [
		agentLocator,
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			default: 'available',
			description: 'State to set. Kiamo rejects the change while the agent is handling an interaction.',
			options: choices.SettableState,
		},
		{
			...nameOrId('Pause Reason', 'pauseReason', 'getPauseReasons'),
			displayOptions: { show: { state: ['paused'] } },
			required: true,
		},
	],
	writes: true,
	async execute(run, itemIndex) {
		const { kiamo, context, read } = run;
		const agentId = readId(run, 'agent', itemIndex);
		const state = read<NewState>('state', itemIndex);
		const reason = state === 'paused' ? read<unknown>('pauseReason', itemIndex, '') : undefined;
		const body = {
			state,
			...(state === 'paused'
				? { pause_reason_id: checkId(context.getNode(), 'pause reason', reason, itemIndex) }
				: {}),
		};
		const answer = await kiamo.attempt('setAgentState', { path: { agentId }, body });
		// A row that doesn't show what was sent, such as an old one, says nothing.
		if (answer.ok) return { agent_id: agentId, ...body, ...(shows(answer.data, body) ? answer.data : {}) };
		throw await stateError(kiamo, answer.failure, itemIndex, {
			agentId,
			against: ['ringing', 'in_call', 'handling', 'wrap_up'],
			advice:
				'Try again when the agent is free, or use Force State of Kiamo Supervision, which takes effect after the current interaction.',
		});
	},
};
