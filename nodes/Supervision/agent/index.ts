import type { Resource } from '../../shared/operation/operation';
import { forceState } from './forceState.operation';

/** What can be done with agents. */
export const agent: Resource = {
	name: 'Agent',
	value: 'agent',
	default: forceState,
	operations: [forceState],
};
