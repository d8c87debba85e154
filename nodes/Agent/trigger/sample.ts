import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { fits, momentOf, type News } from './events';
import { toItems } from './items';
import { openSetup } from './setup';
import { packStay, unpackStay } from './stay';
import { packVersion } from './version';

const samples = 5;

/** Agents as they are, those that changed last at the end, for the editor; nothing is saved. */
export async function sampleAgents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const setup = await openSetup(context);
	const { choice } = setup;
	const news: News[] = [];
	if (setup.stateEvents.length > 0) {
		for (const row of await setup.states()) {
			const text = packStay(row);
			const event = setup.stateEvents.find((each) => fits(each, unpackStay(text), choice));
			if (event) news.push([event, String(row.agent_id), null, text]);
		}
	}
	if (setup.agentEvents.length > 0) {
		for (const [id, agent] of await setup.agents())
			news.push([setup.agentEvents[0], id, null, packVersion(agent)]);
	}
	const wanted: News[] = [];
	for (const each of news) if (await setup.isWanted(each[1])) wanted.push(each);
	wanted.sort((one, other) => momentOf(one, choice) - momentOf(other, choice));
	const items = await toItems(setup, wanted.slice(-samples));
	return items.length > 0 ? [items.map((json) => ({ json }))] : null;
}
