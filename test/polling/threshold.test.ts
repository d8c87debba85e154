import fc from 'fast-check';
import {
	advanceThreshold,
	checkRule,
	isThresholdState,
	type ThresholdEvent,
	type ThresholdRule,
	type ThresholdState,
} from '../../nodes/shared/polling/threshold';

const day = 24 * 60 * 60_000;
const rule: ThresholdRule = {
	direction: 'above',
	raiseAt: 5,
	clearAt: 3,
	minimumDuration: 10,
	coolDown: 100,
};

/** A value, null where it is unknown, undefined where the id is missing. */
type Value = number | null | undefined;
type Series = Array<[at: number, value: Value]>;
interface Reading {
	at: number;
	values: Map<string, Value>;
}

/** Feeds readings one by one, the state through JSON each time; gives the events of each and the last state. */
function run(readings: Reading[], by: ThresholdRule): { events: ThresholdEvent[][]; state: ThresholdState } {
	let state: ThresholdState | undefined;
	const events = readings.map(({ at, values }) => {
		const emittedEvents = [...values].flatMap(([id, value]) =>
			value === undefined ? [] : [[id, value] as const],
		);
		const taken = advanceThreshold(state, new Map(emittedEvents), at, by);
		state = JSON.parse(JSON.stringify(taken.state)) as ThresholdState;
		return taken.events;
	});
	return { events, state: state ?? {} };
}

function runOne(series: Series, by = rule): ThresholdEvent[] {
	return run(
		series.map(([at, value]) => ({ at, values: new Map([['a', value]]) })),
		by,
	).events.flat();
}

/** Runs readings written as "moment:value"; "?" is an unknown value, "-" a missing id. Gives "kind since-at=value". */
function story(text: string, by = rule): string {
	const special = new Map<string, Value>([
		['?', null],
		['-', undefined],
	]);
	const series = text.split(' ').map((entry): Series[number] => {
		const [at, value] = entry.split(':');
		return [Number(at), special.has(value) ? special.get(value) : Number(value)];
	});
	return runOne(series, by)
		.map(({ kind, since, at, value }) => `${kind} ${since}-${at}=${value}`)
		.join(', ');
}

/** What the words of a rule ask of one id, found by looking back over all its readings; time only goes on. */
function expected(series: Series, by: ThresholdRule): ThresholdEvent[] {
	const known = series.filter((entry): entry is [number, number] => Number.isFinite(entry[1]));
	const events: ThresholdEvent[] = [];
	for (const [index, [at, value]] of known.entries()) {
		const last = events.at(-1);
		if (last?.kind === 'raised') {
			const isGood = by.direction === 'above' ? value <= by.clearAt : value >= by.clearAt;
			if (isGood && !holds(value, by))
				events.push({ id: 'a', kind: 'cleared', value, since: last.since, at });
			continue;
		}
		const broken = known.slice(0, index + 1).findLastIndex(([, earlier]) => !holds(earlier, by));
		if (broken === index) continue;
		const since = known[broken + 1][0];
		const isDue = at - since >= by.minimumDuration && at - (events.at(-2)?.at ?? -Infinity) >= by.coolDown;
		if (isDue) events.push({ id: 'a', kind: 'raised', value, since, at });
	}
	return events;
}

function holds(value: number, { direction, raiseAt }: ThresholdRule): boolean {
	return direction === 'above' ? value >= raiseAt : value <= raiseAt;
}

/** A value that holds, or is good, under any circumstances. */
function sure(kind: 'bad' | 'good', { direction, raiseAt, clearAt }: ThresholdRule): number {
	const isHigh = (kind === 'bad') === (direction === 'above');
	return (kind === 'bad' ? raiseAt : clearAt) + (isHigh ? 1 : -1);
}

