/** A slot of one agent: moments in milliseconds. */
export interface PlanSlot {
	start: number;
	end: number;
}

/** A step from the plan that there is to the one that is wanted. */
export type PlanWrite<Wanted extends PlanSlot, Existing extends PlanSlot> =
	| { kind: 'create'; wanted: Wanted }
	| { kind: 'update'; existing: Existing; wanted: Wanted }
	| { kind: 'delete'; existing: Existing };

export interface Plan<Wanted extends PlanSlot, Existing extends PlanSlot> {
	/** In the order in which to do them. */
	writes: Array<PlanWrite<Wanted, Existing>>;
	/** What is there already as it is wanted. */
	kept: Array<{ existing: Existing; wanted: Wanted }>;
}

/**
 * The fewest writes that make the plan of an agent what is wanted, in an order in which no two slots ever overlap. Neither
 * `wanted` nor `existing` may hold slots that overlap; `isSame` says that nothing has to be written.
 *
 * What is there becomes what is wanted of the same time, so that this time stays planned; what is left over of both is
 * paired too, as a change is one write and a deletion and a creation are two. A slot is taken away last, or right before
 * the write that needs its place.
 */
export function planWrites<Wanted extends PlanSlot, Existing extends PlanSlot>(
	wanted: Wanted[],
	existing: Existing[],
	isSame: (wanted: Wanted, existing: Existing) => boolean,
): Plan<Wanted, Existing> {
	const at = new Map(existing.map((slot) => [slot.start, slot]));
	const kept = wanted.flatMap((slot) => {
		const there = at.get(slot.start);
		return there && isSame(slot, there) ? [{ existing: there, wanted: slot }] : [];
	});
	const settled = new Set<PlanSlot>(kept.flatMap((pair) => [pair.existing, pair.wanted]));
	const toPlace = sortByStart(wanted.filter((slot) => !settled.has(slot)));
	const toMove = sortByStart(existing.filter((slot) => !settled.has(slot)));

	const pairs = new Map(pairByTime(toMove, toPlace).map((pair) => [pair.wanted, pair.existing]));
	const used = new Set(pairs.values());
	const free = toMove.filter((slot) => !used.has(slot));
	const changes = toPlace.map((slot): PlanWrite<Wanted, Existing> => {
		const there = pairs.get(slot) ?? free.shift();
		return there ? { kind: 'update', existing: there, wanted: slot } : { kind: 'create', wanted: slot };
	});
	const deletions = free.map((slot): PlanWrite<Wanted, Existing> => ({ kind: 'delete', existing: slot }));
	return { writes: inOrder([...changes, ...deletions]), kept };
}

function sortByStart<Slot extends PlanSlot>(slots: Slot[]): Slot[] {
	return slots.toSorted((a, b) => a.start - b.start);
}

interface Pair<Wanted, Existing> {
	existing: Existing;
	wanted: Wanted;
	/** The milliseconds that they share. */
	shared: number;
	/** Of the pairs in time up to this one, the best choice in which no slot comes twice. */
	best: Choice<Wanted, Existing>;
}

interface Choice<Wanted, Existing> {
	count: number;
	shared: number;
	last?: Pair<Wanted, Existing>;
	before?: Choice<Wanted, Existing>;
}

/**
 * Pairs slots that share time: as many pairs as there can be, then as much time as there can be. With as many pairs as
 * there can be, no circle of writes can arise in which each waits for the other's place: around such a circle, the slots
 * could be paired so that all of them share time, which would be more.
 */
function pairByTime<Wanted extends PlanSlot, Existing extends PlanSlot>(
	existing: Existing[],
	wanted: Wanted[],
): Array<Pair<Wanted, Existing>> {
	const pairs: Array<Pair<Wanted, Existing>> = [];
	let [left, right] = [0, 0];
	while (left < existing.length && right < wanted.length) {
		const [here, there] = [existing[left], wanted[right]];
		const shared = Math.min(here.end, there.end) - Math.max(here.start, there.start);
		if (shared > 0) pairs.push(withBest({ existing: here, wanted: there, shared }, pairs));
		if (here.end < there.end) left++;
		else right++;
	}
	const chosen: Array<Pair<Wanted, Existing>> = [];
	for (let choice = pairs.at(-1)?.best; choice?.last; choice = choice.before) chosen.push(choice.last);
	return chosen;
}

/** In time, the pairs that a pair excludes come right before it. */
function withBest<Wanted, Existing>(
	pair: Omit<Pair<Wanted, Existing>, 'best'>,
	earlier: Array<Pair<Wanted, Existing>>,
): Pair<Wanted, Existing> {
	const none: Choice<Wanted, Existing> = { count: 0, shared: 0 };
	const apart = earlier.findLast(
		({ existing, wanted }) => existing !== pair.existing && wanted !== pair.wanted,
	);
	const before = apart?.best ?? none;
	const without = earlier.at(-1)?.best ?? none;
	const count = before.count + 1;
	const shared = before.shared + pair.shared;
	const isBetter = count > without.count || (count === without.count && shared > without.shared);
	const complete: Pair<Wanted, Existing> = { ...pair, best: without };
	if (isBetter) complete.best = { count, shared, last: complete, before };
	return complete;
}

/** Puts writes in an order in which the place of each is free, and takes away what is in no one's way at the end. */
function inOrder<Wanted extends PlanSlot, Existing extends PlanSlot>(
	writes: Array<PlanWrite<Wanted, Existing>>,
): Array<PlanWrite<Wanted, Existing>> {
	type Write = PlanWrite<Wanted, Existing>;
	const holders = writes.flatMap((write) => ('existing' in write ? [write] : []));
	const ordered = new Set<Write>();
	const place = (write: Write) => {
		if (ordered.has(write)) return;
		if ('wanted' in write) {
			const { start, end } = write.wanted;
			const inTheWay = holders.filter(
				(other) => other !== write && other.existing.start < end && start < other.existing.end,
			);
			inTheWay.forEach(place);
		}
		ordered.add(write);
	};
	writes.forEach(place);
	return [...ordered];
}
