import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	Workflow,
	createRunExecutionData,
	type IDataObject,
	type INode,
	type INodeTypes,
	type ITaskData,
} from 'n8n-workflow';

const folder = join(__dirname, '../../examples/crm');

/** The folders of the CRMs. */
export const crms = readdirSync(folder);

export interface Example {
	nodes: INode[];
	connections: Workflow['connectionsBySourceNode'];
}

export type Name = 'contacts-both-ways' | 'interaction-ended-to-activity' | 'list-to-callbacks';

/** A workflow of a CRM. */
export const readExample = (crm: string, name: Name) =>
	structuredClone(jest.requireActual<Example>(join(folder, crm, `${name}.json`)));

/** A node by its name. */
export function nodeOf({ nodes }: Example, name: string): INode {
	const node = nodes.find((one) => one.name === name);
	if (!node) throw new Error(`No node ${name}`);
	return node;
}

/** What earlier nodes returned, by name; `from` is the node before, where items are followed back to another one. */
export type Ran = Record<string, { rows: IDataObject[]; from?: string }>;

const nodeTypes = {
	getByNameAndVersion: () => ({ description: { properties: [] } }),
} as unknown as INodeTypes;
const toItems = (rows: IDataObject[]) => rows.map((json, item) => ({ json, pairedItem: { item } }));
const toTask = ({ rows, from }: Ran[string]): ITaskData => ({
	startTime: 0,
	executionIndex: 0,
	executionTime: 0,
	source: from ? [{ previousNode: from }] : [],
	data: { main: [toItems(rows)] },
});

/** Evaluates a parameter of a node as n8n does; its item is `json`, which comes from the node `from`. */
export function evaluate(
	{ nodes, connections }: Example,
	node: string,
	text: string,
	{ json, from, ran }: { json: IDataObject; from: string; ran: Ran },
): unknown {
	// A workflow leaves its nodes only the parameters that their types have.
	const own = structuredClone(nodes);
	const workflow = new Workflow({ nodes: own, connections, active: false, nodeTypes });
	const runData = Object.fromEntries(Object.entries(ran).map(([name, one]) => [name, [toTask(one)]]));
	const input = toItems([json]);
	const source = { main: [{ previousNode: from }] };
	return workflow.expression.getParameterValue(
		text,
		createRunExecutionData({ resultData: { runData } }),
		0,
		0,
		node,
		input,
		'manual',
		{},
		{ data: { main: [input] }, node: workflow.nodes[node], source },
	);
}
