import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openForEditor } from '../../shared/editor';
import { locator, searchAllRows } from '../../shared/locator';

/** The reason for a pause. Kiamo lists them in its Agent API, a right that a token for Supervision may lack. */
export const pauseReasonLocator = {
	...locator({
		displayName: 'Pause Reason',
		name: 'pauseReason',
		description:
			'Why the agent pauses. The list needs the right GET on the Agent API; without it, give the ID.',
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
	return await searchAllRows(kiamo, 'listPauseReasons', {}, filter, ({ id, label }) => ({
		name: label,
		value: String(id),
	}));
}
