import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { getServices } from '../shared/lists/services';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions, simplify } from '../shared/operation/properties';
import { eventSubtitle } from '../shared/polling/settings';
import { pollTrigger, type Trigger } from '../shared/polling/trigger';
import { callbacks } from './trigger/callbacks';
import { changes, feedEvents } from './trigger/changes';
import { filters, getQualifications, minutes, options, type TriggerOptions } from './trigger/options';
import { openSetup, type Setup } from './trigger/setup';
import { waiting } from './trigger/waiting';
import { events } from './trigger/events';

/** The Kiamo Interaction Trigger. What waits for somebody comes first, where not all has room. */
const interactionTrigger: Trigger<TriggerOptions, Setup> = {
	openSetup,
	sourcesOf: ({ events }) => [
		...(events.has('waitingLongerThan') ? [waiting] : []),
		...(events.has('callbackDueSoon') ? [callbacks] : []),
		...(feedEvents.some((event) => events.has(event)) ? [changes] : []),
	],
};

export class KiamoInteractionTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Interaction Trigger',
		name: 'kiamoInteractionTrigger',
		icon: { light: 'file:../../icons/interaction.svg', dark: 'file:../../icons/interaction.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(events),
		// n8n's node panel shows this text for the triggers and the actions together.
		description: 'Manage calls, or start when they change',
		defaults: { name: 'Kiamo Interaction Trigger' },
		eventTriggerDescription: 'Waiting for you to make a call in Kiamo',
		activationMessage:
			'Your workflow will now check the interactions in Kiamo at the poll times you have defined.',
		builderHint: {
			searchHint:
				'Polls Kiamo and emits one item per event of a call, callback, email, chat or message, e.g. created, answered, ended, abandoned, or waiting too long. Each event is emitted once; one that comes again after a crash of n8n has the same eventId.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoInteraction',
					relationHint: 'Gets messages and recordings, and qualifies the interaction',
				},
				{
					nodeType: 'n8n-nodes-kiamo.kiamoContactManager',
					relationHint: 'Finds the contact of the interaction',
				},
			],
		},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [events, ...minutes, simplify, filters, options, requestOptions],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		loadOptions: { getAgents, getQualifications, getServices },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, interactionTrigger);
	}
}
