import type { Resource } from '../../shared/operation/operation';
import { getAll } from './getAll.operation';

/** What can be done with the fields of a base. */
export const field: Resource = {
	name: 'Field',
	value: 'field',
	default: getAll,
	operations: [getAll],
};
