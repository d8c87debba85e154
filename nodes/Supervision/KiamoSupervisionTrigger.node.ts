import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { loadOptions } from './indicators/locator';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { optionsOf, requestOptions } from '../shared/operation/properties';
import { maxItemsOption } from '../shared/polling/settings';
import { pollTrigger } from '../shared/polling/trigger';
import { supervisionTrigger } from './trigger';
import { rulesProperty } from './trigger/ruleFields';

export class KiamoSupervisionTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Supervision Trigger',
		name: 'kiamoSupervisionTrigger',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ Object.keys($parameter["rules"] ?? {}).join(", ") }}',
		// n8n's node panel shows this text for the triggers and the actions together.
		description:
			'Starts the workflow when a live Kiamo indicator crosses a threshold, or a service opens or closes; the actions read live indicators and act on calls',
		defaults: { name: 'Kiamo Supervision Trigger' },
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
