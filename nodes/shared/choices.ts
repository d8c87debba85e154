import type { INodeProperties } from 'n8n-workflow';

/** n8n's own words, after a description or alone. */
function withAdvice(description: string, ids: string): string {
	const advice = `Choose from the list, or specify ${ids} using an <a href="https://docs.n8n.io/code/expressions/">expression</a>`;
	return description ? `${description} ${advice}.` : advice;
}

/** A choice of one thing of Kiamo from a drop-down, or by its ID. `description` says what it is for. */
export function nameOrId(
	thing: string,
	name: string,
	loadOptionsMethod: string,
	description = '',
): INodeProperties {
	return {
		displayName: `${thing} Name or ID`,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: withAdvice(description, 'an ID'),
	};
}

/** A choice of several things of Kiamo from a drop-down, or by their IDs. `description` says what it is for. */
export function namesOrIds(
	thing: string,
	name: string,
	loadOptionsMethod: string,
	description = '',
): INodeProperties {
	return {
		displayName: `${thing} Names or IDs`,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod },
		default: [],
		description: withAdvice(description, 'IDs'),
	};
}
