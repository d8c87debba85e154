import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { KiamoActivityPlanning } from '../../nodes/KiamoActivityPlanning/KiamoActivityPlanning.node';
import { KiamoAgent } from '../../nodes/KiamoAgent/KiamoAgent.node';
import { KiamoContactManager } from '../../nodes/KiamoContactManager/KiamoContactManager.node';
import { KiamoInteraction } from '../../nodes/KiamoInteraction/KiamoInteraction.node';
import { KiamoSupervision } from '../../nodes/KiamoSupervision/KiamoSupervision.node';
import { servicesFor } from '../support/engine';

const nodes = [
	new KiamoActivityPlanning(),
	new KiamoAgent(),
	new KiamoContactManager(),
	new KiamoInteraction(),
	new KiamoSupervision(),
].map(asTool);

/** What n8n makes of a node that is usable as a tool (its `convertNodeToAiTool`, which it does not publish). */
function asTool(node: INodeType): INodeType {
	const { usableAsTool, ...description } = node.description;
	if (!usableAsTool) throw new Error(`${description.displayName} is no tool`);
	node.description = {
		...description,
		name: `${description.name}Tool`,
		inputs: [],
		outputs: [NodeConnectionTypes.AiTool],
	};
	return node;
}

export interface ToolOperation {
	node: INodeType;
	/** `kiamoAgentTool.state.getAll`. */
	id: string;
	resource: string;
	operation: string;
	/** As n8n names the tool's node when somebody picks it: it becomes the name of the tool. */
	nodeName: string;
}

/** All operations of all action nodes. */
export const toolOperations: ToolOperation[] = nodes.flatMap((node) =>
	node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(displayOptions?.show?.resource as string[]).flatMap((resource) =>
				(options as INodePropertyOptions[]).map(({ value }) => {
					const operation = String(value);
					const nodeName = NodeHelpers.makeNodeName({ resource, operation }, node.description);
					const id = `${node.description.name}.${resource}.${operation}`;
					return { node, id, resource, operation, nodeName };
				}),
			),
		),
);

/** The parameters that an operation shows at first. */
export function propertiesOf({ node: { description }, resource, operation }: ToolOperation) {
	const common = ['resource', 'operation', 'requestOptions'];
	const start = { resource, operation };
	const values = NodeHelpers.getNodeParameters(
		description.properties,
		start,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	return description.properties.filter(
		(property) =>
			!common.includes(property.name) &&
			NodeHelpers.displayParameter({ ...values }, property, { typeVersion: 1 }, description),
	);
}

/** What a model fills, under the keys of n8n's editor: its display name after the number of its row, if it is in one. */
export function filledByModel(properties: INodeProperties[], rows: string[] = []): INodeParameters {
	const filled = properties.map((property) => [property.name, valueOf(property, rows)]);
	return Object.fromEntries(filled) as INodeParameters;
}

function valueOf(property: INodeProperties, rows: string[]): unknown {
	switch (property.type) {
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: askModel(property, 'string', rows) };
		case 'boolean':
		case 'json':
		case 'number':
			return askModel(property, property.type, rows);
		case 'dateTime':
		case 'string':
			return askModel(property, 'string', rows);
		case 'collection':
			return filledByModel(property.options as INodeProperties[], rows);
		case 'fixedCollection':
			return Object.fromEntries(
				(property.options as INodePropertyCollection[]).map(({ name, values }) => [
					name,
					property.typeOptions?.multipleValues
						? [filledByModel(values, [...rows, `${name}0`])]
						: filledByModel(values, rows),
				]),
			);
		default:
			return property.default;
	}
}

function askModel(
	{ displayName, description, hint = '' }: INodeProperties,
	type: string,
	rows: string[],
): string {
	const key = [...rows, displayName].join('_').replace(/[^a-zA-Z0-9-]/g, '_');
	const told = JSON.stringify(description ?? hint);
	return `={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', ${told}, '${type}') }}`;
}

export interface Tool {
	name: string;
	description: string;
	schema: unknown;
	/** What it answers, as the model gets it. */
	invoke(args: IDataObject): Promise<string>;
}

/** Gives an operation to an AI agent; the agent asks n8n's engine for its tools. */
export async function toolOf(
	{ node, resource, operation, nodeName }: ToolOperation,
	parameters: INodeParameters = {},
	credentials?: ICredentialDataDecryptedObject,
): Promise<Tool> {
	const common = { typeVersion: 1, position: [0, 0] as [number, number] };
	const toolNode = {
		...common,
		id: 'tool',
		name: nodeName,
		type: 'tool',
		parameters: { resource, operation, ...parameters },
		credentials: credentials && { kiamoApi: { id: '1', name: 'Kiamo' } },
	};
	const agentNode = { ...common, id: 'agent', name: 'Assistant', type: 'agent', parameters: {} };
	const types: Record<string, INodeType> = { tool: node, agent };
	const workflow = new Workflow({
		id: 'workflow',
		active: false,
		nodes: [toolNode, agentNode],
		connections: {
			[nodeName]: { ai_tool: [[{ node: agentNode.name, type: NodeConnectionTypes.AiTool, index: 0 }]] },
		},
		nodeTypes: {
			getByName: (type) => types[type],
			getByNameAndVersion: (type) => types[type],
			getKnownTypes: () => ({}),
		},
	});
	const data = { main: [[{ json: {} }]] };
	const context = new ExecuteContext(
		workflow,
		agentNode,
		servicesFor(credentials),
		'manual',
		createRunExecutionData(),
		0,
		data.main[0],
		data,
		{ node: agentNode, data, source: null },
		[],
	);
	const [tool] = (await context.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
	return tool;
}

const agent: INodeType = {
	description: {
		displayName: 'Assistant',
		name: 'agent',
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	} as unknown as INodeTypeDescription,
};

export interface ToolSchema {
	properties: Record<string, { type?: string; anyOf?: object[]; description?: string }>;
	required?: string[];
}

/** What a model is sent about the arguments of a tool. */
export function schemaOf(tool: Tool): ToolSchema {
	const { parameters } = convertToOpenAITool(tool as never).function;
	return parameters as unknown as ToolSchema;
}
