import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties, operationSubtitle } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { agent } from './agent';
import { searchPauseReasons } from '../shared/lists/pauseReasons';
import { indicators } from './indicators';
import { kinds } from './indicators/kinds';
import { listSearch } from './indicators/locator';
import { queue } from './queue';
import { service } from './service';

const resources = [
	agent,
	indicators(kinds.agent),
	apiRequest('supervision'),
	indicators(kinds.group),
	queue,
	server('supervision'),
	service,
	indicators(kinds.service),
];

export class KiamoSupervision implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Supervision',
		name: 'kiamoSupervision',
		icon: { light: 'file:../../icons/supervision.svg', dark: 'file:../../icons/supervision.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Get live indicators of services and agents',
		defaults: { name: 'Kiamo Supervision' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Returns the live indicators of the contact center, e.g. waiting calls and available agents. To be alerted when an indicator crosses a threshold, use Kiamo Supervision Trigger instead of a schedule and an If node.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoSupervisionTrigger',
					relationHint: 'Starts the workflow when an indicator crosses a threshold',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: nodeProperties(resources, 'serviceIndicator'),
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { ...listSearch, searchPauseReasons },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources);
	}
}
