import { listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many agent groups',
	description: 'Retrieve many groups of agents, with their IDs',
	output: { row: 'Group' },
	properties: returnAllOrLimit,
	async execute(run, itemIndex) {
		return await listRows(run.kiamo, 'listGroups', {}, { limit: readLimit(run, itemIndex), itemIndex });
	},
};
