import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { apiRequest, apiRequestOperation } from '../shared/operation/apiRequest';
import type { Operations } from '../shared/operation/operation';
import { propertiesOf, requestOptions } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { agentOperation, agentOperations } from './agent';
import { searchAgents } from '../shared/lists/agents';
import { getSkills } from './agent/setSkills.operation';
import { callOperation, callOperations } from './call';
import { groupOperation, groupOperations } from './group';
import { getGroups, searchGroups } from '../shared/lists/groups';
import { stateOperation, stateOperations } from './state';
import { getPauseReasons } from '../shared/lists/pauseReasons';

const operations: Operations = {
	agent: agentOperations,
	apiRequest: { send: apiRequest('agent') },
	call: callOperations,
	group: groupOperations,
	state: stateOperations,
};

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'agent',
				options: [
					{ name: 'Agent', value: 'agent' },
					{ name: 'API Request', value: 'apiRequest' },
					{ name: 'Call', value: 'call' },
					{ name: 'Group', value: 'group' },
					{ name: 'State', value: 'state' },
				],
			},
			agentOperation,
			apiRequestOperation,
			callOperation,
			groupOperation,
			stateOperation,
			...propertiesOf(operations),
			requestOptions,
		],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchAgents, searchGroups },
		loadOptions: { getGroups, getPauseReasons, getSkills },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, operations);
	}
}
