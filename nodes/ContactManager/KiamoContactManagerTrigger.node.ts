import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { baseLocator, searchBases } from './base/locator';
import { getFieldOptions } from './contact/fields';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions, simplify } from '../shared/operation/properties';
import { eventSubtitle } from '../shared/operation/subtitle';
import { pollTrigger } from '../shared/polling/trigger';
import { contactTrigger } from './trigger';
import { events, filters, options } from './trigger/options';

export class KiamoContactManagerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Contact Manager Trigger',
		name: 'kiamoContactManagerTrigger',
		icon: { light: 'file:../../icons/contactManager.svg', dark: 'file:../../icons/contactManager.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(events),
		// n8n's node panel shows this text for the triggers and the actions together.
		description: 'Sync contacts, or start when they change',
		defaults: { name: 'Kiamo Contact Manager Trigger' },
		eventTriggerDescription: 'Waiting for you to change a contact in Kiamo',
		activationMessage:
			'Your workflow will now check the contacts in Kiamo at the poll times you have defined.',
		builderHint: {
			searchHint:
				'Polls one contact base and emits one item per created, updated or deleted contact. Each version of a contact is emitted once; one that comes again after a crash of n8n has the same eventId. For a sync in both directions, turn on Ignore Changes Made by Kiamo Nodes.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoContactManager',
					relationHint: 'Writes contacts to Kiamo, the other direction of a sync',
				},
			],
		},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [events, baseLocator, simplify, filters, options, requestOptions],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		listSearch: { searchBases },
		loadOptions: { getFieldOptions },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, contactTrigger);
	}
}
