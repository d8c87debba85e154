import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openForEditor } from '../../shared/lists/editor';
import { locator, optionOf, searchAllRows } from '../../shared/lists/locator';

/** The base that an operation works on. */
export const baseLocator = locator({
	displayName: 'Base',
	name: 'base',
	description: 'The contact base to work on',
	searchListMethod: 'searchBases',
	placeholder: 'e.g. 574c1d3995834b2412000029',
});

/** The list of the locator: the bases whose name holds the filter. */
export async function searchBases(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	return await searchAllRows(kiamo, 'listBases', {}, filter, ({ id, name }) => optionOf(id, [name]));
}
