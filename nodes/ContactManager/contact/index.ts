import type { Resource } from '../../shared/operation/operation';
import { compare } from './compare.operation';
import { create } from './create.operation';
import { deleteContact } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { getInteractions } from './getInteractions.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** What can be done with contacts. */
export const contact: Resource = {
	name: 'Contact',
	value: 'contact',
	default: upsert,
	operations: [compare, create, deleteContact, get, getAll, getInteractions, update, upsert],
};
