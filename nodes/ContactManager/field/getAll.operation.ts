import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { listRows } from '../../shared/transport/pages';
import { baseLocator } from '../base/locator';

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many fields of contact base',
	description: 'Retrieve the fields of a contact base',
	output: { row: 'Field' },
	properties: [baseLocator, ...returnAllOrLimit],
	async execute(run, itemIndex) {
		const path = { baseId: readId(run, 'base', itemIndex) };
		const limit = readLimit(run, itemIndex);
		const fields = await listRows(run.kiamo, 'listBaseFields', { path }, { itemIndex, limit });
		// Each item has the key: n8n's table shows "undefined" where one lacks it.
		return fields.map((field) => ({ ...field, values: field.values ?? [] }));
	},
};
