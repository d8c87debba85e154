import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readOutput } from '../../shared/operation/output';
import { baseLocator } from '../base/locator';
import { fieldsOf } from '../field/fieldsOf';
import { contactLocator } from './locator';
import { contactOutput, readSimplify } from './openBase';
import { contactSimplifier } from './simplify';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Retrieve a contact by its ID',
	properties: [baseLocator, contactLocator, ...contactOutput],
	async execute(run, itemIndex) {
		const baseId = readId(run, 'base', itemIndex);
		const path = { baseId, contactId: readId(run, 'contact', itemIndex) };
		const contact = await run.kiamo.call('getContact', { path }, itemIndex);
		if (!readOutput(run, itemIndex).isSimple) return { ...contact };
		const simplify = contactSimplifier(await fieldsOf(run.kiamo, baseId, itemIndex));
		return readSimplify(run, itemIndex, simplify)(contact);
	},
};
