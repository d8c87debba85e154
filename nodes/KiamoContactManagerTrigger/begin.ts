import { listPage } from '../shared/kiamo/pages';
import { toMoment } from '../shared/moment';
import { advanceFeed, startFeed, type FeedState } from '../shared/polling/feed';
import { readContacts } from './readContacts';
import type { Setup } from './setup';

/** `Date` headers hold whole seconds. */
const clockErrorMs = 1_000;

/**
 * The state of a feed that nothing is known of yet; nothing is emitted before the next poll. `begunAt` is when the
 * trigger was first asked, in milliseconds of n8n's clock: what changed since then is new, even if Kiamo was down.
 */
export async function beginFeed(setup: Setup, scope: string, begunAt: number): Promise<FeedState> {
	const { context, kiamo, args, options, overlap, until } = setup;
	if (options.startFrom === 'everything') return startFeed(scope, 0);
	if (options.startFrom === 'date') {
		const start = toMoment('Start Date', options.startDate, context.getTimezone());
		if (start === undefined)
			throw new RangeError('Start From is A Date, but no Start Date is given under Options');
		return startFeed(scope, Date.parse(start));
	}
	const asked = Date.now();
	// The first answer tells the server's clock, the only one that counts.
	await listPage(kiamo, 'listContacts', { ...args, query: { ...args.query, limit: 1 } });
	const { clockAhead } = kiamo.connection;
	const beginning = begunAt < asked - clockErrorMs ? begunAt + clockAhead + clockErrorMs : Infinity;

	// Changes that are there already are old, and must not be taken for ones that show up late.
	const start = startFeed(scope, Math.min(asked + clockAhead, beginning) - overlap);
	const reading = await readContacts(setup, start, { most: Infinity, until });
	const serverNow = Math.min(reading.serverNow, beginning);
	if (!reading.isComplete) return startFeed(scope, serverNow);
	const rows = reading.rows.filter(({ changed }) => Date.parse(changed) < beginning);
	return advanceFeed(start, { rows, serverNow, isComplete: true }, { overlap, most: Infinity }).state;
}
