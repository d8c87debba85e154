import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { baseLocator } from '../base/locator';
import { fieldsOf } from './fieldsOf';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many fields of contact base',
	description: 'Retrieve the fields of a contact base',
	output: { row: 'Field' },
	properties: [baseLocator, ...returnAllOrLimit],
	async execute(run, itemIndex) {
		const fields = await fieldsOf(run.kiamo, readId(run, 'base', itemIndex), itemIndex);
		return fields.slice(0, readLimit(run, itemIndex)).map((field) => ({ ...field }));
	},
};