/** An object would not keep these as they are. */
const ids = ['a', '__proto__', '7'];
const anyValue = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: -5, max: 5 }) },
	fc.constantFrom<Value>(null, undefined, NaN, Infinity),
);
const anyRule: fc.Arbitrary<ThresholdRule> = fc
	.record({
		direction: fc.constantFrom('above' as const, 'below' as const),
		raiseAt: fc.integer({ min: -2, max: 2 }),
		band: fc.nat(2),
		minimumDuration: fc.nat(12),
		coolDown: fc.nat(40),
	})
	.map(({ band, ...some }) => ({
		...some,
		clearAt: some.raiseAt + (some.direction === 'above' ? -band : band),
	}));

function seriesOf(value: fc.Arbitrary<Value>, step = fc.nat(10)): fc.Arbitrary<Series> {
	return fc.array(fc.tuple(step, value), { maxLength: 40 }).map((steps) => {
		let at = 1_000;
		return steps.map(([by, one]): Series[number] => [(at += by), one]);
	});
}

function all(at: number, value: Value): Reading {
	return { at, values: new Map(ids.map((id) => [id, value])) };
}

function check<T extends [unknown, ...unknown[]]>(
	arbitraries: { [At in keyof T]: fc.Arbitrary<T[At]> },
	law: (...values: T) => void,
): void {
	fc.assert(fc.property(...arbitraries, law), { numRuns: 2000 });
}

const anyReadings = seriesOf(fc.constant(null)).chain((moments) =>
	fc.tuple(
		...moments.map(([at]) =>
			fc
				.tuple(...ids.map((id) => fc.tuple(fc.constant(id), anyValue)))
				.map((values): Reading => ({ at, values: new Map(values) })),
		),
	),
);

describe('advanceThreshold', () => {
	it('raises once the condition held for the minimum duration, and clears at the clearing value', () => {
		expect(story('0:5 9:5 10:6 11:9 20:4 21:3 22:3')).toBe('raised 0-10=6, cleared 0-21=3');
		expect(story('0:3 1:9 2:3', { ...rule, minimumDuration: 0 })).toBe('raised 1-1=9, cleared 1-2=3');
	});

	it('counts again after a value short of the limit, yet not after an unknown one', () => {
		expect(story('0:5 8:4 9:5 18:5')).toBe('');
		expect(story('0:5 5:? 7:- 8:NaN 10:? 11:5')).toBe('raised 0-11=5');
	});

	it('raises again at the first reading after the cool-down, if the condition held long enough', () => {
		expect(story('0:5 10:5 20:3 30:5 109:5 110:5')).toBe('raised 0-10=5, cleared 0-20=3, raised 30-110=5');
		expect(story('0:5 10:5 20:3 105:5 114:5 115:5')).toBe('raised 0-10=5, cleared 0-20=3, raised 105-115=5');
	});

	it('does not clear at the value that raised the alarm, where both limits are the same', () => {
		expect(story('0:5 10:5 20:5 30:4.9', { ...rule, clearAt: 5 })).toBe('raised 0-10=5, cleared 0-30=4.9');
	});

	it('forgets an id that was missing for a day, raised or not, but never within its cool-down', () => {
		expect(story(`0:5 10:5 20:- ${19 + day}:- ${20 + day}:3`)).toBe(`raised 0-10=5, cleared 0-${20 + day}=3`);
		expect(story(`0:5 10:5 20:- ${20 + day}:- ${21 + day}:3`)).toBe('raised 0-10=5');
		expect(story(`0:5 10:5 20:- 30:? ${20 + day}:- ${21 + day}:3`)).toContain('cleared');
		expect(story(`0:5 1:- ${1 + day}:- ${20 + day}:5`)).toBe('');
		const long = { ...rule, coolDown: 3 * day };
		expect(story(`0:5 10:5 20:- ${2 * day}:- ${2 * day + 1}:3`, long)).toContain('cleared');
	});

	it('counts from the present on, when the clock was put back', () => {
		expect(story('5000:5 0:5 9:5 10:5')).toBe('raised 0-10=5');
		expect(story('4990:5 5000:5 0:3 1:5 99:5 100:5')).toBe(
			'raised 4990-5000=5, cleared 4990-0=3, raised 1-100=5',
		);
		expect(story(`0:5 10:5 ${2 * day}:- ${day}:- ${2 * day}:- ${2 * day + 1}:3`)).toBe('raised 0-10=5');
	});
});

