import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { openForEditor } from './editor';
import { listRows } from '../transport/pages';
import { locator, optionOf, searchAllRows } from './locator';

/** The group that an operation works on. */
export const groupLocator = locator({
	displayName: 'Group',
	name: 'group',
	description: 'The group to work on',
	searchListMethod: 'searchGroups',
	placeholder: 'e.g. 3',
});

/** The list of the locator: the groups whose name holds the filter. */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	return await searchAllRows(kiamo, 'listGroups', {}, filter, ({ id, name }) => optionOf(id, [name]));
}

/** All groups, for drop-downs. */
export async function getGroups(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const groups = await listRows(await openForEditor(this), 'listGroups', {});
	return groups.map(({ id, name }) => optionOf(id, [name]));
}
