import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getActivities } from './activity/locator';
import { getAgents } from '../shared/lists/agents';
import { getGroups } from '../shared/lists/groups';
import { getPauseReasons } from '../shared/lists/pauseReasons';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions } from '../shared/operation/properties';
import { pollTrigger } from '../shared/polling/trigger';
import { planningTrigger } from './trigger';
import { properties } from './trigger/properties';

export class KiamoActivityPlanningTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kiamo Activity Planning Trigger',
		name: 'kiamoActivityPlanningTrigger',
		icon: { light: 'file:../../icons/kiamo.svg', dark: 'file:../../icons/kiamo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].map((event) => event.replace(/[A-Z]/g, " $&").toLowerCase()).join(", ") }}',
		// n8n's node panel shows this text for the triggers and the actions together.
		description:
			'Starts the workflow when the Kiamo schedule changes, an activity begins soon, or an agent is off plan; the actions change the schedule',
		defaults: { name: 'Kiamo Activity Planning Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kiamoApi', required: true, testedBy: 'kiamoApiTest' }],
		properties: [...properties, requestOptions],
	};

	methods = {
		credentialTest: { kiamoApiTest },
		loadOptions: { getActivities, getAgents, getGroups, getPauseReasons },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTrigger(this, planningTrigger);
	}
}
