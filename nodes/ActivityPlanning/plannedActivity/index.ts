import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deletePlannedActivity } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { replace } from './replace/replace.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** What can be done with planned activities. */
export const plannedActivityOperations: Record<string, Operation> = {
	create,
	delete: deletePlannedActivity,
	get,
	getAll,
	replace,
	update,
	upsert,
};

/** The choice of an operation on planned activities. */
export const plannedActivityOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['plannedActivity'] } },
	default: 'getAll',
	options: [
		{
			name: 'Create',
			value: 'create',
			description: 'Plan an activity for an agent',
			action: 'Create a planned activity',
		},
		{
			name: 'Create or Update',
			value: 'upsert',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			action: 'Create or update a planned activity',
		},
		{
			name: 'Delete',
			value: 'delete',
			description: 'Take a planned activity out of the planning',
			action: 'Delete a planned activity for good',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a planned activity by its ID',
			action: 'Get a planned activity',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve who is planned to do what and when, by agent, group, activity and period',
			action: 'Get many planned activities',
		},
		{
			name: 'Replace Period',
			value: 'replace',
			description:
				'Make the plan of agents in a period equal to the items, with the fewest changes; what else is planned there is deleted',
			action: 'Replace what is planned in a period',
		},
		{
			name: 'Update',
			value: 'update',
			description: 'Change the times, activity or comment of a planned activity by its ID',
			action: 'Update a planned activity',
		},
	],
};
