import type { Resource } from '../../shared/operation/operation';
import { cancel } from './cancel.operation';
import { create } from './create.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getMessages } from './getMessages.operation';
import { qualify } from './qualify.operation';
import { update } from './update.operation';

/** What can be done with interactions. */
export const interaction: Resource = {
	name: 'Interaction',
	value: 'interaction',
	default: create,
	operations: [cancel, create, get, getAll, getMessages, qualify, update],
};
