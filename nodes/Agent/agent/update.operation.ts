import { readId } from '../../shared/lists/locator';
import { toNodeError } from '../../shared/transport/errors';
import type { ItemOperation } from '../../shared/operation/operation';
import {
	clear,
	email,
	enabled,
	extension,
	firstName,
	groups,
	lastName,
	login,
	toAgentValues,
	type GivenValues,
} from './fields';
import { readBack, updateAgent, withAgentLock } from './writer';
import { agentLocator } from '../../shared/lists/agents';

export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update agent',
	description: 'Update an agent, for instance to disable them',
	output: { row: 'Agent' },
	properties: [
		agentLocator,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [clear, email, enabled, extension, firstName, groups, lastName, login],
		},
	],
	writes: true,
	async execute(run, itemIndex) {
		const agentId = readId(run, 'agent', itemIndex);
		const values = toAgentValues(run, itemIndex, run.read<GivenValues>('updateFields', itemIndex, {}));
		if (Object.keys(values).length === 0) {
			throw new RangeError('There is nothing to update: fill at least one field under Update Fields');
		}
		return await withAgentLock(run.kiamo, agentId, async () => {
			const answer = await updateAgent(run.kiamo, agentId, values);
			if (!answer.ok) throw toNodeError(run.context.getNode(), answer.failure, itemIndex);
			return { ...(await readBack(run.kiamo, agentId, answer.data, values)) };
		});
	},
};