describe('the laws of advanceThreshold', () => {
	it('raises and clears just when the rule says, each id as if it were alone', () => {
		check<[Reading[], ThresholdRule]>([anyReadings, anyRule], (readings, by) => {
			const events = run(readings, by).events.flat();
			for (const id of ids) {
				const series = readings.map(({ at, values }): Series[number] => [at, values.get(id)]);
				const own = events.filter((event) => event.id === id).map((event) => ({ ...event, id: 'a' }));
				expect(own).toEqual(runOne(series, by));
				expect(own).toEqual(expected(series, by));
			}
		});
	});

	it('alternates, keeps the cool-down, and raises only what held all the time', () => {
		check<[Series, ThresholdRule]>([seriesOf(anyValue), anyRule], (series, by) => {
			const events = runOne(series, by);
			expect(events.map(({ kind }) => kind)).toEqual(
				events.map((_, at) => (at % 2 === 0 ? 'raised' : 'cleared')),
			);
			const raises = events.filter(({ kind }) => kind === 'raised');
			raises.slice(1).forEach(({ at }, index) => {
				expect(at - raises[index].at).toBeGreaterThanOrEqual(by.coolDown);
			});
			for (const { since, at } of raises) {
				expect(at - since).toBeGreaterThanOrEqual(by.minimumDuration);
				const between = series.filter(([moment]) => moment > since && moment < at);
				expect(between.every(([, value]) => !Number.isFinite(value) || holds(value as number, by))).toBe(
					true,
				);
			}
		});
	});

	it('tells nothing while a raised alarm stays short of the clearing value', () => {
		const inBand = fc.constantFrom<Value>(3.001, 4, 4.999, 5, 9, null, undefined);
		check<[Series]>([seriesOf(inBand)], (series) => {
			expect(runOne([[0, 5], [10, 5], ...series])).toHaveLength(1);
		});
	});

	it('raises a flapping value at most once within a cool-down', () => {
		check<[Series, number]>(
			[seriesOf(fc.constantFrom(0, 3, 4, 5, 6)), fc.nat(12)],
			(series, minimumDuration) => {
				const events = runOne(series, { ...rule, minimumDuration, coolDown: 401 });
				expect(events.filter(({ kind }) => kind === 'raised').length).toBeLessThanOrEqual(1);
			},
		);
	});

	it('never raises what never reaches the limit', () => {
		check<[Series, ThresholdRule]>([seriesOf(anyValue), anyRule], (series, by) => {
			const short = series.map(([at, value]): Series[number] => [at, holds(value ?? NaN, by) ? null : value]);
			expect(runOne(short, by)).toEqual([]);
		});
	});

	it('raises what holds for ever, once', () => {
		const bad = fc.constantFrom<Value>(5, 6, 100);
		check<[Series, number]>([seriesOf(bad), fc.nat(500)], (series, minimumDuration) => {
			const steady: Series = [[1_000, 5], ...series, [1_500, 5], [1_600, 5], [5_000, 5]];
			expect(runOne(steady, { ...rule, minimumDuration })).toMatchObject([{ kind: 'raised', since: 1_000 }]);
		});
	});

	it('keeps nothing of what is at rest, or is missing for a day', () => {
		check<[Reading[], ThresholdRule]>([anyReadings, anyRule], (readings, by) => {
			const last = readings.at(-1)?.at ?? 0;
			expect(run([...readings, all(last + by.coolDown, sure('good', by))], by).state).toEqual({});
			const missing = [all(last, undefined), all(last + day, undefined)];
			expect(run([...readings, ...missing], by).state).toEqual({});
		});
	});

	it('comes to its senses after whatever the clock did', () => {
		const wild = seriesOf(anyValue, fc.integer({ min: -200, max: 200 }));
		check<[Series, ThresholdRule]>([wild, anyRule], (series, by) => {
			const now = (series.at(-1)?.[0] ?? 0) - 50;
			const bad = sure('bad', by);
			const wait = Math.max(by.minimumDuration, by.coolDown);
			const events = runOne([...series, [now, bad], [now + wait, bad], [now + wait, sure('good', by)]], by);
			expect(events.at(-2)?.kind).toBe('raised');
			expect(events.map(({ kind }) => kind)).toEqual(
				events.map((_, at) => (at % 2 === 0 ? 'raised' : 'cleared')),
			);
			expect(events.every(({ kind, since, at }) => kind === 'cleared' || since <= at)).toBe(true);
		});
	});

	it('raises no sooner for a clock that is put back', () => {
		const anyBacks = fc.array(fc.constantFrom(0, 0, 0, 5, 50, 5_000), { minLength: 40, maxLength: 40 });
		check<[Series, number[], ThresholdRule]>([seriesOf(anyValue), anyBacks, anyRule], (series, backs, by) => {
			let behind = 0;
			const shown = series.map(([at, value], index) => all(at - (behind += backs[index]), value));
			const raisedAt = run(shown, by).events.flatMap((events, index) =>
				events.some(({ kind }) => kind === 'raised') ? [index] : [],
			);
			raisedAt.slice(1).forEach((reading, index) => {
				expect(series[reading][0] - series[raisedAt[index]][0]).toBeGreaterThanOrEqual(by.coolDown);
			});
			for (const reading of raisedAt) {
				const recent = series
					.slice(0, reading + 1)
					.filter(([at]) => at > series[reading][0] - by.minimumDuration);
				expect(recent.every(([, value]) => !Number.isFinite(value) || holds(value as number, by))).toBe(true);
			}
		});
	});
});

