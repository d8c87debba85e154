import type { IDataObject } from 'n8n-workflow';

import { lastRows } from '../../shared/polling/pollFeed';
import { rowMaker } from '../plannedActivity/toRow';
import type { PlannedActivity } from '../plannedActivity/slot';
import type { EventName, KnownSlot, Setup } from './setup';

/** A slot as an item holds it: with the name and the kind of its activity, and local times. */
export async function slotItem({ zone, readActivities }: Setup, slot: KnownSlot): Promise<IDataObject> {
	const activity = (await readActivities()).get(slot.activity_id);
	return { ...rowMaker(zone)(slot), activity_name: activity?.name ?? null, kind: activity?.kind ?? null };
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
	return (await lastRows(kiamo, 'listPlannedActivities', { query })).filter(matchesFilters);
}
