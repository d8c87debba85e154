import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { openForEditor } from './editor';
import { listRows } from '../transport/pages';
import { locator, optionOf, searchAllRows } from './locator';

/** The service that an operation works on. */
export const serviceLocator = locator({
	displayName: 'Service',
	name: 'service',
	description: 'The service to work on',
	searchListMethod: 'searchServices',
	placeholder: 'e.g. 4',
});

/** The list of the locator: the services whose name holds the filter. */
export async function searchServices(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	return await searchAllRows(kiamo, 'listServices', {}, filter, ({ id, name }) => optionOf(id, [name]));
}

/** All services, for drop-downs. */
export async function getServices(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const services = await listRows(await openForEditor(this), 'listServices', {});
	return services.map(({ id, name }) => optionOf(id, [name]));
}
