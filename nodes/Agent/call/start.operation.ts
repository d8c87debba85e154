import { readPhoneDestination, sendPhoneAs, type SendAs } from '../../shared/values/destination';
import { optionsOf } from '../../shared/operation/properties';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readUserData, userDataOptions, type UserDataInput } from '../../shared/values/userData';
import { agentLocator } from '../../shared/lists/agents';
import { stateError } from '../state/conflict';

interface Options extends UserDataInput {
	sendAs?: SendAs;
}

export const start: ItemOperation = {
	name: 'Start',
	value: 'start',
	action: 'Start phone call for agent',
	description: 'Ring an agent, then call a phone number (click to call)',
	properties: [
		agentLocator,
		{
			displayName: 'Phone Number',
			name: 'destination',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 06 12 34 56 78',
			description:
				'Number to call, in any format, or an extension of 3 to 6 digits. The phone of the agent rings first.',
		},
		optionsOf([sendPhoneAs, ...userDataOptions]),
	],
	writes: true,
	async execute(run, itemIndex) {
		const { kiamo, read } = run;
		const agentId = readId(run, 'agent', itemIndex);
		const { sendAs, ...userDataInput } = read<Options>('options', itemIndex, {});
		const country = kiamo.country;
		const destination = readPhoneDestination(read('destination', itemIndex, ''), country, {
			sendAs,
			shortNumbers: true,
		});
		const body = { destination, userdata: readUserData(userDataInput) };
		const answer = await kiamo.attempt('startAgentCall', { path: { agentId }, body });
		if (answer.ok) return { ...answer.data, agent_id: agentId, destination };
		throw await stateError(kiamo, answer.failure, itemIndex, {
			agentId,
			against: ['logged_out', 'ringing', 'in_call', 'handling', 'wrap_up'],
			advice: 'Only an available or paused agent can be called. Try again later.',
		});
	},
};
