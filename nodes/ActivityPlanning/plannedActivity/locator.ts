import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openForEditor } from '../../shared/lists/editor';
import { locator, searchAllRows } from '../../shared/lists/locator';
import { showLocal } from '../../shared/values/zones';
import { activitiesOf } from '../activity/activitiesOf';

const dayMs = 24 * 60 * 60_000;

/** The planned activity that an operation works on. */
export const plannedActivityLocator = locator({
	displayName: 'Planned Activity',
	name: 'plannedActivity',
	description: 'The planned activity to work on. The list shows those from yesterday to a week ahead.',
	searchListMethod: 'searchPlannedActivities',
	placeholder: 'e.g. 1042',
});

/** The list of the locator: the planned activities of these days whose day, agent or activity holds the filter. */
export async function searchPlannedActivities(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const kiamo = await openForEditor(this);
	const names = new Map((await activitiesOf(kiamo)).map(({ id, name }) => [id, name]));
	// Asking for the activities showed the clock of Kiamo.
	const now = Date.now() + kiamo.connection.clockAhead;
	const zone = this.getTimezone();
	const query = { from: new Date(now - dayMs).toISOString(), to: new Date(now + 7 * dayMs).toISOString() };
	return await searchAllRows(kiamo, 'listPlannedActivities', { query }, filter, (slot) => {
		const [start, end] = [slot.start, slot.end].map((moment) => showLocal(Date.parse(moment), zone));
		const activity = names.get(slot.activity_id) ?? `activity ${slot.activity_id}`;
		const time = `${start}–${end.slice(11)}`;
		return { name: `${time} agent ${slot.agent_id}: ${activity}`, value: String(slot.id) };
	});
}
