import type { Resource } from '../../shared/operation/operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { set } from './set.operation';

/** What can be done with the states of agents. */
export const state: Resource = {
	name: 'State',
	value: 'state',
	default: getAll,
	operations: [get, getAll, set],
};
