import type { Resource } from '../../shared/operation/operation';
import { getAll } from './getAll.operation';

/** What can be done with the queue of a service. */
export const queue: Resource = {
	name: 'Queue',
	value: 'queue',
	default: getAll,
	operations: [getAll],
};
