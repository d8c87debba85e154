import { isFeedState, pollFeed, recoverFeed, type SavedFeed } from '../../shared/polling/pollFeed';
import type { FeedRowOf } from '../../shared/polling/rowReader';
import type { Change } from '../../shared/polling/feed';
import type { EventSource } from '../../shared/polling/eventSource';
import type { Interaction } from '../../shared/operation/interactions';
import { momentOf, toEvent, type EventName, type InteractionEvent } from './events';
import { toItems } from './items';
import { isSavedMemory, Memory, type SavedMemory } from './memory';
import { sampleEvents } from './samples';
import type { Setup } from './setup';

interface ChangeState extends SavedMemory {
	feed: SavedFeed;
}

/** The events that the feed of changes shows. */
export const feedEvents: EventName[] = [
	'abandoned',
	'answered',
	'created',
	'ended',
	'qualified',
	'recordingAvailable',
	'statusChanged',
];

/**
 * What happens to interactions, from the feed of all that changed: long ones are not missed, as they change when they end,
 * nor are those that a transfer brings into the filters.
 */
export const changes: EventSource<Setup, ChangeState> = {
	key: 'changes',
	isState(state): state is ChangeState {
		return isFeedState((state as Partial<ChangeState> | null)?.feed) && isSavedMemory(state);
	},
	recover(state) {
		const feed = recoverFeed((state as Partial<ChangeState> | null)?.feed ?? state);
		return feed && { feed, ...(isSavedMemory(state) ? { live: state.live, heard: state.heard } : {}) };
	},
	async poll(setup, { since, state }, room) {
		const { kiamo } = setup;
		const memory = await Memory.open(setup, state, since);
		const feed = {
			id: 'listInteractions' as const,
			args: {},
			momentsOf: (row: Interaction) => ({
				created: row.created_at,
				answered: row.answered_at,
				ended: row.ended_at,
				qualified: row.qualified_at,
			}),
			readOne: async (interactionId: string) =>
				await kiamo.attempt('getInteraction', { path: { interactionId } }),
			weigh: ({ row, newMoments }: Change<FeedRowOf<'listInteractions'>>) =>
				eventsOf(setup, memory, row.row, newMoments).length,
		};
		const poll = await pollFeed(setup, feed, { since, state: state?.feed }, room);
		const events = poll.changes.flatMap(({ row: { row }, newMoments }) => {
			const found = eventsOf(setup, memory, row, newMoments);
			memory.see(row);
			return found;
		});
		return {
			items: await toItems(setup, events),
			state: { feed: poll.state, ...memory.saved() },
			isComplete: poll.isComplete,
		};
	},
	sample: async (setup) =>
		await sampleEvents(
			setup,
			feedEvents.filter((event) => setup.events.has(event)),
		),
};

/** The events that a version of an interaction shows, in the order in which they happened. */
function eventsOf(
	{ events, matchesFilters }: Setup,
	memory: Memory,
	row: Interaction,
	newMoments: ReadonlySet<string>,
): InteractionEvent[] {
	const before = memory.statusBefore(row, newMoments);
	const isNew = (event: EventName): boolean => {
		if (event === 'ended' || event === 'abandoned') return newMoments.has('ended') || memory.wasLive(row);
		if (event === 'statusChanged') return before !== row.status;
		return newMoments.has(event);
	};
	const found = feedEvents.flatMap((event): InteractionEvent[] => {
		const at = momentOf(event, row);
		if (!events.has(event) || at === null || !matchesFilters(event, row)) return [];
		if (event === 'recordingAvailable') {
			return memory
				.newKinds(row, newMoments)
				.map((kind) => toEvent(event, row, at, { version: kind, more: { kind } }));
		}
		if (!isNew(event)) return [];
		const more = event === 'statusChanged' ? { previousStatus: before, status: row.status } : undefined;
		return [toEvent(event, row, at, { more })];
	});
	return found.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
