import fc from 'fast-check';
import type { Simulator } from '../../simulator';
import { faultOf, isIncident, meet, type Incident } from '../support/incidents';
import { stateSize, type Poll, type Poller } from '../support/poller';
import { emitted, minute, planningTrigger, startPlanning, type Emitted } from './support';

const soon = 10 * minute;
const overlap = 2 * minute;
const agents = [1, 2, 3];

type Step =
	| { do: 'plan'; agent: number; at: number; length: number; late: boolean }
	| { do: 'move' | 'remark' | 'remove'; which: number }
	| { do: 'state'; agent: number; state: 'available' | 'logged_out' }
	| Incident;

const agent = fc.constantFrom(...agents);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('plan' as const),
			agent,
			at: fc.integer({ min: -2, max: 12 }),
			length: fc.integer({ min: 1, max: 6 }),
			late: fc.boolean(),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constantFrom('move' as const, 'remark' as const, 'remove' as const),
			which: fc.nat(50),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			do: fc.constant('state' as const),
			agent,
			state: fc.constantFrom('available' as const, 'logged_out' as const),
		}),
	},
	{ weight: 5, arbitrary: fc.constantFrom<Step>({ do: 'poll' }, { do: 'poll twice' }, { do: 'restart' }) },
	fc.constant<Step>({ do: 'publish again' }),
	faultOf(3),
	{
		weight: 4,
		arbitrary: fc
			.constantFrom(1, 999, minute, 4 * minute, 15 * minute)
			.map((ms): Step => ({ do: 'wait', ms })),
	},
);

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startPlanning();
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

class History {
	readonly items: Emitted[] = [];
	readonly removed: string[] = [];

	constructor(private readonly poller: Poller) {}

	note(poll: Poll): void {
		this.items.push(...emitted(poll));
	}

	async take(action: Step): Promise<void> {
		if (isIncident(action)) {
			await meet(action, { simulator, poller: this.poller }, (poll) => this.note(poll));
			return;
		}
		const { centre } = simulator;
		switch (action.do) {
			case 'plan':
				this.plan(action);
				break;
			case 'state':
				centre.states.set(action.agent, { state: action.state });
				break;
			default:
				this.change(action);
		}
	}

	private plan({ agent: agent_id, at, length, late }: Extract<Step, { do: 'plan' }>): void {
		const { centre, clock } = simulator;
		const base = Math.floor(clock.now().getTime() / (5 * minute)) * 5 * minute;
		const [start, end] = [at, at + length].map((place) => new Date(base + place * 5 * minute).toISOString());
		if (centre.planning.taken(agent_id, { start, end })) return;
		clock.advance(1);
		centre.planning.plan({ agent_id, activity_id: 1, start, end }, { lateBy: late ? overlap * 0.75 : 0 });
	}

	private change({ do: what, which }: Extract<Step, { which: number }>): void {
		const { planning } = simulator.centre;
		const all = planning.all();
		if (all.length === 0) return;
		const { id, agent_id, start, end } = all[which % all.length];
		simulator.clock.advance(1);
		if (what === 'remark') planning.change(id, { comment: `Remark ${which}` });
		else if (what === 'remove') {
			planning.remove(id);
			this.removed.push(String(id));
		} else {
			const moved = [start, end].map((moment) => new Date(Date.parse(moment) + 5 * minute).toISOString());
			if (!planning.taken(agent_id, { start: moved[0], end: moved[1] }, id)) {
				planning.change(id, { start: moved[0], end: moved[1] });
			}
		}
	}
}

async function live(steps: Step[], durable: boolean): Promise<void> {
	const { centre, clock } = simulator;
	simulator.faults.clear();
	centre.planning.clear();
	for (const id of agents) centre.states.set(id, { state: 'available' });
	clock.advance(60 * minute);
	const now = clock.now().getTime();
	const old = agents.map(
		(agent_id) =>
			centre.planning.plan({
				agent_id,
				activity_id: 1,
				start: new Date(now - 60 * minute),
				end: new Date(now + 30 * minute),
			}).id,
	);
	clock.advance(overlap + 1000);
	const poller = planningTrigger(
		simulator,
		['created', 'updated', 'deleted', 'startingSoon', 'offPlan', 'backOnPlan'],
		{ minutesBefore: 10, minutesOffPlan: 5, options: { mostItems: 4 } },
		{ durable },
	);
	await poller.activate();
	await poller.poll();
	const since = clock.now().getTime();
	clock.advance(1000);
	const history = new History(poller);
	for (const action of steps) await history.take(action);

	simulator.faults.clear();
	clock.advance(overlap + 1000);
	for (let round = 0, still = 0; round < 60 && still < 2; round++) {
		const before = history.items.length;
		history.note(await poller.poll());
		still = history.items.length === before ? still + 1 : 0;
	}

	const { items, removed } = history;
	const ids = items.map(({ eventId }) => eventId);
	expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
	const slots = centre.planning.all();
	const changed = slots.filter(({ updated_at }) => Date.parse(updated_at) > since);
	expect(changed.filter(({ id, updated_at }) => !ids.includes(`${id}|${updated_at}`))).toEqual([]);
	const created = items.filter(({ event }) => event === 'created').map(({ id }) => id);
	expect(new Set(created).size).toBe(created.length);
	const deleted = items.filter(({ event }) => event === 'deleted').map(({ id }) => id);
	expect(deleted.filter((id) => !removed.includes(id))).toEqual([]);
	// What was there or was emitted is emitted as gone.
	const known = [...old.map(String), ...created].filter((id) => removed.includes(id));
	expect(known.filter((id) => !deleted.includes(id))).toEqual([]);
	const end = clock.now().getTime();
	const near = slots.filter(
		(slot) =>
			Date.parse(slot.end) > end &&
			Date.parse(slot.start) <= end + soon &&
			Date.parse(slot.start) > end - overlap,
	);
	expect(
		near.filter(({ id, start }) => Date.parse(start) > since + soon && !ids.includes(`${id}|${start}|soon`)),
	).toEqual([]);
	for (const one of agents) {
		const turns = items
			.filter(({ agent_id, alarmId }) => alarmId && agent_id === String(one))
			.map(({ event }) => event);
		expect(turns).toEqual(turns.map((_, at) => (at % 2 ? 'backOnPlan' : 'offPlan')));
	}
	expect(stateSize(poller)).toBeLessThan(20_000);
}

/** Runs random histories, so many for each way of n8n to keep state. */
export function checkHistories(histories: number): void {
	const longest = 60_000 + histories * 10_000;
	it.each([
		['by default', false],
		['with durable cursors', true],
	])(
		'%s, over faults, restarts and repeated polls, emits what happened, each event once',
		async (_, durable) => {
			await fc.assert(
				fc.asyncProperty(
					fc.array(step, { minLength: 5, maxLength: 30 }),
					async (steps) => await live(steps, durable),
				),
				{ numRuns: histories },
			);
		},
		longest,
	);
}
