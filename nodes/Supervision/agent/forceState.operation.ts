import type { components } from '../../../contract/generated/types';
import { readId, checkId } from '../../shared/lists/locator';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { agentLocator } from '../indicators/locator';
import { pauseReasonLocator } from '../../shared/lists/pauseReasons';
import { shows } from '../../shared/writing/shows';
import { choices } from '../../../contract/generated/operations';

type StateChange = components['schemas']['AgentStateChange'];

export const forceState: ItemOperation = {
	name: 'Force State',
	value: 'forceState',
	action: 'Force state of agent',
	description: 'Make an agent available, pause them, or log them out',
	output: { row: 'AgentState', with: { requested_state: 'string', applied: 'boolean' } },
	properties: [
		agentLocator,
		{
			displayName: 'State',
			name: 'state',
			type: 'options',
			default: 'available',
			description: 'State to set. A busy agent enters it when the current interaction ends.',
			options: choices.SettableState,
		},
		pauseReasonLocator,
	],
	writes: true,
	async execute(run, itemIndex) {
		const agentId = readId(run, 'agent', itemIndex);
		const body = readChange(run, itemIndex);
		const row = await run.kiamo.call('forceAgentState', { path: { agentId }, body }, itemIndex);
		// Kiamo may answer without a body, or with the state before: an agent who is not busy is in the new one.
		const isOld = !shows(row, body) && choices.SettableState.some(({ value }) => value === row?.state);
		const now = isOld ? undefined : row;
		return {
			agent_id: agentId,
			state: null,
			...now,
			requested_state: body.state,
			applied: now ? now.state === body.state : null,
		};
	},
};

function readChange({ read, context }: Run, itemIndex: number): StateChange {
	const state = read<StateChange['state']>('state', itemIndex);
	if (state !== 'paused') return { state };
	const reason = read<unknown>('pauseReason', itemIndex, '', { extractValue: true });
	return { state, pause_reason_id: checkId(context.getNode(), 'pause reason', reason, itemIndex) };
}
