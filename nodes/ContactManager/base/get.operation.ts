import type { ItemOperation } from '../../shared/operation/operation';
import { readId } from '../../shared/lists/locator';
import { baseLocator } from './locator';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get contact base',
	description: 'Retrieve a contact base by its ID',
	output: { row: 'Base' },
	properties: [baseLocator],
	async execute(run, itemIndex) {
		const path = { baseId: readId(run, 'base', itemIndex) };
		return await run.kiamo.call('getBase', { path }, itemIndex);
	},
};
