import type { Interaction } from '../interaction/simplify';
import type { FeedState } from '../../shared/polling/feed';
import { pollFeed, type Feed } from '../../shared/polling/pollFeed';
import { happening, momentOf, type EventName, type Happening } from './events';
import { Memory, type SavedMemory } from './memory';
import type { Part, Setup } from './setup';

/** What the trigger knows of the changes of interactions from one poll to the next. */
export interface ChangeState extends SavedMemory {
	feed?: FeedState;
}

const feedEvents: EventName[] = [
	'abandoned',
	'answered',
	'created',
	'ended',
	'qualified',
	'recordingAvailable',
	'statusChanged',
];

/** Whether an event is chosen that the feed of changes tells of. */
export function needsFeed({ events }: Setup): boolean {
	return feedEvents.some((event) => events.has(event));
}

/**
 * Reads the feed of all interactions that changed: long ones are not missed, as they change when they end, nor are those
 * that a transfer brings into the filters.
 */
export async function pollChanges(
	setup: Setup,
	saved: ChangeState | undefined,
	firstPollAt: number,
): Promise<Part<ChangeState>> {
	const memory = await Memory.open(setup, saved, firstPollAt);
	const feed: Feed<'listInteractions'> = {
		id: 'listInteractions',
		args: {},
		toFeedRow: ({ id, created_at, answered_at, ended_at, qualified_at, updated_at }) => ({
			id: String(id),
			changed: updated_at,
			moments: {
				created: created_at,
				...(answered_at ? { answered: answered_at } : {}),
				...(ended_at ? { ended: ended_at } : {}),
				...(qualified_at ? { qualified: qualified_at } : {}),
			},
		}),
		weigh: ({ row, news }) => happeningsOf(setup, memory, row.row, news).length,
	};
	const { changes, state, isComplete } = await pollFeed(setup, feed, saved?.feed, firstPollAt);
	const happenings = changes.flatMap(({ row: { row }, news }) => {
		const told = happeningsOf(setup, memory, row, news);
		memory.see(row);
		return told;
	});
	return { happenings, state: { feed: state, ...memory.saved() }, isComplete };
}

/** What a version of an interaction tells, in the order in which it happened. */
function happeningsOf(
	{ events, fits }: Setup,
	memory: Memory,
	row: Interaction,
	news: ReadonlySet<string>,
): Happening[] {
	const before = memory.statusBefore(row, news);
	const isNews = (event: EventName): boolean => {
		if (event === 'ended' || event === 'abandoned') return news.has('ended') || memory.wasLive(row);
		if (event === 'statusChanged') return before !== row.status;
		return news.has(event);
	};
	const told = feedEvents.flatMap((event): Happening[] => {
		const at = momentOf(event, row);
		if (!events.has(event) || at === null || !fits(event, row)) return [];
		if (event === 'recordingAvailable') {
			return memory
				.newKinds(row, news)
				.map((kind) => happening(event, row, at, { version: kind, more: { kind } }));
		}
		if (!isNews(event)) return [];
		const more = event === 'statusChanged' ? { previousStatus: before, status: row.status } : undefined;
		return [happening(event, row, at, { more })];
	});
	return told.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
