import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { openForEditor } from './editor';
import type { Kiamo } from '../transport/client';
import { listRows } from '../transport/pages';
import { locator, optionOf, searchAllRows } from './locator';

/** The reason for a pause. Kiamo lists them in its Agent API, a right that a token for Supervision may lack. */
export const pauseReasonLocator = {
	...locator({
		displayName: 'Pause Reason',
		name: 'pauseReason',
		description:
			'Why the agent pauses. The list needs the permission GET on the Agent API. Without it, enter the ID.',
		searchListMethod: 'searchPauseReasons',
		placeholder: 'e.g. 2',
	}),
	displayOptions: { show: { state: ['paused'] } },
};

/** The list of the locator: the reasons whose label holds the filter. */
export async function searchPauseReasons(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	return await searchAllRows(kiamo, 'listPauseReasons', {}, filter, ({ id, label }) => optionOf(id, [label]));
}

/** The reasons for a pause that Kiamo has, for drop-downs. */
export async function getPauseReasons(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const reasons = await pauseReasons(await openForEditor(this));
	return [...reasons].map(([id, label]) => optionOf(id, [label]));
}

/** The names of the reasons for a pause, by ID; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function pauseReasons(kiamo: Kiamo, itemIndex?: number): Promise<Map<string, string>> {
	return await kiamo.once('pauseReasons', async () => {
		const reasons = await listRows(kiamo, 'listPauseReasons', {}, { itemIndex });
		return new Map(reasons.map(({ id, label }) => [String(id), label]));
	});
}
