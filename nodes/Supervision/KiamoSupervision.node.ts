import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties } from '../shared/operation/properties';
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
