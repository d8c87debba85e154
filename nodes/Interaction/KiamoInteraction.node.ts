import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { attachment } from './attachment';
import { searchAttachments } from './attachment/locator';
import { interaction } from './interaction';
import { searchInteractions } from './interaction/locator';
import { getQualifications } from './interaction/qualify.operation';
import { service } from './service';
import { getServices, searchServices } from '../shared/lists/services';

const resources = [apiRequest('interaction'), attachment, interaction, server('interaction'), service];

export class KiamoInteraction implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Interaction',
		name: 'kiamoInteraction',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create callbacks, find, qualify and cancel interactions, and download recordings of Kiamo',
		defaults: { name: 'Kiamo Interaction' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: nodeProperties(resources, 'interaction'),
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchAttachments, searchInteractions, searchServices },
		loadOptions: { getAgents, getQualifications, getServices },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, resources);
	}
}
