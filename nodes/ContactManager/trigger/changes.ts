import type { IDataObject } from 'n8n-workflow';

import { checkMarkField } from '../matching/mark';
import { createMatcher } from '../matching/matcher';
import { fieldsOf } from '../field/fieldsOf';
import type { FeedState } from '../../shared/polling/feed';
import { pollFeed, type Feed, type FeedPoll } from '../../shared/polling/pollFeed';
import type { SeenRecord } from '../../shared/polling/seen';
import { itemMaker } from './items';
import { watchedFields } from './options';
import { OwnChanges } from './ownChanges';
import type { Contact, Setup } from './setup';
import { FieldWatch, type Watched } from './watch';

/** What the trigger knows of the changes of contacts from one poll to the next. */
export interface ChangeState {
	feed?: FeedState;
	watched?: Watched;
	/** Marks of changes that were passed over or emitted. */
	marks?: SeenRecord;
}

/** Reads the feed of changes: the items to emit, the state to keep, and whether the end of the feed was reached. */
export async function pollChanges(
	setup: Setup,
	saved: ChangeState | undefined,
	firstPollAt: number,
): Promise<{ items: IDataObject[]; state: ChangeState; isComplete: boolean }> {
	const { watched, marks } = saved ?? {};
	const feed: Feed<'listContacts'> = {
		id: 'listContacts',
		args: setup.args,
		toFeedRow: ({ id, created_at, updated_at }) => ({
			id,
			changed: updated_at,
			moments: { created: created_at },
		}),
	};
	const poll = await pollFeed(setup, feed, saved?.feed, firstPollAt);
	const { changes, state, isComplete } = poll;
	if (!saved?.feed || changes.length === 0)
		return { items: [], state: { feed: state, watched, marks }, isComplete };
	const settled = poll.serverNow - setup.overlap;
	const { items, ...known } = await toItems(setup, { ...saved, feed: saved.feed }, changes, settled);
	return { items, state: { feed: state, ...known }, isComplete };
}

/** Chooses among the changes and makes items of them; marks of before `settled` cannot come up any more. */
async function toItems(
	{ context, kiamo, args, events, options }: Setup,
	saved: ChangeState & { feed: FeedState },
	changes: FeedPoll<'listContacts'>['changes'],
	settled: number,
) {
	const fields = await fieldsOf(kiamo, args.path.baseId);
	const matcher = createMatcher(fields, [], kiamo.country);
	const markField = checkMarkField(matcher, options.ignoreMarked?.field?.name);
	const own = new OwnChanges(matcher, markField, saved.feed, saved.marks);
	const watchedNames = watchedFields(options);
	const watch = watchedNames.length > 0 ? new FieldWatch(matcher, watchedNames, saved.watched) : undefined;
	const toItem = itemMaker(context, fields);

	const items: IDataObject[] = [];
	for (const {
		row: { row },
		news,
	} of changes) {
		const fieldChanges = watch?.see(row.id, row.fields);
		const isOurs = own.has(row);
		const event = eventOf(row, news.has('created'), events);
		if (isOurs || event === undefined) continue;
		if (watch === undefined) items.push(toItem(row, event));
		else if (event === 'created' || fieldChanges?.length !== 0) {
			const changedFields = fieldChanges?.map(({ field }) => field) ?? null;
			items.push({ ...toItem(row, event), changedFields, changes: fieldChanges ?? null });
		}
	}
	return { items, watched: watch?.saved(), marks: own.saved(settled) };
}

/** A contact that was created and then updated counts as updated where only updates are asked for. */
function eventOf(contact: Contact, isNew: boolean, events: Setup['events']): string | undefined {
	if (isNew && events.created) return 'created';
	return events.updated && (!isNew || contact.updated_at !== contact.created_at) ? 'updated' : undefined;
}
