import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { baseLocator } from '../base/locator';
import { contactLocator } from './locator';
import { contactOutput, readSimplify } from './openBase';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve a contact by its ID',
	properties: [baseLocator, contactLocator, ...contactOutput],
	async execute(run, itemIndex) {
		const path = { baseId: readId(run, 'base', itemIndex), contactId: readId(run, 'contact', itemIndex) };
		const contact = await run.kiamo.call('getContact', { path }, itemIndex);
		const show = await readSimplify(run, itemIndex);
		return show(contact);
	},
};
