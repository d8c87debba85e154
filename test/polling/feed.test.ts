import { Emitted } from '../../nodes/shared/polling/emitted';
import {
	advanceFeed,
	startFeed,
	type FeedLimits,
	type FeedReading,
	type FeedRow,
	type FeedState,
} from '../../nodes/shared/polling/feed';
import { readFeed } from '../../nodes/shared/polling/readFeed';

const start = Date.parse('2026-03-29T00:55:00.000Z'); // an hour before the clocks change
const lookback = 120_000;

/** So many seconds after the start, in milliseconds and as text. */
const ms = (seconds: number) => start + seconds * 1000;
const time = (seconds: number) => new Date(ms(seconds)).toISOString();
const wholeTime = (seconds: number) => time(seconds).replace('.000', '');

/** A row that was created when it changed, unless given. */
const row = (id: string, changed: string, created = changed): FeedRow => ({
	id,
	changed,
	moments: { created },
});
const many = (count: number, changed: (at: number) => number) =>
	Array.from({ length: count }, (_, at) => row(String(at), time(changed(at))));

/** What was emitted of these rows, as the state has it. */
function seenOf(rows: FeedRow[]) {
	const seen = new Emitted();
	for (const { id, changed } of rows) seen.add(id, changed);
	return seen.since(0).record;
}

/** A reading to the end of the feed, 600 s after the start, unless given. */
function read(rows: FeedRow[], more: Partial<FeedReading<FeedRow>> = {}): FeedReading<FeedRow> {
	const newest = Math.max(start - 1, ...rows.map(({ changed }) => Date.parse(changed)));
	const earlier = more.earlier ?? [];
	return {
		rows,
		newest,
		serverNow: ms(600),
		isComplete: true,
		isUnordered: false,
		earlier,
		fresh: earlier,
		...more,
	};
}

/** Takes a reading; times of the state are in seconds after the start. */
function advance(
	state: Partial<FeedState>,
	reading: FeedReading<FeedRow>,
	limits: Partial<FeedLimits<FeedRow>> = {},
) {
	const taken = advanceFeed({ ...startFeed(start), ...state }, reading, {
		lookback,
		maxItems: Infinity,
		...limits,
	});
	const { at, skip, known, seen, left, fresh } = taken.state;
	const seconds = (moment: number) => (moment - start) / 1000;
	const inSeconds = (ranges?: Array<[number, number]>) =>
		ranges?.map((range) => range.map(seconds).join('-')).join(' ');
	return {
		...taken,
		ids: taken.changes.map((change) => change.row.id),
		place: { at: seconds(at), skip, known: seconds(known) },
		left: inSeconds(left),
		fresh: inSeconds(fresh),
		kept: new Emitted(seen),
	};
}

