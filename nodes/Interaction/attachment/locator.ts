import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { chosenId, openForEditor } from '../../shared/lists/editor';
import { isId, locator, optionOf, searchAllRows } from '../../shared/lists/locator';

export type Attachment = components['schemas']['Attachment'];

/** The attachment that an operation works on. */
export const attachmentLocator = locator({
	displayName: 'Attachment',
	name: 'attachment',
	description: 'The recording, voicemail or file to work on',
	searchListMethod: 'searchAttachments',
	placeholder: 'e.g. 311',
});

/** The list of the locator: the attachments of the chosen interaction whose name holds the filter. */
export async function searchAttachments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const interactionId = chosenId(this, 'interaction') ?? '';
	if (!isId(interactionId)) return { results: [] };
	const kiamo = await openForEditor(this);
	const path = { interactionId };
	return await searchAllRows(kiamo, 'listInteractionAttachments', { path }, filter, (row) =>
		optionOf(row.id, [row.name], [row.kind, !row.ready && 'not ready yet']),
	);
}
