import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import type { FeedState } from '../../shared/polling/feed';
import { lastRows } from '../../shared/polling/pollFeed';
import type { PollResult, PollStart } from '../../shared/polling/poller';
import { pollChanges } from './changes';
import { findDeleted } from './deletions';
import { eventItem, soonItem, type KnownSlot } from './items';
import { findOffPlan, offItem, readAtWork, type OffState } from './offPlan';
import type { PackedPlan } from './planSnapshot';
import { openSetup, type Setup } from './setup';
import { findStartingSoon, type SoonState } from './startingSoon';

/** What the trigger knows from one poll to the next; an event that is not asked for leaves nothing. */
export interface PlanningState {
	feed?: FeedState;
	snapshot?: PackedPlan;
	soon?: SoonState;
	off?: OffState;
}

/** Reads what has happened to the planning since the last poll. */
export async function pollPlanning(
	context: IPollFunctions,
	{ saved, firstPollAt, until }: PollStart<PlanningState>,
): Promise<PollResult<PlanningState>> {
	const setup = await openSetup(context, until);
	const { events, maxItems } = setup;
	const items: IDataObject[] = [];
	const state: PlanningState = {};
	let isCapped = false;
	let told: KnownSlot[] = [];
	if (events.has('created') || events.has('updated')) {
		const changes = await pollChanges(setup, saved?.feed, firstPollAt);
		items.push(...changes.items);
		state.feed = changes.state;
		told = changes.told;
		isCapped = !changes.isComplete;
	}
	if (events.has('deleted')) {
		const found = await findDeleted(setup, saved?.snapshot, told, maxItems - items.length);
		for (const slot of found.deleted) items.push(await eventItem(setup, 'deleted', slot, 'deleted'));
		state.snapshot = found.snapshot;
		isCapped ||= !found.isComplete;
	}
	if (events.has('startingSoon')) {
		const found = await findStartingSoon(setup, saved?.soon, firstPollAt, maxItems - items.length);
		items.push(...found.items);
		state.soon = found.state;
		isCapped ||= !found.isComplete;
	}
	if (events.has('offPlan') || events.has('backOnPlan')) {
		const found = await findOffPlan(setup, saved?.off, firstPollAt, maxItems - items.length);
		items.push(...found.items);
		state.off = found.state;
		isCapped ||= !found.isComplete;
	}
	return { items, state, isCapped };
}

const samples = 5;

/** Something real to show in the editor; nothing is saved. */
export async function samplePlanning(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const setup = await openSetup(context);
	const event = (['created', 'updated', 'deleted', 'startingSoon'] as const).find((name) =>
		setup.events.has(name),
	);
	const items = event ? await sampleSlots(setup, event) : await sampleAtWork(setup);
	return items.length > 0 ? [items.map((json) => ({ json }))] : null;
}

/** The slots that changed last, as if that was what happened to them. */
async function sampleSlots(
	setup: Setup,
	event: 'created' | 'deleted' | 'startingSoon' | 'updated',
): Promise<IDataObject[]> {
	const slots = (await lastRows(setup.kiamo, 'listPlannedActivities', { query: setup.query })).filter(
		setup.isWanted,
	);
	const now = await setup.now();
	const items: IDataObject[] = [];
	for (const slot of slots) {
		const version = event === 'deleted' ? 'deleted' : slot.updated_at;
		const item =
			event === 'startingSoon' ? soonItem(setup, slot, now) : eventItem(setup, event, slot, version);
		items.push(await item);
	}
	return items;
}

/** Agents who are to be at work now, those who are off plan first. */
async function sampleAtWork(setup: Setup): Promise<IDataObject[]> {
	const now = await setup.now();
	const { atWork } = await readAtWork(setup, now);
	const items: IDataObject[] = [];
	const ofInterest = [...atWork.values()].sort((a, b) => (a.since ?? now) - (b.since ?? now));
	for (const { agentId, slot, state, since = now } of ofInterest.slice(0, samples)) {
		if (state) items.push(await offItem(setup, agentId, slot, state, since, now));
	}
	return items;
}
