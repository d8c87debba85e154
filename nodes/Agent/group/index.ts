import type { Resource } from '../../shared/operation/operation';
import { addAgent } from './addAgent.operation';
import { getAgents } from './getAgents.operation';
import { getAll } from './getAll.operation';
import { removeAgent } from './removeAgent.operation';

/** What can be done with groups. */
export const group: Resource = {
	name: 'Group',
	value: 'group',
	default: getAll,
	operations: [addAgent, getAgents, getAll, removeAgent],
};
