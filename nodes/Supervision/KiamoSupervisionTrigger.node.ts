import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { loadOptions } from './indicators/locator';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { optionsOf, requestOptions } from '../shared/operation/properties';
import { type CommonOptions, eventSubtitle, maxItemsOption } from '../shared/polling/settings';
import { pollTrigger, type Trigger } from '../shared/polling/trigger';
import type { EventSource } from '../shared/polling/eventSource';
import { alarms } from './trigger/alarms';
import { openings } from './trigger/openings';
import { openSetup, type Setup } from './trigger/setup';
import { rulesProperty } from './trigger/ruleFields';

/** The Kiamo Supervision Trigger: each rule is watched by itself. */
const supervisionTrigger: Trigger<CommonOptions, Setup> = {
	openSetup,
	sourcesOf: ({ rules }) =>
		rules.map((rule): EventSource<Setup> => ('limits' in rule ? alarms(rule) : openings(rule))),
};

export class KiamoSupervisionTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Supervision Trigger',
		name: 'kiamoSupervisionTrigger',
		icon: { light: 'file:../../icons/supervision.svg', dark: 'file:../../icons/supervision.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventSubtitle(rulesProperty),
		// n8n's node panel shows this text for the triggers and the actions together.
		description: 'Get live indicators, or start on alarms',
		defaults: { name: 'Kiamo Supervision Trigger' },
		eventTriggerDescription: 'Waiting for an indicator to cross a threshold in Kiamo',
		activationMessage:
			'Your workflow will now check the live indicators in Kiamo at the poll times you have defined.',
		builderHint: {
			searchHint:
				'Polls the live indicators and emits an item when a rule is met and one when it is over, e.g. more than 5 calls wait in a service. The rules contain the thresholds, so no If node is needed.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kiamo.kiamoSupervision',
					relationHint: 'Gets more live indicators, opens or closes a service',
				},
			],
		},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [rulesProperty, optionsOf([maxItemsOption]), requestOptions],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		loadOptions,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, supervisionTrigger);
	}
}
