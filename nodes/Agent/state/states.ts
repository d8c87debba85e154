import type { components } from '../../../contract/generated/types';

export type AgentState = components['schemas']['AgentState'];
export type StateName = AgentState['state'];

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
