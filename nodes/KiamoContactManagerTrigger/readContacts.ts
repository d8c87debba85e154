import { largestPage, listPage } from '../shared/kiamo/pages';
import type { FeedReading, FeedRow, FeedState } from '../shared/polling/feed';
import { readFeed } from '../shared/polling/readFeed';
import type { Contact, Setup } from './setup';

export interface ContactRow extends FeedRow {
	contact: Contact;
}

/** Reads the contacts that changed, from where the feed was left: `most` that are new, or until the moment `until`. */
export async function readContacts(
	{ kiamo, args }: Setup,
	state: FeedState,
	limits: { most: number; until: number },
): Promise<FeedReading<ContactRow>> {
	return await readFeed(
		async (offset) => {
			const asked = Date.now();
			const { data, total } = await listPage(kiamo, 'listContacts', {
				...args,
				query: {
					...args.query,
					sort: 'updated_at',
					updated_from: new Date(state.at).toISOString(),
					limit: largestPage,
					offset,
				},
			});
			const rows = data.map((contact) => ({
				id: contact.id,
				created: contact.created_at,
				changed: contact.updated_at,
				contact,
			}));
			return { data: rows, total, serverNow: asked + kiamo.connection.clockAhead };
		},
		state,
		limits,
	);
}
