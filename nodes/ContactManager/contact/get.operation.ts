import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { simplify } from '../../shared/operation/properties';
import { baseLocator } from '../base/locator';
import { fieldsOf } from '../field/fieldsOf';
import { contactLocator } from './locator';
import { contactSimplifier } from './simplify';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve a contact by its ID',
	properties: [baseLocator, contactLocator, simplify],
	async execute(run, itemIndex) {
		const baseId = readId(run, 'base', itemIndex);
		const path = { baseId, contactId: readId(run, 'contact', itemIndex) };
		const contact = await run.kiamo.call('getContact', { path }, itemIndex);
		if (!run.read('simplify', itemIndex, true)) return { ...contact };
		return contactSimplifier(await fieldsOf(run.kiamo, baseId, itemIndex))(contact);
	},
};
