import type { Resource } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deletePlannedActivity } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { replace } from './replace/replace.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** What can be done with planned activities. */
export const plannedActivity: Resource = {
	name: 'Planned Activity',
	value: 'plannedActivity',
	default: getAll,
	operations: [create, deletePlannedActivity, get, getAll, replace, update, upsert],
};
