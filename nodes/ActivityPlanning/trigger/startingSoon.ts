import type { IDataObject } from 'n8n-workflow';

import { listRows } from '../../shared/transport/pages';
import { Seen, type SeenRecord } from '../../shared/polling/seen';
import { beginningOf } from '../../shared/polling/serverClock';
import { soonItem, type KnownSlot } from './items';
import { isoOf, type Setup } from './setup';

/** Which starts were told, and up to when Kiamo was looked at, in milliseconds of its clock. */
export interface SoonState {
	at: number;
	seen: SeenRecord;
}

/** How long a start that was told is remembered, should the clock of Kiamo be put back. */
const rememberedMs = 24 * 60 * 60_000;

/**
 * Finds the slots that begin within the minutes asked for, each start once, `most` at once. One that began while nobody
 * looked is told late, unless it is over. At the first poll (no `saved`), what is near already is no news; `begunAt` is
 * when the trigger was first asked, by n8n's clock.
 */
export async function findStartingSoon(
	setup: Setup,
	saved: SoonState | undefined,
	firstPollAt: number,
	maxItems: number,
): Promise<{ items: IDataObject[]; state: SoonState; isComplete: boolean }> {
	const { kiamo, query, isWanted, overlap, soon } = setup;
	const now = await setup.now();
	const begun = Math.min(now, beginningOf(kiamo, firstPollAt, Date.now()));
	const at = Math.min(saved?.at ?? begun, now);
	const period = { from: isoOf(now), to: isoOf(now + soon + 1) };
	const slots = await listRows(kiamo, 'listPlannedActivities', { query: { ...query, ...period } });
	const seen = new Seen(saved?.seen ?? {});
	const due = slots
		.filter((slot) => isWanted(slot) && Date.parse(slot.start) > at - overlap && !seen.has(...keyOf(slot)))
		.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
	const told = saved ? due.slice(0, Math.max(0, maxItems)) : [];
	const known = saved ? told : due.filter(({ start }) => Date.parse(start) <= begun + soon);
	for (const slot of known) seen.add(...keyOf(slot));
	const items: IDataObject[] = [];
	for (const slot of told) items.push(await soonItem(setup, slot, now));
	const isComplete = !saved || told.length === due.length;
	const state = { at: isComplete && saved ? now : at, seen: seen.since(now - rememberedMs) };
	return { items, state, isComplete };
}

function keyOf({ id, start }: KnownSlot): [id: string, version: string] {
	return [String(id), new Date(start).toISOString()];
}