describe('checkRule', () => {
	it('accepts limits that are apart, or the same', () => {
		for (const direction of ['above', 'below'] as const) {
			expect(() =>
				checkRule({ ...rule, direction, clearAt: 5, minimumDuration: 0, coolDown: 0 }),
			).not.toThrow();
			expect(() => checkRule({ ...rule, direction, clearAt: direction === 'above' ? 4 : 6 })).not.toThrow();
		}
	});

	it.each<[Partial<ThresholdRule>, string]>([
		[{ clearAt: 6 }, 'The value that clears the alarm (6) must not be above the one that raises it (5)'],
		[
			{ direction: 'below', clearAt: 4 },
			'The value that clears the alarm (4) must not be below the one that raises it (5)',
		],
		[{ raiseAt: NaN }, 'The values that raise and clear the alarm must be numbers'],
		[{ clearAt: -Infinity }, 'The values that raise and clear the alarm must be numbers'],
		[{ minimumDuration: -1 }, "The minimum duration and the cool-down can't be negative"],
		[{ coolDown: Infinity }, "The minimum duration and the cool-down can't be negative"],
		[{ coolDown: NaN }, "The minimum duration and the cool-down can't be negative"],
	])('refuses %j', (part, message) => {
		expect(() => checkRule({ ...rule, ...part })).toThrow(new RangeError(message));
	});
});

it.each<[unknown, boolean]>([
	[{}, true],
	[{ a: {} }, true],
	[{ a: { since: 1, raisedAt: 2, missingSince: 3, isRaised: true } }, true],
	[{ a: { since: '1' } }, false],
	[{ a: { raisedAt: null } }, false],
	[{ a: {}, b: { missingSince: [] } }, false],
	[{ a: null }, false],
	[{ a: 'b' }, false],
	[null, false],
	['a', false],
	[undefined, false],
])('isThresholdState(%j) is %s', (value, expected) => {
	expect(isThresholdState(value)).toBe(expected);
});
