import { nodeNameToToolName, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';
import {
	countAsked,
	faultsOf,
	filledByModel,
	operationsOf,
	shownProperties,
	type ToldTool,
} from '../aiTools';
import { startScriptedModel } from '../examples/scriptedModel';
import { expectSame } from '../expectSame';
import type { Workflow } from '../sandbox/session';
import { byId, node, to } from '../workflow';
import { isTrigger, kiamoTypes, line, titleOf, type Part, type World } from './world';

interface GivenTool {
	name: string;
	parameters: INodeParameters;
}

/** Every operation of every action node as a tool: what an AI agent of this n8n sends to its model. */
export const tools: Part = {
	name: 'Tools',
	checks(world) {
		const names = new Set<string>();
		const actions = kiamoTypes(world).filter((type) => !isTrigger(type));
		return actions.map((action) => ({
			name: titleOf(action),
			async run() {
				const type = world.types.find(({ name }) => name === `${action.name}Tool`);
				if (!type) throw new Error('n8n makes no tool of it');
				return await checkTools(world, type, names);
			},
		}));
	},
};

/** Checks the tools of a node; `names` are those of other nodes, and get those of this one. */
async function checkTools(world: World, type: INodeTypeDescription, names: Set<string>): Promise<string> {
	const given = operationsOf(type).map(({ nodeName, ...operation }) => {
		const asked = filledByModel(shownProperties(type, operation));
		return { name: nodeName, parameters: { ...operation, ...asked } };
	});
	const told = await toldBy(world, type, given);
	expectSame(
		'The tools',
		told.map(({ name }) => name).sort(),
		given.map(({ name }) => nodeNameToToolName(name)).sort(),
	);
	const asked = new Map(
		given.map(({ name, parameters }) => [nodeNameToToolName(name), countAsked(parameters)]),
	);
	const faults = told.flatMap((tool) => faultsOf(tool, asked.get(tool.name) ?? 0));
	const twice = told.filter(({ name }) => names.has(name)).map(({ name }) => `${name} is there twice`);
	if (faults.length + twice.length > 0) throw new Error([...faults, ...twice].join('; '));
	for (const { name } of told) names.add(name);
	const sizeOf = (tool: ToldTool) => JSON.stringify(tool).length;
	const [largest] = told.toSorted((one, other) => sizeOf(other) - sizeOf(one));
	return `${told.length} tools, largest ${(sizeOf(largest) / 1000).toFixed(1)} kB: ${largest.name}`;
}

/** What a model is told of tools that are all given to one AI agent. */
async function toldBy(
	{ session, credential }: World,
	type: INodeTypeDescription,
	given: GivenTool[],
): Promise<ToldTool[]> {
	const model = await startScriptedModel();
	try {
		const openAiApi = await session.saveCredential('Model', 'openAiApi', { apiKey: 'none', url: model.url });
		const workflow = agentWith(type, given, { kiamoApi: credential }, { openAiApi });
		const { data } = await session.runWorkflow(await session.saveWorkflow(workflow), 'Start');
		const { error } = data.resultData;
		if (error) throw new Error(error.message);
		expectSame('The requests to the model', model.requests.length, 1);
		return model.requests[0].tools.map((tool) => tool.function);
	} finally {
		model.close();
	}
}

/** A workflow in which an AI agent has these tools. */
function agentWith(
	{ name: type }: INodeTypeDescription,
	given: GivenTool[],
	kiamo: object,
	openAi: object,
): Workflow {
	const langchain = '@n8n/n8n-nodes-langchain';
	const agent = node(
		'Assistant',
		`${langchain}.agent`,
		{ promptType: 'define', text: 'What can you do?' },
		{ typeVersion: 3 },
	);
	const model = node(
		'Model',
		`${langchain}.lmChatOpenAi`,
		{ model: byId('scripted') },
		{ typeVersion: 1.2, credentials: openAi },
	);
	const tools = given.map(({ name, parameters }) => node(name, type, parameters, { credentials: kiamo }));
	const workflow = line(`${type} told`, node('Start', 'n8n-nodes-base.manualTrigger', {}), agent);
	const toAgent = (kind: string) => ({ [kind]: [[to(agent.name, kind)]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, model, ...tools],
		connections: {
			...workflow.connections,
			[model.name]: toAgent('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, toAgent('ai_tool')])),
		},
	};
}
