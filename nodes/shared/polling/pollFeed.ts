import type { IPollFunctions } from 'n8n-workflow';

import type { feeds as FeedId } from '../../../contract/generated/types';
import type { Arguments, Kiamo } from '../transport/client';
import { feedQuery, listPaging } from '../transport/contract';
import { rowDoor } from '../transport/door';
import type { Answer } from '../transport/failure';
import type { Page } from '../transport/page';
import { listPage, type ListId, type Row } from '../transport/pages';
import { readIsoMoment } from '../values/dates';
import { originOf } from '../values/zones';
import { errorMs } from './clock';
import { advanceFeed, startFeed, type Change, type FeedRow, type FeedState } from './feed';
import type { Range } from './ranges';
import type { SavedSource } from './pollState';
import { keyOf, readFeed, timeOf } from './readFeed';
import type { FeedOptions, PollSettings } from './settings';
import { RowReader } from './rowReader';
import type { SavedFeed } from './savedFeed';

/** A list of Kiamo as a feed of changes. */
export interface Feed<Id extends FeedId> {
	id: Id;
	/** The path and the filters. */
	args: Arguments<Id>;
	/** What happened to a row, and when. */
	momentsOf(row: Row<Id>): Record<string, string | null | undefined>;
	readOne(id: string): Promise<Answer<Row<Id>>>;
	/** How many items a change makes, one unless given. */
	weigh?(change: Change<FeedRowOf<Id>>): number;
}

/** A row of a feed, with what Kiamo says about it. */
export interface FeedRowOf<Id extends ListId> extends FeedRow {
	row: Row<Id>;
}

/** What a poll of a feed brought. */
export interface FeedPoll<Id extends ListId> {
	changes: Array<Change<FeedRowOf<Id>>>;
	state: SavedFeed;
	/** Whether the end of the feed was reached. */
	isComplete: boolean;
}

/** How many of the rows that changed last a new feed remembers. */
const remembered = 250;

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
	return rowDoor(kiamo, id, args)(last.data, last.data).slice(-samples);
}

/**
 * Reads what changed since the last poll, `room` items of it. The first poll takes its bearings and emits nothing, as does
 * the first after the Start Date was changed.
 */
export async function pollFeed<Id extends FeedId>(
	settings: PollSettings,
	feed: Feed<Id>,
	{ since, state }: SavedSource<SavedFeed>,
	room: number,
): Promise<FeedPoll<Id>> {
	const { context, clock, lookback, until } = settings;
	const startDate = startDateAsWritten(context) ?? state?.startDate;
	const rowReader = new RowReader(context, feed, state?.bad, state?.known);
	if (!state || (state.startDate !== null && state.startDate !== startDate)) {
		const started = await begin(settings, feed, rowReader, since);
		return {
			changes: [],
			state: { ...started, startDate, bad: rowReader.asOld(clock.newFrom(since)) },
			isComplete: true,
		};
	}
	const reading = await readFeed(
		async (...place) => rowReader.readPage(await fetchPage(settings, feed, ...place)),
		state,
		{ maxItems: room, until },
		() => {
			const ranges = earlierTimes(settings, state);
			const times = [...ranges, ...(state.fresh ?? [])].map(([from]) => from);
			rowReader.knownUntil = Math.min(state.known, ...times);
			return { serverNow: clock.server, trustedNow: clock.trusted, ranges };
		},
	);
	const readable = await rowReader.readAgain(state.at, reading.rows);
	// They come first, as their dates are before those of the feed, and do not move its frontier.
	const rows = [...readable, ...reading.rows];
	const taken = advanceFeed(state, { ...reading, rows }, { lookback, maxItems: room, weigh: feed.weigh });
	const bad = rowReader.left(
		taken.changes.map(({ row }) => row.id),
		taken.isComplete,
	);
	return { ...taken, state: { ...taken.state, startDate, bad } };
}

/** Where Kiamo's clock was put back behind the frontier: what changed since the last poll may have a date before that. */
function earlierTimes({ clock, lookback }: PollSettings, { at }: FeedState): Range[] {
	return clock.spans.flatMap(([from, to], index): Range[] => {
		if (from >= at) return [];
		// Only what was dated before the last poll may show up late.
		return [[index === 0 ? from - lookback : from, to]];
	});
}

