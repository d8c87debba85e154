import { DateTime } from '../../shared/values/luxon';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { openForEditor } from '../../shared/lists/editor';
import { locator, searchAllRows } from '../../shared/lists/locator';
import { activitiesOf } from '../activity/activitiesOf';

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
	const names = new Map((await activitiesOf(kiamo)).map(({ id, name }) => [Number(id), name]));
	// Asking for the activities told the clock of Kiamo.
	const now = DateTime.fromMillis(Date.now() + kiamo.connection.clockAhead, { zone: this.getTimezone() });
	const query = { from: isoOf(now.minus({ days: 1 })), to: isoOf(now.plus({ days: 7 })) };
	return await searchAllRows(kiamo, 'listPlannedActivities', { query }, filter, (slot) => {
		const [start, end] = [slot.start, slot.end].map((moment) => DateTime.fromISO(moment).setZone(now.zone));
		const activity = names.get(Number(slot.activity_id)) ?? `activity ${slot.activity_id}`;
		const time = `${start.toFormat('yyyy-MM-dd HH:mm')}–${end.toFormat('HH:mm')}`;
		return { name: `${time} agent ${slot.agent_id}: ${activity}`, value: String(slot.id) };
	});
}

function isoOf(moment: DateTime): string {
	return moment.toJSDate().toISOString();
}
