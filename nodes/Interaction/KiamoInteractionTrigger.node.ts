import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { getServices } from '../shared/lists/services';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions, simplify } from '../shared/operation/properties';
import { pollTrigger } from '../shared/polling/trigger';
import { interactionTrigger } from './trigger';
import { events } from './trigger/events';
import { filters, getQualifications, minutes, options } from './trigger/options';

export class KiamoInteractionTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Interaction Trigger',
		name: 'kiamoInteractionTrigger',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].join(", ").replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}',
		// n8n's node panel shows this text for the triggers and the actions together.
		description:
			'Starts the workflow when Kiamo calls, callbacks, emails, chats or messages begin, end or wait too long; the actions create, find and qualify them',
		defaults: { name: 'Kiamo Interaction Trigger' },
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
