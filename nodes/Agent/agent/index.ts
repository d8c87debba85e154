import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deleteAgent } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { setSkills } from './setSkills.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** What can be done with agents. */
export const agentOperations: Record<string, Operation> = {
	create,
	delete: deleteAgent,
	get,
	getAll,
	setSkills,
	update,
	upsert,
};

/** The choice of an operation on agents. */
export const agentOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['agent'] } },
	default: 'getAll',
	options: [
		{
			name: 'Create',
			value: 'create',
			description: 'Create a new agent',
			action: 'Create an agent',
		},
		{
			name: 'Create or Update',
			value: 'upsert',
			description: 'Create a new agent, or update the current one if it already exists (upsert)',
			action: 'Create or update an agent',
		},
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete an agent permanently',
			action: 'Delete an agent for good',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve an agent, with groups and skills',
			action: 'Get an agent',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve many agents, of a group or in a state',
			action: 'Get many agents',
		},
		{
			name: 'Set Skills',
			value: 'setSkills',
			description: 'Replace, add, change or remove the skills of an agent',
			action: 'Set the skills of an agent',
		},
		{
			name: 'Update',
			value: 'update',
			description: 'Update an agent, for instance to disable them',
			action: 'Update an agent',
		},
	],
};
