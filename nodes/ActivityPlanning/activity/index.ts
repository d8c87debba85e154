import type { Resource } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deleteActivity } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** What can be done with the kinds of activity. */
export const activity: Resource = {
	name: 'Activity',
	value: 'activity',
	default: getAll,
	operations: [create, deleteActivity, getAll, update],
};
