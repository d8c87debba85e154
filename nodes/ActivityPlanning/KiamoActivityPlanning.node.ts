import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { searchAgents, getAgents } from '../shared/lists/agents';
import { searchGroups, getGroups } from '../shared/lists/groups';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties, operationSubtitle } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { activity } from './activity';
import { getActivities, searchActivities } from './activity/locator';
import { plannedActivity } from './plannedActivity';
import { searchPlannedActivities } from './plannedActivity/locator';

const resources = [activity, apiRequest('activityPlanning'), plannedActivity, server('activityPlanning')];

export class KiamoActivityPlanning implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Activity Planning',
		name: 'kiamoActivityPlanning',
		icon: {
			light: 'file:../../icons/activityPlanning.svg',
			dark: 'file:../../icons/activityPlanning.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Plan the activities of agents',
		defaults: { name: 'Kiamo Activity Planning' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Plans what contact center agents do and when. To keep a schedule in sync with another system, prefer Create or Update, or Replace Period for a complete plan of a period: both can run again without creating duplicates.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoActivityPlanningTrigger',
					relationHint: 'Starts the workflow when the schedule changes or an agent is off plan',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: nodeProperties(resources, 'plannedActivity'),
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchActivities, searchAgents, searchGroups, searchPlannedActivities },
		loadOptions: { getActivities, getAgents, getGroups },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources);
	}
}
