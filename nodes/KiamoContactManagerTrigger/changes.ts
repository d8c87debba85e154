import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { largestPage, listPage } from '../shared/kiamo/pages';
import { toMoment } from '../shared/moment';
import { advanceFeed, startFeed, type FeedRow, type FeedState } from '../shared/polling/feed';
import { readFeed, type FeedPage } from '../shared/polling/readFeed';
import { itemMaker, type Contact, type Setup } from './setup';
import { watchFields } from './watch';

/** Reads the feed of changes, adds what to emit to `items`, and returns how far it was read. */
export async function pollChanges(
	setup: Setup,
	saved: FeedState | undefined,
	until: number,
	items: IDataObject[],
	watched: Map<string, string>,
): Promise<FeedState> {
	const { context, kiamo, args, events, options, overlap, most } = setup;
	const scope = createHash('sha1').update(JSON.stringify(args)).digest('base64url');
	const isSame = saved?.scope === scope;
	if (saved && !isSame)
		context.logger.info(`${context.getNode().name}: base or filters changed, so it starts afresh`);
	const begun = isSame ? { feed: saved, isSilent: false } : await begin(setup, scope);
	const limits = { overlap, until, most: begun.isSilent ? Infinity : most };
	const reading = await readFeed(
		async (offset) => await fetchPage(setup, begun.feed.at, offset),
		begun.feed,
		limits,
	);
	const { changes, state, isComplete } = advanceFeed(begun.feed, reading, limits);
	const names = (options.watchFields?.field ?? []).map(({ name }) => name).filter(Boolean);
	const seen = changes.map(({ row, isNew }) => {
		const changedFields =
			names.length > 0 ? watchFields(watched, row.id, names, row.contact.fields) : undefined;
		return { ...row, event: isNew ? 'created' : 'updated', changedFields };
	});
	if (begun.isSilent) return isComplete ? state : startFeed(scope, reading.serverNow);
	if (!isComplete)
		context.logger.info(`${context.getNode().name}: more has changed, the next poll brings it`);
	const wanted = seen.filter(
		({ event, changedFields }) =>
			events.includes(event) && (event === 'created' || !changedFields || changedFields.length > 0),
	);
	if (wanted.length === 0) return state;

	const toItem = await itemMaker(context, kiamo, args.path.baseId);
	for (const { contact, event, changedFields } of wanted) {
		items.push({ ...toItem(contact, event), ...(changedFields === undefined ? {} : { changedFields }) });
	}
	return state;
}

interface ContactRow extends FeedRow {
	contact: Contact;
}

/** Asks for the contacts that changed at a moment or later. */
async function fetchPage(
	{ kiamo, args }: Setup,
	from: number,
	offset: number,
): Promise<FeedPage<ContactRow>> {
	const feed = {
		sort: 'updated_at' as const,
		updated_from: new Date(from).toISOString(),
		limit: largestPage,
		offset,
	};
	const asked = Date.now();
	const { data, total } = await listPage(kiamo, 'listContacts', {
		...args,
		query: { ...args.query, ...feed },
	});
	const rows = data.map((contact) => ({
		id: contact.id,
		created: contact.created_at,
		changed: contact.updated_at,
		contact,
	}));
	return { data: rows, total, serverNow: asked + kiamo.connection.clockAhead };
}

/** The state of the first poll, and whether what it reads is old. */
async function begin(
	{ context, kiamo, args, options, overlap }: Setup,
	scope: string,
): Promise<{ feed: FeedState; isSilent: boolean }> {
	if (options.startFrom === 'everything') return { feed: startFeed(scope, 0), isSilent: false };
	if (options.startFrom === 'date') {
		const start = toMoment('Start Date', options.startDate, context.getTimezone());
		if (start === undefined)
			throw new RangeError('Start From is A Date, but no Start Date is given under Options');
		return { feed: startFeed(scope, Date.parse(start)), isSilent: false };
	}
	// The first answer tells the server's clock, the only one that counts.
	await listPage(kiamo, 'listContacts', { ...args, query: { ...args.query, limit: 1 } });
	return { feed: startFeed(scope, Date.now() + kiamo.connection.clockAhead - overlap), isSilent: true };
}
