import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { openForEditor } from './editor';
import { listRows, type Row } from '../transport/pages';
import { locator, optionOf, searchAllRows } from './locator';

/** The agent that an operation works on. */
export const agentLocator = locator({
	displayName: 'Agent',
	name: 'agent',
	description: 'The agent to work on',
	searchListMethod: 'searchAgents',
	placeholder: 'e.g. 12',
});

/** The list of the locator: the agents whose name holds the filter. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	return await searchAllRows(kiamo, 'listAgents', {}, filter, optionOfAgent);
}

/** All agents, for drop-downs. */
export async function getAgents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const agents = await listRows(await openForEditor(this), 'listAgents', {});
	return agents.map(optionOfAgent);
}

const optionOfAgent = ({ id, first_name, last_name, login }: Row<'listAgents'>) =>
	optionOf(id, [first_name, last_name], [login]);
