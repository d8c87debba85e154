import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getAgents } from '../shared/lists/agents';
import { getGroups } from '../shared/lists/groups';
import { getPauseReasons } from '../shared/lists/pauseReasons';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions } from '../shared/operation/properties';
import { pollTrigger } from '../shared/polling/trigger';
import { agentTrigger } from './trigger';
import { properties } from './trigger/properties';

export class KiamoAgentTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Agent Trigger',
		name: 'kiamoAgentTrigger',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].map((event) => event.replace(/[A-Z]/g, " $&").toLowerCase()).join(", ") }}',
		// n8n's node panel shows this text for the triggers and the actions together.
		description:
			'Starts the workflow when Kiamo agents log in or out, pause, change state or are updated; the actions manage them',
		defaults: { name: 'Kiamo Agent Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [...properties, requestOptions],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		loadOptions: { getAgents, getGroups, getPauseReasons },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, agentTrigger);
	}
}
