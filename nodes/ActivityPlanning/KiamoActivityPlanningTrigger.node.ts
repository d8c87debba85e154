import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { getActivities } from './activity/locator';
import { getAgents } from '../shared/lists/agents';
import { getGroups } from '../shared/lists/groups';
import { getPauseReasons } from '../shared/lists/pauseReasons';
import { kiamoApiTest } from '../shared/transport/credentialTest';
import { requestOptions } from '../shared/operation/properties';
import { runPoll } from '../shared/polling/poller';
import { pollPlanning, samplePlanning } from './trigger/pollPlanning';
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
			'Starts the workflow when the planning of Kiamo changes, an activity begins soon, or an agent is not where the plan says; the actions change the plan',
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
		if (this.getMode() === 'manual') return await samplePlanning(this);
		return await runPoll(this, async (start) => await pollPlanning(this, start));
	}
}
