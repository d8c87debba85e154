import type { Resource } from '../../shared/operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** What can be done with services. */
export const service: Resource = {
	name: 'Service',
	value: 'service',
	default: getAll,
	operations: [get, getAll],
};
