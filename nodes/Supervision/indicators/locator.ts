import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import { openForEditor } from '../../shared/lists/editor';
import { locator, optionOf, searchAllRows } from '../../shared/lists/locator';
import { readIndicators } from './rows';
import { kinds, type Kind } from './kinds';

/** The service that an operation works on. As for agents and groups, a token for Supervision alone is enough to list them. */
export const serviceLocator = locator({
	displayName: 'Service',
	name: 'service',
	description: 'The service to look at or to open and close',
	searchListMethod: 'searchServices',
	placeholder: 'e.g. 4',
});

/** The agent that an operation works on. */
export const agentLocator = locator({
	displayName: 'Agent',
	name: 'agent',
	description: 'The agent to look at or to put in a state',
	searchListMethod: 'searchAgents',
	placeholder: 'e.g. 12',
});

/** The group that an operation works on. */
export const groupLocator = locator({
	displayName: 'Group',
	name: 'group',
	description: 'The group of agents to look at',
	searchListMethod: 'searchGroups',
	placeholder: 'e.g. 3',
});

/** The lists of the locators: the services, agents or groups whose name holds the filter. */
export const listSearch = {
	searchServices: searchOf(kinds.service),
	searchAgents: searchOf(kinds.agent),
	searchGroups: searchOf(kinds.group),
};

/** All services, agents and groups, for drop-downs. */
export const loadOptions = {
	getServices: optionsOf(kinds.service),
	getAgents: optionsOf(kinds.agent),
	getGroups: optionsOf(kinds.group),
};

function searchOf({ list, id }: Kind) {
	return async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const kiamo = await openForEditor(this);
		return await searchAllRows(kiamo, list, {}, filter, (row) =>
			optionOf((row as unknown as Record<Kind['id'], unknown>)[id], [row.name]),
		);
	};
}

function optionsOf(kind: Kind) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const rows = await readIndicators(await openForEditor(this), kind);
		return rows.map((row) => optionOf(row[kind.id], [row.name]));
	};
}
