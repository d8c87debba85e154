import type { components } from '../../../contract/generated/types';

export type AgentState = components['schemas']['AgentState'];
export type StateName = AgentState['state'];

/** States that conflict with a request, in a sentence: `The agent is in a call`. */
export const inWords = {
	handling: 'handling an interaction',
	in_call: 'in a call',
	logged_out: 'logged out',
	ringing: 'ringing',
	wrap_up: 'in wrap-up',
} satisfies Partial<Record<StateName, string>>;
