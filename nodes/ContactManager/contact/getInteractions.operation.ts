import { listRows } from '../../shared/transport/pages';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimitOfLongRows } from '../../shared/operation/properties';
import { baseLocator } from '../base/locator';
import { contactLocator } from './locator';

export const getInteractions: ItemOperation = {
	name: 'Get Interactions',
	value: 'getInteractions',
	action: 'Get interactions of contact',
	description: 'Retrieve the calls, e-mails, chats and messages of a contact',
	output: { row: 'Interaction' },
	properties: [baseLocator, contactLocator, ...returnAllOrLimitOfLongRows],
	async execute(run, itemIndex) {
		const path = { baseId: readId(run, 'base', itemIndex), contactId: readId(run, 'contact', itemIndex) };
		const limit = readLimit(run, itemIndex);
		return await listRows(run.kiamo, 'listContactInteractions', { path }, { limit, itemIndex });
	},
};
