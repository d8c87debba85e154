import type { INodePropertyOptions } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';

export type AgentState = components['schemas']['AgentState'];
export type StateName = AgentState['state'];

/** The states of the contract, for drop-downs. */
export const states: Array<INodePropertyOptions & { value: StateName }> = [
	{ name: 'Available', value: 'available', description: 'Waits for the next interaction' },
	{ name: 'Handling', value: 'handling', description: 'Works on an e-mail, chat or message' },
	{ name: 'In Call', value: 'in_call' },
	{ name: 'Logged Out', value: 'logged_out' },
	{ name: 'Paused', value: 'paused' },
	{ name: 'Ringing', value: 'ringing' },
	{ name: 'Wrap-Up', value: 'wrap_up', description: 'Finishes an interaction that is over' },
];

/** The states in a sentence: `The agent is in a call`. */
export const inWords: Record<StateName, string> = {
	available: 'available',
	handling: 'handling an interaction',
	in_call: 'in a call',
	logged_out: 'logged out',
	paused: 'in a pause',
	ringing: 'being rung',
	wrap_up: 'in wrap-up',
};
