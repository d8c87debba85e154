import { listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many contact bases',
	description: 'Retrieve many contact bases',
	properties: [
		...returnAllOrLimit,
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			description: 'Only bases that hold this text',
		},
	],
	async execute(run, itemIndex) {
		const q = run.read('search', itemIndex, '').trim() || undefined;
		return await listRows(
			run.kiamo,
			'listBases',
			{ query: { q } },
			{ limit: readLimit(run, itemIndex), itemIndex },
		);
	},
};
