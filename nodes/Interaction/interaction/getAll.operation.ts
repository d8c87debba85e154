import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimitOfLongRows } from '../../shared/operation/properties';
import { sortChoice, sortedRows } from '../../shared/operation/sorted';
import { addNames } from '../../shared/lists/names';
import { interactionFilters, readFilters } from './filters';
import { interactionOutput, showInteractions } from '../../shared/operation/interactions';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many calls and other interactions',
	description: 'Retrieve many calls, emails, chats and messages',
	properties: [
		...returnAllOrLimitOfLongRows,
		sortChoice('newest'),
		...interactionOutput,
		addNames,
		interactionFilters,
	],
	async execute(run, itemIndex) {
		const query = readFilters(run, itemIndex);
		const limit = readLimit(run, itemIndex);
		const rows = await sortedRows(
			run,
			'listInteractions',
			{ query },
			{ limit, itemIndex, defaultOrder: 'newest' },
		);
		return await showInteractions(run, itemIndex, rows);
	},
};
