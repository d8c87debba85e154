import type { Resource } from '../../shared/operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

/** What can be done with bases. */
export const base: Resource = {
	name: 'Base',
	value: 'base',
	default: getAll,
	operations: [get, getAll],
};
