import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { searchAgents, getAgents } from '../shared/lists/agents';
import { searchGroups, getGroups } from '../shared/lists/groups';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties } from '../shared/operation/properties';
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
