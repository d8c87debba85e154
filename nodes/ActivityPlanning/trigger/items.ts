import type { IDataObject } from 'n8n-workflow';

import { planNames } from '../activity/activitiesOf';
import { withNames } from '../../shared/lists/names';
import { sampleRows } from '../../shared/polling/sampleRows';
import { rowMaker } from '../plannedActivity/toRow';
import type { PlannedActivity } from '../plannedActivity/slot';
import type { EventName, KnownSlot, Setup } from './setup';

/** A slot as an item holds it: with the kind of its activity, names and local times. */
export async function slotItem(setup: Setup, slot: KnownSlot): Promise<IDataObject> {
	const activity = (await setup.readActivities()).get(slot.activity_id);
	const row = { ...rowMaker(setup.zone)(slot), kind: activity?.kind ?? null };
	const [named] = await addNamesTo(setup, [row]);
	return named;
}

/** Rows with the names of agents and activities, unless the user does not want them. */
export async function addNamesTo(
	{ kiamo, options, hint }: Setup,
	rows: IDataObject[],
): Promise<IDataObject[]> {
	return options.addNames === false ? rows : await withNames(kiamo, planNames, rows, hint);
}

/** An item on a slot; `version` tells its event from others of the slot. */
export async function eventItem(
	setup: Setup,
	event: EventName,
	slot: KnownSlot,
	version: string,
): Promise<IDataObject> {
	const plannedActivity = await slotItem(setup, slot);
	return { event, eventId: `${slot.id}|${version}`, plannedActivity };
}

/** The slots that changed last and pass the filters, for the editor. */
export async function lastSlots({ kiamo, query, matchesFilters }: Setup): Promise<PlannedActivity[]> {
	return (await sampleRows(kiamo, 'listPlannedActivities', { query })).filter(matchesFilters);
}
