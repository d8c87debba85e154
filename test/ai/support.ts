import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { KiamoActivityPlanning } from '../../nodes/ActivityPlanning/KiamoActivityPlanning.node';
import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import { KiamoSupervision } from '../../nodes/Supervision/KiamoSupervision.node';
import { operationsOf, shownProperties, type AiOperation, type ShownTool } from '../support/aiTools';
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

export interface ToolOperation extends AiOperation {
	node: INodeType;
	/** `kiamoAgentTool.state.getAll`. */
	id: string;
}

/** All operations of all action nodes. */
export const toolOperations: ToolOperation[] = nodes.flatMap((node) =>
	operationsOf(node.description).map((operation) => ({
		...operation,
		node,
		id: `${node.description.name}.${operation.resource}.${operation.operation}`,
	})),
);

/** The parameters that an operation shows at first. */
export const propertiesOf = ({ node: { description }, ...operation }: ToolOperation) =>
	shownProperties(description, operation);

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

/** What a model is sent about a tool. */
export const shownOf = (tool: Tool): ShownTool =>
	convertToOpenAITool(tool as never).function as unknown as ShownTool;
