import { listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimitOfLongRows, simplify } from '../../shared/operation/properties';
import { interactionFilters, readFilters } from './filters';
import { simplifyInteraction } from './simplify';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many calls and other interactions',
	description: 'Retrieve many calls, e-mails, chats and messages',
	properties: [...returnAllOrLimitOfLongRows, simplify, interactionFilters],
	async execute(run, itemIndex) {
		const query = readFilters(run, itemIndex);
		const limit = readLimit(run, itemIndex);
		const rows = await listRows(run.kiamo, 'listInteractions', { query }, { limit, itemIndex });
		if (!run.read('simplify', itemIndex, true)) return rows.map((row) => ({ ...row }));
		return rows.map((row) => simplifyInteraction(row, run.context.getTimezone()));
	},
};
