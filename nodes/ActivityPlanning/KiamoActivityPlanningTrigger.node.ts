import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getActivities } from './activity/locator';
import { getAgents } from '../shared/lists/agents';
import { getGroups } from '../shared/lists/groups';
import { getPauseReasons } from '../shared/lists/pauseReasons';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions } from '../shared/operation/properties';
import { eventSubtitle } from '../shared/polling/settings';
import { pollTrigger, type Trigger } from '../shared/polling/trigger';
import { changes } from './trigger/changes';
import { deletions } from './trigger/deletions';
import { offPlan } from './trigger/offPlan';
import { openSetup, type Setup, type TriggerOptions } from './trigger/setup';
import { startingSoon } from './trigger/startingSoon';
import { events, properties } from './trigger/properties';

/** The Kiamo Activity Planning Trigger. Deletions follow changes, as a slot that is emitted may be gone already. */
const planningTrigger: Trigger<TriggerOptions, Setup> = {
	openSetup,
	sourcesOf: ({ events }) => [
		...(events.has('created') || events.has('updated') ? [changes] : []),
		...(events.has('deleted') ? [deletions] : []),
		...(events.has('startingSoon') ? [startingSoon] : []),
		...(events.has('offPlan') || events.has('backOnPlan') ? [offPlan] : []),
	],
};

export class KiamoActivityPlanningTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Activity Planning Trigger',
		name: 'kiamoActivityPlanningTrigger',
		icon: {
			light: 'file:../../icons/activityPlanning.svg',
			dark: 'file:../../icons/activityPlanning.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(events),
		// n8n's node panel shows this text for the triggers and the actions together.
		description: 'Plan agents, or start on schedule changes',
		defaults: { name: 'Kiamo Activity Planning Trigger' },
		eventTriggerDescription: 'Waiting for you to change the schedule in Kiamo',
		activationMessage:
			'Your workflow will now check the schedule in Kiamo at the poll times you have defined.',
		builderHint: {
			searchHint:
				'Polls Kiamo and emits one item per event: a planned activity is created, updated, deleted or begins soon, or an agent is off plan. Each event is emitted once; one that comes again after a crash of n8n has the same eventId.',
			relatedNodes: [
				{ nodeType: 'n8n-nodes-kiamo.kiamoActivityPlanning', relationHint: 'Reads and changes the schedule' },
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
		loadOptions: { getActivities, getAgents, getGroups, getPauseReasons },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, planningTrigger);
	}
}
