import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deleteActivity } from './delete.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

/** What can be done with the kinds of activity. */
export const activityOperations: Record<string, Operation> = {
	create,
	delete: deleteActivity,
	getAll,
	update,
};

/** The choice of an operation on the kinds of activity. */
export const activityOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['activity'] } },
	default: 'getAll',
	options: [
		{
			name: 'Create',
			value: 'create',
			description: 'Create a new kind of activity, such as a training',
			action: 'Create a kind of activity',
		},
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete a kind of activity that is not planned for anybody',
			action: 'Delete a kind of activity for good',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve the kinds of activity that can be planned: work, breaks, trainings, absences',
			action: 'Get many kinds of activity',
		},
		{
			name: 'Update',
			value: 'update',
			description: 'Change the name, kind, color or pay of a kind of activity',
			action: 'Update a kind of activity',
		},
	],
};
