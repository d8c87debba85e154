import type { feeds as FeedId } from '../../../contract/generated/types';
import { feedQuery, listPaging } from '../transport/contract';
import { listPage, type Row } from '../transport/pages';
import { readIsoMoment } from '../values/dates';
import { originOf } from '../values/zones';
import { errorMs } from './clock';
import { advanceFeed, startFeed, type FeedRow, type FeedState } from './feed';
import { keyOf, readFeed, timeOf } from './readFeed';
import type { Feed, RowReader } from './rowReader';
import type { PollSettings } from './settings';

/** How many of the rows that changed last a new feed remembers. */
const remembered = 250;

/** The state of a feed that is new. What changed since `since` (n8n's clock) is new, even if Kiamo was down. */
export async function beginFeed<Id extends FeedId>(
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
		async (...place) => ({ data: (await rowReader.fetchPage(...place)).data }),
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
