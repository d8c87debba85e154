import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { cancel } from './cancel.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getMessages } from './getMessages.operation';
import { qualify } from './qualify.operation';
import { update } from './update.operation';

/** What can be done with interactions. */
export const interactionOperations: Record<string, Operation> = {
	cancel,
	create,
	get,
	getAll,
	getMessages,
	qualify,
	update,
};

/** The choice of an operation on interactions. */
export const interactionOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['interaction'] } },
	default: 'create',
	options: [
		{
			name: 'Cancel',
			value: 'cancel',
			description: 'Cancel a callback or another interaction that is scheduled or waits',
			action: 'Cancel a callback or other interaction',
		},
		{
			name: 'Create',
			value: 'create',
			description: 'Create a callback, a task or an outbound contact, now or at a date',
			action: 'Create a callback or other interaction',
		},
		{
			name: 'Get',
			value: 'get',
			description: 'Retrieve a call, e-mail, chat or message by its ID',
			action: 'Get a call or other interaction',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			description: 'Retrieve many calls, e-mails, chats and messages',
			action: 'Get many calls and other interactions',
		},
		{
			name: 'Get Messages',
			value: 'getMessages',
			description: 'Retrieve what was written in an e-mail, a chat or a conversation',
			action: 'Get the messages of an interaction',
		},
		{
			name: 'Qualify',
			value: 'qualify',
			description: 'Say how an interaction turned out, by a qualification of its service',
			action: 'Qualify how an interaction turned out',
		},
		{
			name: 'Update',
			value: 'update',
			description: 'Move an interaction to another date, or change its priority, agent or user data',
			action: 'Update a callback or other interaction',
		},
	],
};
