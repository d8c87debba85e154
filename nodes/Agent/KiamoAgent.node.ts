import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties, operationSubtitle } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { agent } from './agent';
import { searchAgents } from '../shared/lists/agents';
import { getSkills } from './agent/setSkills.operation';
import { call } from './call';
import { group } from './group';
import { getGroups, searchGroups } from '../shared/lists/groups';
import { state } from './state';
import { getPauseReasons } from '../shared/lists/pauseReasons';

const resources = [agent, apiRequest('agent'), call, group, server('agent'), state];

export class KiamoAgent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Agent',
		name: 'kiamoAgent',
		icon: { light: 'file:../../icons/agent.svg', dark: 'file:../../icons/agent.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Manage agents, their states and skills',
		defaults: { name: 'Kiamo Agent' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Manages contact center agents, their states, groups and skills. To sync agents with an HR or identity system, prefer Create or Update: it matches existing agents. Start (resource Call) makes a phone call at once.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoAgentTrigger',
					relationHint: 'Starts the workflow when the state of an agent changes',
				},
				{ nodeType: 'n8n-nodes-kiamo.kiamoActivityPlanning', relationHint: 'Plans what the agents do' },
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: nodeProperties(resources, 'agent'),
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchAgents, searchGroups },
		loadOptions: { getGroups, getPauseReasons, getSkills },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources);
	}
}
