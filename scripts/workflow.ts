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

/** The end of a connection; `kind` is `ai_tool`, for instance. */
export const to = (name: string, kind = 'main') => ({ node: name, type: kind, index: 0 });

/** What a locator holds when its ID was typed in. */
export const byId = (id: string | number) => ({ __rl: true, mode: 'id', value: String(id) });

/** What a mapper of columns holds when each takes the field of the item that has its name; texts but for the `numbers`. */
export const mapped = (
	columns: string[],
	{ matchOn = [], numbers = [] }: { matchOn?: string[]; numbers?: string[] } = {},
) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map((name) => [name, `={{ $json.${name} }}`])),
	matchingColumns: matchOn,
	schema: columns.map((id) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: matchOn.includes(id),
		canBeUsedToMatch: true,
		display: true,
		type: numbers.includes(id) ? 'number' : 'string',
	})),
});
