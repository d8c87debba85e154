import fc from 'fast-check';
import {
	planWrites,
	type PlanSlot,
	type PlanWrite,
} from '../../nodes/ActivityPlanning/plannedActivity/replace/plan';

interface Slot extends PlanSlot {
	activity: number;
}
type Write = PlanWrite<Slot, Slot>;

const isSame = (a: Slot, b: Slot) => a.start === b.start && a.end === b.end && a.activity === b.activity;
const overlap = (a: PlanSlot, b: PlanSlot) => a.start < b.end && b.start < a.end;
const slot = (start: number, end: number, activity = 1): Slot => ({ start, end, activity });

/** Slots of one agent: they may touch, but never overlap. */
const plan = (maxItems: number): fc.Arbitrary<Slot[]> =>
	fc
		.array(fc.record({ gap: fc.nat(3), length: fc.integer({ min: 1, max: 5 }), activity: fc.nat(1) }), {
			maxLength: maxItems,
		})
		.map((parts) => {
			let at = 0;
			return parts.map(({ gap, length, activity }) => {
				const start = at + gap;
				at = start + length;
				return slot(start, at, activity);
			});
		});

/** The plan after each write. */
function history(existing: Slot[], writes: Write[]): Slot[][] {
	const now = [...existing];
	return writes.map((write) => {
		if (write.kind !== 'create') now.splice(now.indexOf(write.existing), 1);
		if (write.kind !== 'delete') now.push(write.wanted);
		return [...now];
	});
}

const sorted = (slots: Slot[]) => slots.toSorted((a, b) => a.start - b.start);
const covers = (slots: Slot[], moment: number) =>
	slots.find(({ start, end }) => start <= moment && moment < end);

/** As many pairs of slots that share time as there can be, tried out. */
function mostPairs(existing: Slot[], wanted: Slot[]): number {
	if (existing.length === 0) return 0;
	const [first, ...rest] = existing;
	const without = mostPairs(rest, wanted);
	const partners = wanted.filter((other) => overlap(first, other));
	return Math.max(
		without,
		...partners.map(
			(other) =>
				1 +
				mostPairs(
					rest,
					wanted.filter((each) => each !== other),
				),
		),
	);
}

const cases = { numRuns: 1000 };

describe('for any plan that there is and any that is wanted', () => {
	it('ends with what is wanted', () => {
		fc.assert(
			fc.property(plan(8), plan(8), (existing, wanted) => {
				const { writes } = planWrites(wanted, existing, isSame);
				const end = history(existing, writes).at(-1) ?? existing;
				expect(sorted(end)).toEqual(wanted);
			}),
			cases,
		);
	});

	it('writes as little as there can be: what is there stays, changes come before deleting and creating', () => {
		fc.assert(
			fc.property(plan(8), plan(8), (existing, wanted) => {
				const { writes, kept } = planWrites(wanted, existing, isSame);
				const same = wanted.filter((one) => existing.some((other) => isSame(one, other))).length;
				expect(kept).toHaveLength(same);
				expect(writes).toHaveLength(Math.max(existing.length, wanted.length) - same);
			}),
			cases,
		);
	});

	it('never lets two slots overlap, which Kiamo refuses', () => {
		fc.assert(
			fc.property(plan(8), plan(8), (existing, wanted) => {
				for (const now of history(existing, planWrites(wanted, existing, isSame).writes)) {
					const byStart = sorted(now);
					expect(byStart.filter((one, at) => at > 0 && overlap(one, byStart[at - 1]))).toEqual([]);
				}
			}),
			cases,
		);
	});

	it('leaves no moment of both plans bare, unless a slot had to make room for the other that covers it', () => {
		fc.assert(
			fc.property(plan(8), plan(8), (existing, wanted) => {
				const { writes } = planWrites(wanted, existing, isSame);
				const states = history(existing, writes);
				for (let moment = 0; moment < 70; moment++) {
					const [before, after] = [covers(existing, moment), covers(wanted, moment)];
					if (!before || !after || states.every((now) => covers(now, moment))) continue;
					// They overlap and are not one write: the first must go before the second can come.
					const one = writes.find((write) => 'existing' in write && write.existing === before);
					expect(one && 'wanted' in one && one.wanted === after).toBe(false);
				}
			}),
			cases,
		);
	});

	it('lets as many slots as there can be become one of the same time', () => {
		fc.assert(
			fc.property(plan(5), plan(5), (existing, wanted) => {
				const { writes, kept } = planWrites(wanted, existing, isSame);
				const settled = kept.flatMap((pair) => [pair.existing, pair.wanted]);
				const open = (slots: Slot[]) => slots.filter((each) => !settled.includes(each));
				const inPlace = writes.filter(
					(write) => write.kind === 'update' && overlap(write.existing, write.wanted),
				);
				expect(inPlace).toHaveLength(mostPairs(open(existing), open(wanted)));
			}),
			cases,
		);
	});

	it('deletes last, unless the slot is in the way of what comes', () => {
		fc.assert(
			fc.property(plan(8), plan(8), (existing, wanted) => {
				const { writes } = planWrites(wanted, existing, isSame);
				for (const [at, write] of writes.entries()) {
					const later = writes.slice(at + 1).flatMap((each) => ('wanted' in each ? [each.wanted] : []));
					if (write.kind !== 'delete' || later.length === 0) continue;
					expect(later.some((other) => overlap(write.existing, other))).toBe(true);
				}
			}),
			cases,
		);
	});

	it('never leaves the agent without any plan', () => {
		fc.assert(
			fc.property(plan(8), plan(8), (existing, wanted) => {
				fc.pre(existing.length > 0 && wanted.length > 0);
				const states = history(existing, planWrites(wanted, existing, isSame).writes);
				expect(states.filter((now) => now.length === 0)).toEqual([]);
			}),
			cases,
		);
	});
});

const kinds = (writes: Write[]) => writes.map(({ kind }) => kind);

it.each([
	[
		'moves a shift that grows into the next only after the next has moved',
		[slot(0, 4), slot(4, 8)],
		[slot(0, 6), slot(6, 10)],
	],
	[
		'moves the last first when all move on',
		[slot(0, 4), slot(4, 8), slot(8, 12)],
		[slot(2, 6), slot(6, 10), slot(10, 14)],
	],
])('%s', (_, existing, wanted) => {
	const { writes } = planWrites(wanted, existing, isSame);
	expect(kinds(writes)).toEqual(existing.map(() => 'update'));
	const starts = writes.flatMap((write) => ('wanted' in write ? [write.wanted.start] : []));
	expect(starts).toEqual(wanted.map(({ start }) => start).reverse());
});

it('changes the activity of two slots that change places rather than moving them', () => {
	const { writes } = planWrites([slot(0, 4, 2), slot(4, 8, 1)], [slot(0, 4, 1), slot(4, 8, 2)], isSame);
	expect(
		writes.map((write) => write.kind === 'update' && write.existing.start === write.wanted.start),
	).toEqual([true, true]);
});

it('takes what is in the way right before the slot that needs its place', () => {
	const { writes } = planWrites([slot(0, 8)], [slot(0, 4), slot(4, 8), slot(20, 24)], isSame);
	expect(kinds(writes)).toEqual(['delete', 'update', 'delete']);
	expect(writes.at(-1)).toMatchObject({ existing: { start: 20 } });
});

it('plans a year of one agent', () => {
	const year = (shift: number) =>
		Array.from({ length: 1500 }, (_, at) => slot(at * 10 + shift, at * 10 + shift + 10));
	expect(planWrites(year(3), year(0), isSame).writes).toHaveLength(1500);
});
