import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimitOfLongRows, simplify } from '../../shared/operation/properties';
import { sortChoice, sortedRows } from '../../shared/operation/sorted';
import { addNames, interactionNames, withNames } from '../../shared/lists/names';
import { interactionFilters, readFilters } from './filters';
import { simplifyInteraction } from './simplify';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many calls and other interactions',
	description: 'Retrieve many calls, e-mails, chats and messages',
	properties: [...returnAllOrLimitOfLongRows, sortChoice('newest'), simplify, addNames, interactionFilters],
	async execute(run, itemIndex) {
		const query = readFilters(run, itemIndex);
		const limit = readLimit(run, itemIndex);
		const rows = await sortedRows(
			run,
			'listInteractions',
			{ query },
			{ limit, itemIndex, defaultOrder: 'newest' },
		);
		const isSimple = run.read('simplify', itemIndex, true);
		const zone = run.context.getTimezone();
		const shown = rows.map((row) => (isSimple ? simplifyInteraction(row, zone) : { ...row }));
		if (!run.read('addNames', itemIndex, true)) return shown;
		return await withNames(run.kiamo, interactionNames, shown, run.hint);
	},
};
