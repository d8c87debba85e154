import type { Resource } from '../../shared/operation/operation';
import { start } from './start.operation';

/** What can be done with calls. */
export const call: Resource = {
	name: 'Call',
	value: 'call',
	default: start,
	operations: [start],
};
