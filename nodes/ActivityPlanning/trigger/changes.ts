import type { IDataObject } from 'n8n-workflow';

import type { PlannedActivity } from '../plannedActivity/slot';
import type { FeedState } from '../../shared/polling/feed';
import { pollFeed, type Feed } from '../../shared/polling/pollFeed';
import { eventItem } from './items';
import { isInWindow, type Setup } from './setup';

/** Reads the feed of changes: the items to emit, the slots they tell of, the state to keep, and whether the end was reached. */
export async function pollChanges(setup: Setup, saved: FeedState | undefined, firstPollAt: number) {
	const { events, query, isWanted } = setup;
	const feed: Feed<'listPlannedActivities'> = {
		id: 'listPlannedActivities',
		// The window moves, and would be another question at each poll: it is looked at below.
		args: { query },
		toFeedRow: ({ id, created_at, updated_at }) => ({
			id: String(id),
			changed: updated_at,
			moments: { created: created_at },
		}),
	};
	const { changes, state, isComplete, serverNow } = await pollFeed(setup, feed, saved, firstPollAt);
	const items: IDataObject[] = [];
	const told: PlannedActivity[] = [];
	for (const {
		row: { row },
		news,
	} of changes) {
		const event = eventOf(row, news.has('created'), events);
		if (!event || !isWanted(row) || !isInWindow(setup, row, serverNow)) continue;
		items.push(await eventItem(setup, event, row, row.updated_at));
		told.push(row);
	}
	return { items, told, state, isComplete };
}

/** A slot that was created and then updated counts as updated where only updates are asked for. */
function eventOf(slot: PlannedActivity, isNew: boolean, events: Setup['events']) {
	if (isNew && events.has('created')) return 'created';
	const isUpdate = !isNew || slot.updated_at !== slot.created_at;
	return isUpdate && events.has('updated') ? 'updated' : undefined;
}
