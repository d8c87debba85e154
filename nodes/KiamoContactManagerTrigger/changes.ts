import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { checkMarkField } from '../KiamoContactManager/contact/sync/mark';
import { createMatcher } from '../KiamoContactManager/contact/sync/matcher';
import { fieldsOf } from '../KiamoContactManager/field/fieldsOf';
import { advanceFeed, type Change, type FeedState } from '../shared/polling/feed';
import type { SeenRecord } from '../shared/polling/seen';
import { beginFeed } from './begin';
import { itemMaker } from './items';
import { watchedFields } from './options';
import { OwnChanges } from './ownChanges';
import { readContacts, type ContactRow } from './readContacts';
import type { Setup } from './setup';
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
	begunAt: number,
): Promise<{ items: IDataObject[]; state: ChangeState; isComplete: boolean }> {
	const { context, args, overlap, most, until } = setup;
	const { watched, marks } = saved ?? {};
	const scope = createHash('sha1').update(JSON.stringify(args)).digest('base64url');
	if (saved?.feed?.scope !== scope) {
		if (saved?.feed)
			context.logger.info(`${context.getNode().name}: base or filters changed, so it starts afresh`);
		const feed = await beginFeed(setup, scope, saved?.feed ? Date.now() : begunAt);
		return { items: [], state: { feed, watched, marks }, isComplete: true };
	}
	const reading = await readContacts(setup, saved.feed, { most, until });
	const { changes, state: feed, isComplete } = advanceFeed(saved.feed, reading, { overlap, most });
	if (changes.length === 0) return { items: [], state: { feed, watched, marks }, isComplete };
	const settled = reading.serverNow - overlap;
	const { items, ...known } = await toItems(setup, { ...saved, feed: saved.feed }, changes, settled);
	return { items, state: { feed, ...known }, isComplete };
}

/** Chooses among the changes and makes items of them; marks of before `settled` cannot come up any more. */
async function toItems(
	{ context, kiamo, args, events, options }: Setup,
	saved: ChangeState & { feed: FeedState },
	changes: Array<Change<ContactRow>>,
	settled: number,
) {
	const fields = await fieldsOf(kiamo, args.path.baseId);
	const matcher = createMatcher(fields, [], kiamo.connection.credential.defaultCountry || 'FR');
	const markField = checkMarkField(matcher, options.ignoreMarked?.field?.name);
	const own = new OwnChanges(matcher, markField, saved.feed, saved.marks);
	const watchedNames = watchedFields(options);
	const watch = watchedNames.length > 0 ? new FieldWatch(matcher, watchedNames, saved.watched) : undefined;
	const toItem = itemMaker(context, fields);

	const items: IDataObject[] = [];
	for (const { row, isNew } of changes) {
		const fieldChanges = watch?.see(row.id, row.contact.fields);
		const isOurs = own.has(row.contact);
		const event = eventOf(row, isNew, events);
		if (isOurs || event === undefined) continue;
		if (watch === undefined) items.push(toItem(row.contact, event));
		else if (event === 'created' || fieldChanges?.length !== 0) {
			const changedFields = fieldChanges?.map(({ field }) => field) ?? null;
			items.push({ ...toItem(row.contact, event), changedFields, changes: fieldChanges ?? null });
		}
	}
	return { items, watched: watch?.saved(), marks: own.saved(settled) };
}

/** A contact that was created and then updated counts as updated where only updates are asked for. */
function eventOf(row: ContactRow, isNew: boolean, events: Setup['events']): string | undefined {
	if (isNew && events.created) return 'created';
	return events.updated && (!isNew || row.changed !== row.created) ? 'updated' : undefined;
}
