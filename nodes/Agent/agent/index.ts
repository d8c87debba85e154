import type { Resource } from '../../shared/operation/operation';
import { create } from './create.operation';
import { deleteAgent } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { setSkills } from './setSkills.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

/** What can be done with agents. */
export const agent: Resource = {
	name: 'Agent',
	value: 'agent',
	default: getAll,
	operations: [create, deleteAgent, get, getAll, setSkills, update, upsert],
};
