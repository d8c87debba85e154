import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openForEditor } from '../../shared/lists/editor';
import { listRows } from '../../shared/transport/pages';
import { fold, locator } from '../../shared/lists/locator';
import type { Interaction } from '../../shared/operation/interactions';
import { feedQuery } from '../../shared/transport/contract';

const shownDays = 1;
const mostRead = 2_000;
const mostShown = 200;

/** The interaction that an operation works on. */
export const interactionLocator = locator({
	displayName: 'Interaction',
	name: 'interaction',
	description: 'The interaction to work on. The list shows those that changed within the last day.',
	searchListMethod: 'searchInteractions',
	placeholder: 'e.g. 48211',
});

/** The list of the locator: the interactions of the last day that hold the filter, the last changed first. */
export async function searchInteractions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	const query = feedQuery('listInteractions', new Date(Date.now() - shownDays * 86_400_000).toISOString());
	const rows = await listRows(kiamo, 'listInteractions', { query }, { limit: mostRead });
	const results = rows.toReversed().map((row) => ({ name: titleOf(row), value: String(row.id) }));
	const wanted = fold(filter ?? '');
	return { results: results.filter(({ name }) => fold(name).includes(wanted)).slice(0, mostShown) };
}

/** What people know an interaction by. */
function titleOf({ id, label, reference, customer, destination, channel, status }: Interaction): string {
	const parts = [customer ?? destination, label ?? reference, `${channel}, ${status.replaceAll('_', ' ')}`];
	return `${parts.filter(Boolean).join(', ')} (${id})`;
}
