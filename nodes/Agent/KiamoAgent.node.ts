import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties } from '../shared/operation/properties';
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
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Manage the agents of Kiamo, their states, groups and skills, and start calls',
		defaults: { name: 'Kiamo Agent' },
		usableAsTool: true,
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