describe('what is emitted', () => {
	const rows = [10, 20, 30].map((seconds) => row(`at ${seconds}`, time(seconds)));

	it('is each change once, in the order of the rows', () => {
		const first = advance({}, read(rows));
		expect(first.ids).toEqual(['at 10', 'at 20', 'at 30']);
		expect(first.isComplete).toBe(true);
		const more = row('at 20', time(40), time(20));
		const second = advance(first.state, read([...rows, more]));
		expect(second.changes).toEqual([{ row: more, newMoments: new Set() }]);
		expect(second.isComplete).toBe(true);
	});

	it.each<[maxItems: number, weights: number[], count: number]>([
		[0, [1, 1, 1], 0],
		[1, [1, 1, 1], 1],
		[2, [1, 1, 1], 2],
		[3, [1, 1, 1], 3],
		[2, [1, 2, 1], 1],
		[2, [5, 1, 1], 1],
		[2, [0, 5, 0], 2],
		[2, [0, 1, 1], 3],
	])('has %d items at most, changes of %j items never parted', (maxItems, weights, count) => {
		const weigh = ({ row: { id } }: { row: FeedRow }) => weights[rows.findIndex((each) => each.id === id)];
		const taken = advance({}, read(rows), { maxItems, weigh });
		expect(taken.ids).toEqual(rows.slice(0, count).map(({ id }) => id));
		expect(taken.isComplete).toBe(count === rows.length);
	});

	it('counts each change as one item unless it weighs more', () => {
		expect(advance({}, read(rows), { maxItems: 2 }).ids).toEqual(['at 10', 'at 20']);
	});

	it.each<[changed: string, isEmitted: boolean]>([
		[wholeTime(598), true],
		[wholeTime(599), true],
		[wholeTime(600), false],
		[wholeTime(601), false],
		[wholeTime(602), true],
		[time(600), true],
	])('waits for the end of a second that is given without milliseconds: %s', (changed, isEmitted) => {
		const reading = read([row('a', changed)], { serverNow: ms(600.3) });
		expect(advance({}, reading).ids).toEqual(isEmitted ? ['a'] : []);
		expect(advance({}, reading, { maxItems: 1 }).isComplete).toBe(true);
	});

	it.each<[created: number, knownUntil: number | undefined, isNew: boolean]>([
		[49, undefined, false],
		[50, undefined, false],
		[51, undefined, true],
		[51, 51, false],
		[41, 40, true],
		[9, 40, false],
		[10, 40, true],
		[20, 40, false],
	])('shows a row created at %d s, known until %s, as created: %s', (created, knownUntil, isNew) => {
		const found = { ...row('a', time(60), time(created)), knownUntil: knownUntil && ms(knownUntil) };
		const taken = advance({ at: ms(55), known: ms(50) }, read([found], { fresh: [[ms(10), ms(20)]] }));
		expect(taken.changes[0].newMoments.has('created')).toBe(isNew);
	});
});

describe('where the next reading begins', () => {
	const at = (...seconds: number[]) => seconds.map((each, index) => row(`${each} ${index}`, time(each)));
	const incomplete = { isComplete: false };

	it.each<[what: string, state: Partial<FeedState>, FeedReading<FeedRow>, place: object]>([
		['after the last change', {}, read(at(10, 20)), { at: 20.001, skip: 0, known: 20.001 }],
		[
			'after a change known already',
			{},
			read([], { newest: ms(30) }),
			{ at: 30.001, skip: 0, known: 30.001 },
		],
		['where it began, without changes', { skip: 2 }, read([]), { at: 0, skip: 0, known: 0 }],
		['a lookback window ago', {}, read(at(590)), { at: 480, skip: 0, known: 480 }],
		['at the last row read', {}, read(at(10, 20, 20), incomplete), { at: 20, skip: 2, known: -0.001 }],
		[
			'after more rows of the same moment',
			{ at: ms(20), skip: 3, known: ms(5) },
			read(at(20, 20), incomplete),
			{ at: 20, skip: 5, known: 5 },
		],
		[
			'at a later moment',
			{ at: ms(20), skip: 3 },
			read(at(20, 30), incomplete),
			{ at: 30, skip: 1, known: -0.001 },
		],
		['just where nothing is late', {}, read(at(480, 480), incomplete), { at: 480, skip: 2, known: -0.001 }],
		['where rows may be late', {}, read(at(490, 490), incomplete), { at: 480, skip: 0, known: -0.001 }],
		[
			'never before it began',
			{ at: ms(500), skip: 1, known: ms(490) },
			read(at(500, 510), incomplete),
			{ at: 500, skip: 0, known: 490 },
		],
		[
			'nor is less known than before',
			{ at: ms(500), known: ms(490) },
			read(at(510)),
			{ at: 500, skip: 0, known: 490 },
		],
		[
			'where it began, in no order',
			{ at: ms(5), skip: 3 },
			read(at(10, 20), { ...incomplete, isUnordered: true }),
			{ at: 5, skip: 0, known: -0.001 },
		],
		[
			'a lookback window ago, by a clock that was just moved ahead',
			{},
			read(at(590), { trustedNow: ms(300) }),
			{ at: 180, skip: 0, known: 180 },
		],
	])('%s', (_, state, reading, place) => {
		expect(advance(state, reading).place).toEqual(place);
	});

	it('is at the last row that had room, also in no order, once all were read', () => {
		const rows = at(10, 20, 20, 30);
		expect(advance({}, read(rows), { maxItems: 3 }).place).toEqual({ at: 20, skip: 2, known: -0.001 });
		const unordered = advance({}, read(rows, { isUnordered: true }), { maxItems: 3 });
		expect(unordered.place).toEqual({ at: 20, skip: 0, known: -0.001 });
	});

	it('is before the second of the clock, where nothing is late', () => {
		const reading = read(at(600.2), { serverNow: ms(600.7) });
		expect(advance({}, reading, { lookback: 0 }).place).toEqual({ at: 599.999, skip: 0, known: 599.999 });
	});

	it('leaves new what happened to a row that waits, and to no other', () => {
		const old = row('old', time(500), time(300));
		const waiting = row('waiting', wholeTime(600), time(400));
		expect(advance({}, read([old, waiting])).place).toEqual({ at: 480, skip: 0, known: 399.999 });
		expect(advance({}, read([old])).place).toEqual({ at: 480, skip: 0, known: 480 });
	});

	it('leaves new what happened to a row that waits before the place', () => {
		const waiting = row('waiting', wholeTime(600), time(400));
		const state = { at: ms(700), known: ms(100) };
		const reading = read([waiting], { newest: ms(700) - 1, earlier: [[ms(480), ms(601)]] });
		expect(advance(state, reading).place).toEqual({ at: 700, skip: 0, known: 399.999 });
	});
});

