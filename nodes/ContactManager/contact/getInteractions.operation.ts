import { addNames } from '../../shared/lists/names';
import { readId } from '../../shared/lists/locator';
import { interactionOutput, showInteractions } from '../../shared/operation/interactions';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimitOfLongRows } from '../../shared/operation/properties';
import { sortChoice, sortedRows } from '../../shared/operation/sorted';
import { baseLocator } from '../base/locator';
import { contactLocator } from './locator';

export const getInteractions: ItemOperation = {
	name: 'Get Interactions',
	value: 'getInteractions',
	action: 'Get interactions of contact',
	description: 'Retrieve the calls, emails, chats and messages of a contact',
	properties: [
		baseLocator,
		contactLocator,
		...returnAllOrLimitOfLongRows,
		sortChoice('newest'),
		...interactionOutput,
		addNames,
	],
	async execute(run, itemIndex) {
		const path = { baseId: readId(run, 'base', itemIndex), contactId: readId(run, 'contact', itemIndex) };
		const limit = readLimit(run, itemIndex);
		const rows = await sortedRows(
			run,
			'listContactInteractions',
			{ path },
			{ limit, itemIndex, defaultOrder: 'newest' },
		);
		return await showInteractions(run, itemIndex, rows);
	},
};
