import { createHash } from 'crypto';
import type { IPollFunctions } from 'n8n-workflow';

import type { feeds as FeedId } from '../../../contract/generated/types';
import type { Arguments, Kiamo } from '../transport/client';
import { feedQuery } from '../transport/contract';
import { listPage, type ListId, type Row } from '../transport/pages';
import { readIsoMoment } from '../values/dates';
import { originOf } from '../values/zones';
import { advanceFeed, startFeed, type Change, type FeedReading, type FeedRow, type FeedState } from './feed';
import { readFeed } from './readFeed';
import { askServerNow, beginningOf } from './serverClock';
import type { FeedOptions, PollSettings } from './settings';

/** A list of Kiamo as a feed of changes. */
export interface Feed<Id extends FeedId> {
	id: Id;
	/** The path and the filters. */
	args: Arguments<Id>;
	/** The order of a row in the feed, and what happened to it when. */
	toFeedRow(row: Row<Id>): FeedRow;
	/** How many items a change makes, one unless given. */
	weigh?(change: Change<FeedRowOf<Id>>): number;
}

/** A row of a feed, with what Kiamo says of it. */
export interface FeedRowOf<Id extends ListId> extends FeedRow {
	row: Row<Id>;
}

/** What a poll of a feed brought. */
export interface FeedPoll<Id extends ListId> {
	changes: Array<Change<FeedRowOf<Id>>>;
	state: FeedState;
	/** Whether the end of the feed was reached. */
	isComplete: boolean;
	/** The server's clock when the poll began, in milliseconds. */
	serverNow: number;
}

/** The rows that changed last, the latest at the end: something real to show in the editor. */
export async function lastRows<Id extends FeedId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id>,
	samples = 5,
): Promise<Array<Row<Id>>> {
	const query = { ...args.query, ...feedQuery(id) };
	const { data, total = data.length } = await listPage(kiamo, id, { ...args, query, page: { size: 50 } });
	const offset = Math.max(0, total - samples);
	const last = await listPage(kiamo, id, { ...args, query, page: { offset } });
	return last.data.slice(-samples);
}

/**
 * Reads what changed since the last poll. The first poll takes its bearings and tells of nothing, as does the first after
 * the path, the filters or the Start Date were changed; `begunAt` is when the trigger was first asked, in milliseconds of
 * n8n's clock.
 */
export async function pollFeed<Id extends FeedId>(
	settings: PollSettings,
	feed: Feed<Id>,
	saved: FeedState | undefined,
	firstPollAt: number,
): Promise<FeedPoll<Id>> {
	const { context, overlap, maxItems, until } = settings;
	const scope = createHash('sha1').update(JSON.stringify(feed.args)).digest('base64url');
	const startDate = startDateAsWritten(context) ?? saved?.startDate;
	if (saved?.scope !== scope || saved.startDate !== startDate) {
		if (saved)
			context.logger.info(`${context.getNode().name}: what it asks for was changed, so it starts afresh`);
		const { state, serverNow } = await begin(settings, feed, scope, saved ? Date.now() : firstPollAt);
		return { changes: [], state: { ...state, startDate }, isComplete: true, serverNow };
	}
	const reading = await read(settings, feed, saved, { maxItems, until });
	const taken = advanceFeed(saved, reading, { overlap, maxItems, weigh: feed.weigh });
	return { ...taken, state: { ...taken.state, startDate }, serverNow: reading.serverNow };
}

/** What the user wrote under Start Date, not what it comes to now: an expression such as `$now` must not start afresh at each poll. */
function startDateAsWritten(context: IPollFunctions): string | undefined {
	const options = context.getNode().parameters.options as FeedOptions | undefined;
	return options?.startFrom === 'date' ? options.startDate : undefined;
}

/** The state of a feed that nothing is known of yet. What changed since `begunAt` is new, even if Kiamo was down. */
async function begin<Id extends FeedId>(
	settings: PollSettings,
	feed: Feed<Id>,
	scope: string,
	firstPollAt: number,
): Promise<{ state: FeedState; serverNow: number }> {
	const { kiamo, options, overlap, until } = settings;
	if (options.startFrom === 'everything') return { state: startFeed(scope, 0), serverNow: Date.now() };
	if (options.startFrom === 'date') {
		const start = readIsoMoment('Start Date', options.startDate, originOf(settings));
		if (start === undefined)
			throw new RangeError('Start From is A Date, but no Start Date is given under Options');
		return { state: startFeed(scope, Date.parse(start)), serverNow: Date.now() };
	}
	const asked = Date.now();
	await askServerNow(kiamo, feed.id, feed.args);
	const beginning = beginningOf(kiamo, firstPollAt, asked);

	// Changes that are there already are old, and must not be taken for ones that show up late.
	const start = startFeed(scope, Math.min(asked + kiamo.connection.clockAhead, beginning) - overlap);
	const reading = await read(settings, feed, start, { maxItems: Infinity, until });
	const serverNow = Math.min(reading.serverNow, beginning);
	if (!reading.isComplete) return { state: startFeed(scope, serverNow), serverNow };
	const rows = reading.rows.filter(({ changed }) => Date.parse(changed) < beginning);
	const known = { rows, serverNow, isComplete: true };
	return { state: advanceFeed(start, known, { overlap, maxItems: Infinity }).state, serverNow };
}

/** Reads the rows that changed, from where the feed was left: `most` that are new, or until the moment `until`. */
async function read<Id extends FeedId>(
	{ kiamo }: PollSettings,
	{ id, args, toFeedRow }: Feed<Id>,
	state: FeedState,
	limits: { maxItems: number; until: number },
): Promise<FeedReading<FeedRowOf<Id>>> {
	return await readFeed(
		async (offset) => {
			const asked = Date.now();
			const query = { ...args.query, ...feedQuery(id, new Date(state.at).toISOString()) };
			const { data, total } = await listPage(kiamo, id, { ...args, query, page: { offset } });
			const rows = data.map((row) => ({ ...toFeedRow(row), row }));
			return { data: rows, total, serverNow: asked + kiamo.connection.clockAhead };
		},
		state,
		limits,
	);
}
