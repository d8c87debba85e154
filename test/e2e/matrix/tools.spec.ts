import { nodeNameToToolName, type INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../../../scripts/sandbox/session';
import { byId, node, to } from '../../../scripts/workflow';
import { countAsked, faultsOf, filledByModel, operationsOf, shownProperties } from '../../support/aiTools';
import { startScriptedModel } from '../support/scriptedModel';
import { actions, expect, findType, line, nameIn, test } from './support';

interface GivenTool {
	name: string;
	parameters: INodeParameters;
}

const names = new Set<string>();

// Every operation as a tool: what an AI agent of this n8n sends to its model.
for (const action of actions) {
	test(`Tools of ${action.displayName}`, async ({ session, credential, types }) => {
		const type = findType({ types }, nameIn(action, 'Tool'));
		const given = operationsOf(type).map(({ nodeName, ...operation }): GivenTool => {
			const parameters = { ...operation, ...filledByModel(shownProperties(type, operation)) };
			return { name: nodeName, parameters };
		});
		const model = await startScriptedModel();
		try {
			const data = { apiKey: 'none', url: model.url };
			const openAiApi = await session.saveCredential('Model', 'openAiApi', data);
			const workflow = agentWith(type.name, given, { kiamoApi: credential }, { openAiApi });
			const { resultData } = (await session.runWorkflow(await session.saveWorkflow(workflow), 'Start')).data;
			expect(resultData.error?.message).toBeUndefined();
		} finally {
			model.close();
		}
		expect(model.requests).toHaveLength(1);
		const tools = model.requests[0].tools.map((tool) => tool.function);
		const asked = new Map(given.map((tool) => [nodeNameToToolName(tool.name), countAsked(tool.parameters)]));
		expect(tools.map(({ name }) => name).sort()).toEqual([...asked.keys()].sort());
		expect(tools.flatMap((tool) => faultsOf(tool, asked.get(tool.name) ?? 0))).toEqual([]);
		expect(tools.filter(({ name }) => names.has(name))).toEqual([]);
		for (const { name } of tools) names.add(name);
	});
}

/** A workflow in which an AI agent has these tools. */
function agentWith(type: string, given: GivenTool[], kiamo: object, openAi: object): Workflow {
	const langchain = '@n8n/n8n-nodes-langchain';
	const prompt = { promptType: 'define', text: 'What can you do?' };
	const agent = node('Assistant', `${langchain}.agent`, prompt, { typeVersion: 3 });
	const chat = { typeVersion: 1.2, credentials: openAi };
	const model = node('Model', `${langchain}.lmChatOpenAi`, { model: byId('scripted') }, chat);
	const tools = given.map(({ name, parameters }) => node(name, type, parameters, { credentials: kiamo }));
	const workflow = line(`Agent with ${type}`, node('Start', 'n8n-nodes-base.manualTrigger', {}), agent);
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
