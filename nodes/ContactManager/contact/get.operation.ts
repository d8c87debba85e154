import type { INodeProperties } from 'n8n-workflow';

import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { baseLocator } from '../base/locator';
import { fieldsOf } from '../field/fieldsOf';
import { contactLocator } from './locator';
import { contactSimplifier } from './simplify';

/** The switch between Kiamo's own form of a contact and a flat one. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const get: ItemOperation = {
	properties: [baseLocator, contactLocator, simplify],
	async execute(run, itemIndex) {
		const baseId = readId(run, 'base', itemIndex);
		const path = { baseId, contactId: readId(run, 'contact', itemIndex) };
		const contact = await run.kiamo.call('getContact', { path }, itemIndex);
		if (!run.read('simplify', itemIndex, true)) return { ...contact };
		return contactSimplifier(await fieldsOf(run.kiamo, baseId, itemIndex))(contact);
	},
};