/** What the user wrote under Start Date, not its value now: an expression such as `$now` must not restart at each poll. */
function startDateAsWritten(context: IPollFunctions): string | undefined {
	const options = context.getNode().parameters.options as FeedOptions | undefined;
	return options?.startFrom === 'date' ? options.startDate : undefined;
}

/** The state of a feed that is new. What changed since `since` (n8n's clock) is new, even if Kiamo was down. */
async function begin<Id extends FeedId>(
	settings: PollSettings,
	feed: Feed<Id>,
	rowReader: RowReader<Id>,
	since: number,
): Promise<FeedState> {
	const { clock, options, lookback, until } = settings;
	if (options.startFrom === 'everything') return startFeed(0);
	if (options.startFrom === 'date') {
		const start = readIsoMoment('Start Date', options.startDate, originOf(settings));
		if (start === undefined)
			throw new RangeError('Start From is A Date, but no Start Date is set under Options');
		return startFeed(Date.parse(start));
	}
	const { listed, isWhole } = await listBefore(settings, feed);
	const before = rowReader.readPage({ data: listed }).data.filter(({ changed }) => changed !== '');
	const keys = new Set(before.map(keyOf));
	const { server, n8n } = clock.reading;
	const newFrom = clock.newFrom(since);
	// This poll takes a while, and n8n does not wait for its end: what changed after its first answer is new. Where that
	// did not list all, dates decide, and where the clocks disagree, what was listed is old.
	const isOld = (row: FeedRow) => {
		const changed = timeOf(row);
		const isListed = keys.has(keyOf(row)) || (keys.size === 0 && !isWhole);
		const firstNew = isListed ? Math.max(server, n8n) : Math.min(server, n8n) - errorMs;
		return changed < newFrom && (changed < firstNew || (isListed && isWhole));
	};
	const serverNow = Math.min(server, newFrom);
	const now = Math.min(serverNow, n8n);
	// Not beyond the last change, as the clock that dates rows may be behind that of the answers.
	const lastChange = Math.max(0, ...before.map(timeOf));
	const start = startFeed(Math.min(now - lookback, lastChange || now));
	// Changes that are there already are old, and must not be taken for ones that show up late.
	// A total that agrees with a short page is no proof here: what is left out now would count as new later.
	const reading = await readFeed(
		async (...place) => ({ data: rowReader.readPage(await fetchPage(settings, feed, ...place)).data }),
		start,
		{ maxItems: Infinity, until },
		() => ({ serverNow }),
	);
	if (!reading.isComplete) return startFeed(now);
	const rows = [...before, ...reading.rows].filter(isOld);
	const newest = Math.max(start.at - 1, ...rows.map(timeOf));
	return advanceFeed(start, { ...reading, rows, newest, serverNow }, { lookback, maxItems: Infinity }).state;
}

/**
 * The rows that there were when the first request was answered, if it shows all, or else those that changed last; none
 * where Kiamo doesn't say how many there are. Remembered, they are not emitted again where the server's clock is put back.
 */
async function listBefore<Id extends FeedId>(
	{ kiamo, clock }: PollSettings,
	{ id, args }: Feed<Id>,
): Promise<{ listed: Array<Row<Id>>; isWhole: boolean }> {
	const query = { ...args.query, ...feedQuery(id) };
	const ask = async (offset: number) => await listPage(kiamo, id, { ...args, query, page: { offset } });
	const { data, total = data.length } = await ask(0);
	clock.read();
	if (total <= data.length) {
		const isWhole = data.length < listPaging(id).largest;
		return { listed: isWhole ? data : [], isWhole };
	}
	const first = Math.max(0, total - remembered);
	const listed: Array<Row<Id>> = [];
	// Pages may be shorter than what is asked for.
	while (first + listed.length < total) {
		const page = await ask(first + listed.length);
		if (page.data.length === 0) break;
		listed.push(...page.data);
	}
	return { listed: listed.slice(0, total - first), isWhole: false };
}

async function fetchPage<Id extends FeedId>(
	{ kiamo, clock }: PollSettings,
	{ id, args }: Feed<Id>,
	from: number,
	offset: number,
	size?: number,
): Promise<Page<Row<Id>>> {
	const query = { ...args.query, ...feedQuery(id, new Date(from).toISOString()) };
	const page = await listPage(kiamo, id, { ...args, query, page: { offset, size } });
	clock.read();
	return page;
}
