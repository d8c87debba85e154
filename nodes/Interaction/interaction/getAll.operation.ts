import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimitOfLongRows } from '../../shared/operation/properties';
import { readOutput } from '../../shared/operation/output';
import { sortChoice, sortedRows } from '../../shared/operation/sorted';
import { addNames, interactionNames, withNames } from '../../shared/lists/names';
import { interactionFilters, readFilters } from './filters';
import { interactionOutput, simplifyInteraction } from './simplify';

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
		const { isSimple, pick } = readOutput(run, itemIndex);
		const zone = run.context.getTimezone();
		const shown = rows.map((row) => (isSimple ? simplifyInteraction(row, zone) : { ...row }));
		const addsNames = run.read('addNames', itemIndex, true);
		const named = addsNames ? await withNames(run.kiamo, interactionNames, shown, run.hint) : shown;
		return named.map(pick);
	},
};
