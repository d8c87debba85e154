import type { IDataObject } from 'n8n-workflow';

import { checkMarkField } from '../matching/mark';
import { checkFields, createMatcher, type Matcher } from '../matching/matcher';
import { fieldsOf } from '../field/fieldsOf';
import { fold } from '../../shared/lists/locator';
import { isEmittedRecord, type EmittedRecord } from '../../shared/polling/emitted';
import { sampleRows } from '../../shared/polling/sampleRows';
import {
	type FeedPoll,
	isFeedState,
	pollFeed,
	recoverFeed,
	type SavedFeed,
} from '../../shared/polling/pollFeed';
import type { EventSource } from '../../shared/polling/eventSource';
import { itemMaker } from './items';
import { watchedFields } from './options';
import { OwnChanges } from './ownChanges';
import type { Contact, Setup } from './setup';
import { FieldWatch, isWatched, type Watched } from './watch';

interface ChangeState {
	feed: SavedFeed;
	watched?: Watched;
	/** Marks of changes that were skipped or emitted. */
	marks?: EmittedRecord;
}

/** Contacts that are created or updated, from the base's feed of changes. */
export const changes: EventSource<Setup, ChangeState> = {
	key: 'changes',
	isState(state): state is ChangeState {
		const { feed, watched, marks } = (state ?? {}) as Partial<ChangeState>;
		return isFeedState(feed) && isWatched(watched) && (marks === undefined || isEmittedRecord(marks));
	},
	recover(state) {
		const feed = recoverFeed((state as Partial<ChangeState> | null)?.feed ?? state);
		return feed && { feed };
	},
	async poll(setup, { since, state }, room) {
		const { kiamo, args } = setup;
		const { baseId } = args.path;
		const feed = {
			id: 'listContacts' as const,
			args,
			momentsOf: ({ created_at: created }: Contact) => ({ created }),
			readOne: async (contactId: string) =>
				await kiamo.attempt('getContact', { path: { baseId, contactId } }),
		};
		const poll = await pollFeed(setup, feed, { since, state: state?.feed }, room);
		const kept = { ...state, feed: poll.state };
		if (!state || poll.changes.length === 0) return { items: [], state: kept, isComplete: poll.isComplete };
		const { items, ...known } = await toItems(setup, state, poll.changes);
		return { items, state: { ...kept, ...known }, isComplete: poll.isComplete };
	},
	async sample({ context, kiamo, args, events, options }) {
		const last = await sampleRows(kiamo, 'listContacts', args);
		if (last.length === 0) return [];
		const toItem = itemMaker(context, await fieldsOf(kiamo, args.path.baseId));
		// Nothing is known of what these fields held before.
		const unknown = watchedFields(options).length > 0 ? { changedFields: null, changes: null } : {};
		return last.map((contact) => {
			const isNew = contact.created_at === contact.updated_at;
			const event = events.created && (isNew || !events.updated) ? 'created' : 'updated';
			return { ...toItem(contact, event), ...unknown };
		});
	},
};

/** Chooses among the changes and makes items of them. */
async function toItems(
	{ context, kiamo, args, events, options, clock, lookback, emittedIds }: Setup,
	saved: ChangeState,
	changed: FeedPoll<'listContacts'>['changes'],
): Promise<Omit<ChangeState, 'feed'> & { items: IDataObject[] }> {
	const fields = await fieldsOf(kiamo, args.path.baseId);
	const matcher = createMatcher(fields, [], kiamo.country);
	const markField = checkMarkField(matcher, options.ignoreMarked?.field?.name);
	const own = new OwnChanges(matcher, markField, saved.feed, saved.marks);
	const watchedNames = watchedFields(options);
	checkFields(matcher, watchedNames, 'Only When These Fields Change');
	const watch = watchedNames.length > 0 ? new FieldWatch(matcher, watchedNames, saved.watched) : undefined;
	const toItem = itemMaker(context, fields);

	const items: IDataObject[] = [];
	for (const { row, newMoments } of changed) {
		const contact = row.row;
		if (!matchesFilters(matcher, args.query?.filter, contact)) continue;
		const fieldChanges = watch?.see(contact.id, contact.fields);
		const isOurs = own.has(contact);
		const event = eventOf(contact, newMoments.has('created'), events);
		if (isOurs || event === undefined) continue;
		if (watch && event === 'updated' && fieldChanges?.length === 0) continue;
		const changedFields = fieldChanges?.map(({ field }) => field) ?? null;
		items.push({
			...toItem(contact, event),
			...(watch ? { changedFields, changes: fieldChanges ?? null } : {}),
		});
		emittedIds.add(row.id);
	}
	return { items, watched: watch?.saved(), marks: own.saved(clock.trusted - lookback) };
}

/** Whether a contact holds the values that were asked for; a server may ignore a filter. */
function matchesFilters(
	matcher: Matcher,
	filter: Record<string, string | string[]> = {},
	{ fields }: Contact,
): boolean {
	return Object.entries(filter).every(([name, wanted]) => {
		const value = fields[name];
		return [wanted]
			.flat()
			.some(
				(one) =>
					fold(String(value ?? '')) === fold(one) ||
					matcher.comparable(name, value) === matcher.comparable(name, one),
			);
	});
}

/** A contact that was created and then updated counts as updated where only updates are asked for. */
function eventOf(
	contact: Contact,
	isNew: boolean,
	events: Setup['events'],
): 'created' | 'updated' | undefined {
	if (isNew && events.created) return 'created';
	return events.updated && (!isNew || contact.updated_at !== contact.created_at) ? 'updated' : undefined;
}
