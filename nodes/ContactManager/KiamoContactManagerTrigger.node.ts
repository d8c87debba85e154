import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { baseLocator, searchBases } from './base/locator';
import { getFieldOptions } from './contact/fields';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions, simplify } from '../shared/operation/properties';
import { eventSubtitle } from '../shared/polling/settings';
import { pollTrigger, type Trigger } from '../shared/polling/trigger';
import { changes } from './trigger/changes';
import { deletions } from './trigger/deletions';
import { events, filters, options, type TriggerOptions } from './trigger/options';
import { openSetup, type Setup } from './trigger/setup';

/** The Kiamo Contact Manager Trigger. Deletions come last, as a contact that is emitted may be gone already. */
const contactTrigger: Trigger<TriggerOptions, Setup> = {
	openSetup,
	scopeOf: ({ args }) => args.path.baseId,
	sourcesOf: ({ events }) => [
		...(events.created || events.updated ? [changes] : []),
		...(events.deleted ? [deletions] : []),
	],
};

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
