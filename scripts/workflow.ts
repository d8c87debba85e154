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

/** What a user chooses in the Kiamo nodes of an example, by the name of the parameter. */
export type Choices = Record<string, { id: string | number; name: string }>;

/** An example, with the credential and what else its Kiamo nodes leave open chosen, as a user does in the editor. */
export function chooseKiamo(workflow: Workflow, credential: object, choices: Choices): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith('n8n-nodes-kiamo.')) return node;
		const given = node.parameters as Record<string, unknown>;
		const parameters = Object.entries(given).map(([name, value]) => {
			const isOpen = isLocator(value) && value.value === '';
			if (!isOpen || !(name in choices)) return [name, value] as const;
			const { id, name: cachedResultName } = choices[name];
			return [name, { __rl: true, mode: 'list', value: String(id), cachedResultName }] as const;
		});
		return { ...node, parameters: Object.fromEntries(parameters), credentials: { kiamoApi: credential } };
	});
	return { ...workflow, nodes };
}

function isLocator(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && '__rl' in value;
}

/** A workflow with what a user sets in one of its nodes: parameters, credentials. */
export function changeNode(
	workflow: Workflow,
	name: string,
	{ parameters, ...rest }: { parameters?: object; credentials?: object },
): Workflow {
	if (!workflow.nodes.some((node) => node.name === name))
		throw new Error(`${workflow.name} has no node ${name}`);
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== name) return node;
		return { ...node, ...rest, parameters: { ...(node.parameters as object), ...parameters } };
	});
	return { ...workflow, nodes };
}

/** A workflow that runs every `seconds`, a divisor of 60, instead of at its own pace. */
export function atPace(workflow: Workflow, seconds: number): Workflow {
	// n8n lets a schedule poll once a minute, and a trigger have several schedules.
	const item = Array.from({ length: 60 / seconds }, (_, at) => ({
		mode: 'custom',
		cronExpression: `${at * seconds} * * * * *`,
	}));
	const paceOf = (type: string) => {
		if (/^n8n-nodes-kiamo\..*Trigger$/.test(type)) return { pollTimes: { item } };
		if (type !== 'n8n-nodes-base.scheduleTrigger') return {};
		return { rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] } };
	};
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: { ...(node.parameters as object), ...paceOf(node.type) },
	}));
	return { ...workflow, nodes };
}
