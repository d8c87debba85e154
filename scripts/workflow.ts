import type { Workflow } from './sandbox/session';

export type Node = Workflow['nodes'][number];

/** A node whose id is its name, of the first version of its type unless `more` says otherwise. */
export const node = (name: string, type: string, parameters: object, more: object = {}): Node => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...more,
});

/** A workflow whose nodes follow each other. */
export function inLine(name: string, nodes: Node[], settings: object = {}): Workflow {
	const connections = Object.fromEntries(
		nodes.slice(1).map((next, index) => [nodes[index].name, { main: [[to(next.name)]] }]),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1', ...settings } };
}

/** The end of a connection. */
export const to = (name: string) => ({ node: name, type: 'main', index: 0 });

/** What a mapper of columns holds when each takes the field of the item that has its name; `score` is a number. */
export const mapped = (columns: string[], matchingColumns: string[] = []) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map((name) => [name, `={{ $json.${name} }}`])),
	matchingColumns,
	schema: columns.map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: matchingColumns.includes(id),
		canBeUsedToMatch: true,
		display: true,
		type: id === 'score' ? 'number' : 'string',
	})),
});
