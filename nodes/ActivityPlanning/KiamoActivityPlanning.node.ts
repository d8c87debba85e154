import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { searchAgents, getAgents } from '../shared/lists/agents';
import { searchGroups, getGroups } from '../shared/lists/groups';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { apiRequest, apiRequestOperation } from '../shared/operation/apiRequest';
import type { Operations } from '../shared/operation/operation';
import { propertiesOf, requestOptions } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { activityOperation, activityOperations } from './activity';
import { getActivities, searchActivities } from './activity/locator';
import { plannedActivityOperation, plannedActivityOperations } from './plannedActivity';
import { searchPlannedActivities } from './plannedActivity/locator';

const operations: Operations = {
	activity: activityOperations,
	apiRequest: { send: apiRequest('activityPlanning') },
	plannedActivity: plannedActivityOperations,
};

export class KiamoActivityPlanning implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Activity Planning',
		name: 'kiamoActivityPlanning',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Plan what the agents of Kiamo do and when',
		defaults: { name: 'Kiamo Activity Planning' },
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
				default: 'plannedActivity',
				options: [
					{ name: 'Activity', value: 'activity' },
					{ name: 'API Request', value: 'apiRequest' },
					{ name: 'Planned Activity', value: 'plannedActivity' },
				],
			},
			activityOperation,
			apiRequestOperation,
			plannedActivityOperation,
			...propertiesOf(operations),
			requestOptions,
		],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchActivities, searchAgents, searchGroups, searchPlannedActivities },
		loadOptions: { getActivities, getAgents, getGroups },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, operations);
	}
}
