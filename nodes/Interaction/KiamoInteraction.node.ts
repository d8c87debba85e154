import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { server } from '../shared/check/server';
import { apiRequest } from '../shared/operation/apiRequest';
import { nodeProperties, operationSubtitle } from '../shared/operation/properties';
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
		icon: { light: 'file:../../icons/interaction.svg', dark: 'file:../../icons/interaction.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: operationSubtitle(resources),
		description: 'Create callbacks, find calls and recordings',
		defaults: { name: 'Kiamo Interaction' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Creates callbacks and finds calls, emails, chats and messages. For a callback, set Reference under Options so that a second run does not create it again. To react to new or ended interactions, use Kiamo Interaction Trigger instead of Get Many on a schedule.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoInteractionTrigger',
					relationHint: 'Starts the workflow on events of calls and other interactions',
				},
				{
					nodeType: 'n8n-nodes-kiamo.kiamoContactManager',
					relationHint: 'Finds or creates the contact of an interaction',
				},
			],
		},
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
