import type { IDataObject } from 'n8n-workflow';

import { listRows } from '../../shared/transport/pages';
import { Emitted, isEmittedRecord, type EmittedRecord } from '../../shared/polling/emitted';
import { findMoment, isMoment } from '../../shared/polling/pollState';
import type { EventSource } from '../../shared/polling/eventSource';
import { eventItem, lastSlots } from './items';
import { isoOf, type KnownSlot, type Setup } from './setup';

/** Which starts were emitted, and up to when Kiamo was read, in milliseconds of its clock. */
interface SoonState {
	at: number;
	seen: EmittedRecord;
}

/** How long a start that was emitted is remembered, should Kiamo's clock be put back. */
const rememberedMs = 24 * 60 * 60_000;

/**
 * Planned activities that begin within the minutes asked for, each start once. One that began while nobody looked is emitted
 * late, unless it is over.
 */
export const startingSoon: EventSource<Setup, SoonState> = {
	key: 'startingSoon',
	isState(state): state is SoonState {
		const { at, seen } = (state ?? {}) as Partial<SoonState>;
		return isMoment(at) && isEmittedRecord(seen);
	},
	recover(state) {
		const at = findMoment(state, ['at']);
		return at === undefined ? undefined : { at, seen: {} };
	},
	async poll(setup, { since, state }, room) {
		const { kiamo, clock, query, matchesFilters, lookback, leadMs } = setup;
		const now = await setup.readNow();
		const beganAt = Math.min(now, clock.newFrom(since));
		const at = state ? Math.min(state.at, clock.earliest) : beganAt;
		const period = { from: isoOf(now), to: isoOf(now + leadMs + 1) };
		const slots = await listRows(kiamo, 'listPlannedActivities', { query: { ...query, ...period } });
		const seen = new Emitted(state?.seen);
		const near = slots
			.filter(
				(slot) =>
					matchesFilters(slot) && Date.parse(slot.end) > now && Date.parse(slot.start) <= now + leadMs,
			)
			.sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
		const due = near.filter((slot) => Date.parse(slot.start) > at - lookback && !seen.has(...keyOf(slot)));
		// What was near when the trigger began is not new.
		const old = state ? [] : near.filter(({ start }) => Date.parse(start) <= beganAt + leadMs);
		const emitted = state ? due.slice(0, Math.max(0, room)) : [];
		for (const slot of [...old, ...emitted]) seen.add(...keyOf(slot));
		const items: IDataObject[] = [];
		for (const slot of emitted) items.push(await soonItem(setup, slot, now));
		const isComplete = !state || emitted.length === due.length;
		return {
			items,
			state: {
				at: isComplete && state ? clock.trusted : at,
				seen: seen.since(Math.min(now, clock.trusted) - rememberedMs).record,
			},
			isComplete,
		};
	},
	async sample(setup) {
		const now = await setup.readNow();
		const items: IDataObject[] = [];
		const last = await lastSlots(setup);
		const ahead = last.filter(({ start }) => Date.parse(start) > now);
		ahead.sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
		for (const slot of ahead.length > 0 ? ahead : last) items.push(await soonItem(setup, slot, now));
		return items;
	},
};

async function soonItem(setup: Setup, slot: KnownSlot, now: number): Promise<IDataObject> {
	const start = isoOf(Date.parse(slot.start));
	const minutesUntilStart = Math.ceil((Date.parse(start) - now) / 60_000);
	return await eventItem(setup, 'startingSoon', slot, `${start}|soon`, { minutesUntilStart });
}

function keyOf({ id, start }: KnownSlot): [id: string, version: string] {
	return [String(id), isoOf(Date.parse(start))];
}
