import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { apiRequest, apiRequestOperation } from '../shared/operation/apiRequest';
import type { Operations } from '../shared/operation/operation';
import { propertiesOf, requestOptions } from '../shared/operation/properties';
import { runOperations } from '../shared/operation/run';
import { attachmentOperation, attachmentOperations } from './attachment';
import { searchAttachments } from './attachment/locator';
import { interactionOperation, interactionOperations } from './interaction';
import { searchInteractions } from './interaction/locator';
import { getQualifications } from './interaction/qualify.operation';
import { serviceOperation, serviceOperations } from './service';
import { getServices, searchServices } from '../shared/lists/services';

const operations: Operations = {
	apiRequest: { send: apiRequest('interaction') },
	attachment: attachmentOperations,
	interaction: interactionOperations,
	service: serviceOperations,
};

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
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'interaction',
				options: [
					{ name: 'API Request', value: 'apiRequest' },
					{ name: 'Attachment', value: 'attachment' },
					{ name: 'Interaction', value: 'interaction' },
					{ name: 'Service', value: 'service' },
				],
			},
			apiRequestOperation,
			attachmentOperation,
			interactionOperation,
			serviceOperation,
			...propertiesOf(operations),
			requestOptions,
		],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchAttachments, searchInteractions, searchServices },
		loadOptions: { getAgents, getQualifications, getServices },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperations(this, operations);
	}
}
