import { readNumericId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { agentLocator } from '../../shared/lists/agents';

export const get: ItemOperation = {
	properties: [agentLocator],
	async execute(run, itemIndex) {
		const path = { agentId: readNumericId(run, 'agent', itemIndex) };
		return { ...(await run.kiamo.call('getAgent', { path }, itemIndex)) };
	},
};
