import type { IDataObject } from 'n8n-workflow';

import { planNames } from '../activity/activitiesOf';
import { pauseReasonNames, withNames } from '../../shared/lists/names';
import { beside } from '../../shared/operation/output';
import { sampleRows } from '../../shared/polling/sampleRows';
import { versionOf } from '../../shared/polling/version';
import { rowMaker } from '../plannedActivity/toRow';
import type { PlannedActivity } from '../plannedActivity/slot';
import type { EventName, KnownSlot, Setup } from './setup';

/**
 * An item with the values of a slot beside its own, where it has a slot: with the kind of its activity, local times and,
 * unless the user does not want them, the names of agent, activity and pause reason.
 */
export async function slotItem(
	{ kiamo, options, hint, zone, readActivities }: Setup,
	own: IDataObject,
	slot?: KnownSlot,
): Promise<IDataObject> {
	const row =
		slot &&
		beside({ kind: (await readActivities()).get(slot.activity_id)?.kind ?? null }, rowMaker(zone)(slot));
	const items = [beside(own, row)];
	const lists = [...planNames, pauseReasonNames];
	const [item] = options.addNames === false ? items : await withNames(kiamo, lists, items, hint);
	return item;
}

/** An item on a slot; `version` tells its event from others of the slot, `more` is what the node knows beside it. */
export async function eventItem(
	setup: Setup,
	event: EventName,
	slot: KnownSlot,
	version: string,
	more: IDataObject = {},
): Promise<IDataObject> {
	return await slotItem(setup, { event, eventId: `${slot.id}|${versionOf(version)}`, ...more }, slot);
}

/** The slots that changed last and pass the filters, for the editor. */
export async function lastSlots({ kiamo, query, matchesFilters }: Setup): Promise<PlannedActivity[]> {
	return (await sampleRows(kiamo, 'listPlannedActivities', { query })).filter(matchesFilters);
}
