import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deleteContact } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getInteractions } from './getInteractions.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** What can be done with contacts. */
export const contactOperations: Record<string, Operation> = {
	create,
	delete: deleteContact,
	get,
	getAll,
	getInteractions,
	update,
	upsert,
};

/** The choice of an operation on contacts. */
export const contactOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['contact'] } },
	default: 'upsert',
	options: [
		{
			name: 'Create',
			value: 'create',
			description: 'Create a new contact',
			action: 'Create a contact',
		},
		{
			name: 'Create or Update',
			value: 'upsert',
			description: 'Create a new contact, or update the current one if it already exists (upsert)',
			action: 'Create or update a contact',
		},
		{
			name: 'Delete',
			value: 'delete',
			description: 'Delete a contact permanently',
			action: 'Delete a contact for good',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a contact by its ID',
			action: 'Get a contact',
		},
		{
			name: 'Get Interactions',
			value: 'getInteractions',
			description: 'Retrieve the calls, e-mails, chats and messages of a contact',
			action: 'Get the interactions of a contact',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve many contacts of a base',
			action: 'Get many contacts',
		},
		{
			name: 'Update',
			value: 'update',
			description: 'Update a contact by its ID',
			action: 'Update a contact',
		},
	],
};
