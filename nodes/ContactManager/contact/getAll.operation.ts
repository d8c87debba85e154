import type { INodeProperties } from 'n8n-workflow';

import type { Arguments } from '../../shared/transport/client';
import { originOf } from '../../shared/values/zones';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { Filters } from '../../shared/operation/filters';
import { filtersOf, readLimit, returnAllOrLimitOfLongRows } from '../../shared/operation/properties';
import { sortChoice, sortedRows } from '../../shared/operation/sorted';
import { baseLocator } from '../base/locator';
import { contactFilters, toFilterQuery, type ContactFilters } from './filters';
import { contactOutput, readSimplify } from './openBase';

const filters: INodeProperties[] = [
	{
		displayName: 'Created Since',
		name: 'createdSince',
		type: 'dateTime',
		default: '',
		description: 'Only contacts created at this time or later',
	},
	...contactFilters,
	{
		displayName: 'Updated Since',
		name: 'updatedSince',
		type: 'dateTime',
		default: '',
		description: 'Only contacts changed at this time or later',
	},
];

const properties: INodeProperties[] = [
	baseLocator,
	...returnAllOrLimitOfLongRows,
	sortChoice('oldest'),
	...contactOutput,
	filtersOf(filters),
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many contacts',
	description: 'Retrieve many contacts of a base',
	properties,
	async execute(run, itemIndex) {
		const baseId = readId(run, 'base', itemIndex);
		const query = toQuery(run, itemIndex);
		const limit = readLimit(run, itemIndex);
		const args = { path: { baseId }, query };
		const order = { limit, itemIndex, defaultOrder: 'oldest' as const };
		const contacts = await sortedRows(run, 'listContacts', args, order);
		return contacts.map(await readSimplify(run, itemIndex));
	},
};

function toQuery(run: Run, itemIndex: number): Arguments<'listContacts'>['query'] {
	const given = new Filters(run, itemIndex, filters);
	const origin = originOf(run);
	return {
		...toFilterQuery(run.read<ContactFilters>('filters', itemIndex, {})),
		created_from: given.moment('createdSince', origin),
		updated_from: given.moment('updatedSince', origin),
	};
}
