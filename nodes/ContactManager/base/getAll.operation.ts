import { fold } from '../../shared/lists/locator';
import { listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { readSearch } from '../../shared/operation/filters';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many contact bases',
	description: 'Retrieve many contact bases',
	output: { row: 'Base' },
	properties: [
		...returnAllOrLimit,
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			description: 'Only bases with this text in their name',
		},
	],
	async execute(run, itemIndex) {
		const wanted = fold(readSearch(run, itemIndex));
		const limit = readLimit(run, itemIndex);
		// Kiamo lists bases without a search of their names.
		if (!wanted) return await listRows(run.kiamo, 'listBases', {}, { limit, itemIndex });
		const bases = await listRows(run.kiamo, 'listBases', {}, { itemIndex });
		return bases.filter(({ name }) => fold(name).includes(wanted)).slice(0, limit);
	},
};
