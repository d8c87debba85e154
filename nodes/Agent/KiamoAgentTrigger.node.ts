import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { getGroups } from '../shared/lists/groups';
import { getPauseReasons } from '../shared/lists/pauseReasons';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions } from '../shared/operation/properties';
import { type CommonOptions, eventSubtitle } from '../shared/polling/settings';
import { pollTrigger, type Trigger } from '../shared/polling/trigger';
import { agentChanges } from './trigger/agentChanges';
import { longStates } from './trigger/longStates';
import { openSetup, type Setup } from './trigger/setup';
import { stateChanges } from './trigger/stateChanges';
import { events, properties } from './trigger/properties';

/** The Kiamo Agent Trigger. */
const agentTrigger: Trigger<CommonOptions, Setup> = {
	openSetup,
	sourcesOf: (setup) => [
		...(setup.stateEvents.length > 0 ? [stateChanges] : []),
		...(setup.watchesLongStates ? [longStates] : []),
		...(setup.agentEvents.length > 0 ? [agentChanges] : []),
	],
};

export class KiamoAgentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Agent Trigger',
		name: 'kiamoAgentTrigger',
		icon: { light: 'file:../../icons/agent.svg', dark: 'file:../../icons/agent.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(events),
		// n8n's node panel shows this text for the triggers and the actions together.
		description: 'Manage agents, or start when they change',
		defaults: { name: 'Kiamo Agent Trigger' },
		eventTriggerDescription: 'Waiting for you to change the state of an agent in Kiamo',
		activationMessage: 'Your workflow will now check the agents in Kiamo at the poll times you have defined.',
		builderHint: {
			searchHint:
				'Polls Kiamo and emits one item per event: an agent logs in or out, enters a pause, stays in a state for too long, or is created, updated or disabled. Each event is emitted once; one that comes again after a crash of n8n has the same eventId.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-kiamo.kiamoAgent', relationHint: 'Manages the agents and their states' },
			],
		},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [events, ...properties, requestOptions],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		loadOptions: { getAgents, getGroups, getPauseReasons },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, agentTrigger);
	}
}