describe('what is left of earlier times', () => {
	const earlier: Array<[number, number]> = [
		[ms(10), ms(40)],
		[ms(50), ms(60)],
	];
	const state = { at: ms(100) };
	const rows = [10, 20, 30, 110].map((seconds) => row(String(seconds), time(seconds)));

	it.each<[what: string, number, FeedRow[], Partial<FeedReading<FeedRow>>, left: string | undefined]>([
		['nothing, once all was read', Infinity, rows, {}, undefined],
		['what follows the first row without room', 2, rows, {}, '30-40 50-60'],
		['what follows the last row read', 9, rows.slice(0, 3), { isComplete: false }, '30-40 50-60'],
		['all of it, where no row was read', 9, [], { isComplete: false }, '10-40 50-60'],
		['none, where later rows have no room', 3, rows, {}, ''],
		['all of it, in no order', 9, rows.slice(0, 3), { isComplete: false, isUnordered: true }, '10-40 50-60'],
		['what follows the first row without room, in no order', 2, rows, { isUnordered: true }, '30-40 50-60'],
	])('is %s', (_, maxItems, found, more, left) => {
		const taken = advance(state, read(found, { earlier, ...more }), { maxItems });
		expect([taken.left, taken.fresh]).toEqual([left, left === undefined ? undefined : '10-40 50-60']);
	});

	it('is not in the state without earlier times', () => {
		expect(Object.keys(advance({}, read(rows, { isComplete: false })).state).sort()).toEqual([
			'at',
			'known',
			'seen',
			'skip',
		]);
	});
});

