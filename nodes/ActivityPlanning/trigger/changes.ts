import type { IDataObject } from 'n8n-workflow';

import type { PlannedActivity } from '../plannedActivity/slot';
import { isFeedState, pollFeed, recoverFeed, type SavedFeed } from '../../shared/polling/pollFeed';
import type { EventSource } from '../../shared/polling/eventSource';
import { eventItem, lastSlots } from './items';
import { isInWindow, type Setup } from './setup';

/** Planned activities that are created or updated, from the feed of changes. */
export const changes: EventSource<Setup, SavedFeed> = {
	key: 'changes',
	isState: isFeedState,
	recover: recoverFeed,
	async poll(setup, saved, room) {
		const { kiamo, clock, events, query, matchesFilters } = setup;
		const feed = {
			id: 'listPlannedActivities' as const,
			// The window moves: it is checked below.
			args: { query },
			momentsOf: ({ created_at: created }: PlannedActivity) => ({ created }),
			readOne: async (plannedActivityId: string) =>
				await kiamo.attempt('getPlannedActivity', { path: { plannedActivityId } }),
		};
		const poll = await pollFeed(setup, feed, saved, room);
		const items: IDataObject[] = [];
		for (const { row, newMoments } of poll.changes) {
			const slot = row.row;
			const event = eventOf(slot, newMoments.has('created'), events);
			// Where the two differ, n8n's clock may be the one that was moved.
			const isNear = [clock.plausible, clock.server].some((now) => isInWindow(setup, slot, now));
			if (!event || !matchesFilters(slot) || !isNear) continue;
			items.push(await eventItem(setup, event, slot, slot.updated_at));
			setup.emitted.push(slot);
		}
		return { items, state: poll.state, isComplete: poll.isComplete };
	},
	async sample(setup) {
		const event = setup.events.has('created') ? 'created' : 'updated';
		const items: IDataObject[] = [];
		for (const slot of await lastSlots(setup))
			items.push(await eventItem(setup, event, slot, slot.updated_at));
		return items;
	},
};

/** A slot that was created and then updated counts as updated where only updates are asked for. */
function eventOf(
	slot: PlannedActivity,
	isNew: boolean,
	events: Setup['events'],
): 'created' | 'updated' | undefined {
	if (isNew && events.has('created')) return 'created';
	const isUpdate = !isNew || slot.updated_at !== slot.created_at;
	return isUpdate && events.has('updated') ? 'updated' : undefined;
}
