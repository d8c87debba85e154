import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { baseLocator } from '../base/locator';
import { contactLocator } from './locator';

export const deleteContact: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete contact',
	description: 'Delete a contact permanently',
	properties: [baseLocator, contactLocator],
	writes: true,
	async execute(run, itemIndex) {
		const contactId = readId(run, 'contact', itemIndex);
		const path = { baseId: readId(run, 'base', itemIndex), contactId };
		await run.kiamo.call('deleteContact', { path }, itemIndex);
		return { deleted: true, id: contactId };
	},
};