describe('what is kept of emitted versions', () => {
	/** How many are kept of 300 that were emitted, one in each millisecond from this moment on. */
	function keptOf(from: number, state: Partial<FeedState>, reading: FeedReading<FeedRow>): number {
		const rows = many(300, (at) => from + at / 1000);
		const { kept } = advance({ seen: seenOf(rows), ...state }, reading);
		return rows.filter(({ id, changed }) => kept.has(id, changed)).length;
	}

	it.each<[what: string, kept: number, from: number, Partial<FeedState>, FeedReading<FeedRow>]>([
		['those that may be read again', 300, 485, { at: ms(480) }, read([], { newest: ms(485.3) })],
		['those of the next place', 300, 480, {}, read([], { newest: ms(480) })],
		['few, once all are done', 250, 10, {}, read([], { newest: ms(10.3) })],
		[
			'few, where nothing changed since',
			250,
			10,
			{ at: ms(10.5), known: ms(10.5) },
			read([], { newest: ms(10.5) - 1 }),
		],
		[
			'those after the place, where a reading ended early',
			300,
			485,
			{ at: ms(480), known: ms(480) },
			read([], { newest: ms(480) - 1, isComplete: false }),
		],
		[
			'those that a clock put back may show again',
			300,
			900,
			{ at: ms(1000), known: ms(1000) },
			read([], { newest: ms(1000) - 1, serverNow: ms(1010) }),
		],
		[
			'those of what is not known yet',
			300,
			100,
			{ at: ms(200), known: ms(90) },
			read([row('next', time(210))], { isComplete: false }),
		],
		[
			'those of times that are still to be read',
			300,
			100,
			{ at: ms(300), known: ms(300) },
			read([row('next', time(310))], { isComplete: false, earlier: [[ms(99), ms(150)]] }),
		],
		[
			'few, once earlier times were read',
			250,
			100,
			{ at: ms(300), known: ms(300) },
			read([], { newest: ms(300) - 1, earlier: [[ms(99), ms(150)]] }),
		],
	])('%s: %d of 300', (_, kept, from, state, reading) => {
		expect(keptOf(from, state, reading)).toBe(kept);
	});

	it('is so much that what was forgotten does not count as created', () => {
		const rows = many(10_100, (at) => 500 + Math.floor(at / 101));
		const { place } = advance({}, read(rows));
		expect(place).toEqual({ at: 480, skip: 0, known: 480 });
		const before = advance({}, read(rows, { isComplete: false, serverNow: ms(2000) }));
		expect(before.place).toEqual({ at: 599, skip: 101, known: 500.999 });
	});
});

it('reads a row that shows up late before one of the same moment that is done with', async () => {
	const limits = { lookback, maxItems: 1, until: Infinity };
	const old = (id: string) => row(id, time(0), '2026-01-01T00:00:00.000Z');
	let shown = ['b', 'c', 'd', 'e', 'f'].map(old);
	let state = startFeed(start);
	const poll = async () => {
		const fetchPage = async (_: number, offset: number) => ({
			data: shown.slice(offset),
			total: shown.length,
		});
		const reading = await readFeed(fetchPage, state, limits, () => ({ serverNow: start + 5_000 }));
		const taken = advanceFeed(state, reading, limits);
		state = taken.state;
		return taken.changes.map((change) => change.row.id);
	};
	expect(await poll()).toEqual(['b']);
	expect(await poll()).toEqual(['c']);
	shown = [old('a'), ...shown];
	expect(await poll()).toEqual(['a']);
});

it('passes over rows from before the frontier where the server ignores from when on they are asked for', async () => {
	const rows = [row('old', time(-1)), row('new', time(0))];
	const limits = { maxItems: 10, until: Infinity };
	const fetchPage = async (_: number, offset: number) => ({ data: rows.slice(offset), total: rows.length });
	const reading = await readFeed(fetchPage, startFeed(start), limits, () => ({ serverNow: ms(5) }));
	expect(reading.rows.map(({ id }) => id)).toEqual(['new']);
});

it.each([[5], [undefined]])(
	'reads on where rows by their ID look like rows by their change (total: %s)',
	async (total) => {
		const limits = { lookback, maxItems: 1, until: Infinity };
		const changed = [11, 12, 13, 14, 10].map((second) => `2026-03-29T00:55:${second}.000Z`);
		const rows = changed.map((moment, at) => row(String(at), moment));
		const fetchPage = async (from: number, offset: number, size = 2) => {
			const data = rows.filter(({ changed: moment }) => Date.parse(moment) >= from);
			return { data: data.slice(offset, offset + size), ...(total && { total: data.length }) };
		};
		let state = startFeed(start);
		const found: string[] = [];
		for (let poll = 0; poll < 6; poll++) {
			const reading = await readFeed(fetchPage, state, limits, () => ({ serverNow: start + 1_000_000 }));
			const taken = advanceFeed(state, reading, limits);
			state = taken.state;
			found.push(...taken.changes.map((change) => change.row.id));
		}
		expect(found).toEqual(['4', '0', '1', '2', '3']);
	},
);
