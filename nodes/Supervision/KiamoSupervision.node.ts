import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { apiRequest, apiRequestOperation } from '../shared/operation/apiRequest';
import type { Operations } from '../shared/operation/operation';
import { propertiesOf, requestOptions } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { agentOperation, agentOperations } from './agent';
import { searchPauseReasons } from '../shared/lists/pauseReasons';
import { indicatorOperation, indicatorOperations } from './indicators';
import { kinds } from './indicators/kinds';
import { listSearch } from './indicators/locator';
import { queueOperation, queueOperations } from './queue';
import { serviceOperation, serviceOperations } from './service';

const operations: Operations = {
	agent: agentOperations,
	agentIndicator: indicatorOperations(kinds.agent),
	apiRequest: { send: apiRequest('supervision') },
	groupIndicator: indicatorOperations(kinds.group),
	queue: queueOperations,
	service: serviceOperations,
	serviceIndicator: indicatorOperations(kinds.service),
};

export class KiamoSupervision implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Supervision',
		name: 'kiamoSupervision',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'See live how busy the services, agents and groups of Kiamo are, and step in',
		defaults: { name: 'Kiamo Supervision' },
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
				default: 'serviceIndicator',
				options: [
					{ name: 'Agent', value: 'agent' },
					{ name: 'Agent Indicator', value: 'agentIndicator' },
					{ name: 'API Request', value: 'apiRequest' },
					{ name: 'Group Indicator', value: 'groupIndicator' },
					{ name: 'Queue', value: 'queue' },
					{ name: 'Service', value: 'service' },
					{ name: 'Service Indicator', value: 'serviceIndicator' },
				],
			},
			agentOperation,
			indicatorOperation(kinds.agent, 'state and work of today'),
			apiRequestOperation,
			indicatorOperation(kinds.group, 'agents by state and work of today'),
			queueOperation,
			serviceOperation,
			indicatorOperation(kinds.service, 'who waits and how long, agents available and the figures of today'),
			...propertiesOf(operations),
			requestOptions,
		],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { ...listSearch, searchPauseReasons },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, operations);
	}
}
