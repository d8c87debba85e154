import { operations, paging, type Operation, type Paging } from '../../../contract/generated/operations';
import type { feeds } from '../../../contract/generated/types';
import type { Query } from './url';

/** What the contract says about an operation. Throws, for who adds a call, where it does not have it. */
export function operationOf(id: string): Operation {
	const found = (operations as Record<string, Operation | undefined>)[id];
	if (!found) throw new Error(`The contract has no operation "${id}": add it, then run "npm run contract"`);
	return found;
}

/** The most elements that an array of an operation may have: 1 where Kiamo takes one at a time. */
export function mostElements(id: string): number {
	const { arrays, single } = operationOf(id);
	return arrays && !(single && operationOf(single.operation).replace) ? arrays : 1;
}

/** How the list of an operation is read. */
export function listPaging(id: string): Paging {
	const { api, paging: own } = operationOf(id);
	return own ?? paging[api];
}

/** The property that says when a row of a feed changed. */
export const changedName = (id: feeds): string => operationOf(id).feed?.changed ?? '';

/** What asks a list for what changed at a moment or later, or for all, in the order of change; nothing where it has none. */
export function feedQuery(id: string, since?: string): Query {
	const feed = operationOf(id).feed;
	return { ...feed?.sort, ...(since !== undefined && feed ? { [feed.from]: since } : {}) };
}

/** How many minutes late a row may show up in a feed, at most. */
export const overlapMinutes: number = Math.max(
	...Object.values(operations as Record<string, Operation>).map(({ feed }) => feed?.overlapMinutes ?? 0),
);
