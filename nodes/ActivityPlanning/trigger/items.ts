import type { IDataObject } from 'n8n-workflow';

import { rowMaker } from '../plannedActivity/toRow';
import type { EventName, Setup } from './setup';

/** What is known of a slot: all of it, or, once it was deleted, what it was when it was last seen. */
export interface KnownSlot {
	id: number;
	agent_id: number;
	activity_id: number;
	start: string;
	end: string;
}

/** A slot as the trigger puts it out: with the name and the kind of its activity, and local times. */
export async function slotItem({ zone, activities }: Setup, slot: KnownSlot): Promise<IDataObject> {
	const activity = (await activities()).get(Number(slot.activity_id));
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

/** An item on a slot that begins soon, or has begun while n8n or Kiamo was down. */
export async function soonItem(setup: Setup, slot: KnownSlot, now: number): Promise<IDataObject> {
	const start = new Date(slot.start).toISOString();
	const minutesUntilStart = Math.ceil((Date.parse(start) - now) / 60_000);
	return { ...(await eventItem(setup, 'startingSoon', slot, `${start}|soon`)), minutesUntilStart };
}
