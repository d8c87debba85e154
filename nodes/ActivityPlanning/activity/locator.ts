import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { openForEditor } from '../../shared/lists/editor';
import { listRows } from '../../shared/transport/pages';
import { locator, optionOf, searchAllRows } from '../../shared/lists/locator';

/** The activity that an operation works on, or plans. */
export const activityLocator = locator({
	displayName: 'Activity',
	name: 'activity',
	description: 'The activity, such as work, a break or a training',
	searchListMethod: 'searchActivities',
	placeholder: 'e.g. 1',
});

/** The list of the locator: the activities whose name or kind holds the filter. */
export async function searchActivities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	return await searchAllRows(kiamo, 'listActivities', {}, filter, ({ id, name, kind }) =>
		optionOf(id, [name], [kind]),
	);
}

/** All activities, for drop-downs. */
export async function getActivities(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const activities = await listRows(await openForEditor(this), 'listActivities', {});
	return activities.map(({ id, name, kind }) => optionOf(id, [name], [kind]));
}
