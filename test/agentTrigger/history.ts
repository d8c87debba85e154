import fc from 'fast-check';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { faultOf, isIncident, meet, type Incident } from '../support/incidents';
import { stateSize, type Poller } from '../support/poller';
import { agentTrigger, emitted, minute, type Emitted } from './support';

const begin = new Date('2026-03-28T23:30:00Z'); // two hours before the clocks change
const longMinutes = 10;
const states = ['logged_out', 'available', 'paused', 'in_call', 'wrap_up'] as const;
type Step =
	| { do: 'set'; which: number; state: number }
	| { do: 'change' | 'disable'; which: number }
	| { do: 'create' }
	| Incident;

const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(fc.nat(30), fc.nat(states.length - 1))
			.map(([which, state]): Step => ({ do: 'set', which, state })),
	},
	{ weight: 2, arbitrary: fc.nat(30).map((which): Step => ({ do: 'change', which })) },
	fc.nat(30).map((which): Step => ({ do: 'disable', which })),
	{
		weight: 5,
		arbitrary: fc.constantFrom<Step>({ do: 'poll' }, { do: 'poll' }, { do: 'poll twice' }, { do: 'restart' }),
	},
	fc.constantFrom<Step>({ do: 'create' }, { do: 'publish again' }),
	faultOf(2),
	{
		weight: 3,
		arbitrary: fc
			.constantFrom(1, 999, minute, 11 * minute, 1440 * minute)
			.map((ms): Step => ({ do: 'wait', ms })),
	},
);

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0, clock: new Clock(begin) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** What a poll puts out is added to `items`. */
async function take(poller: Poller, action: Step, at: number, items: Emitted[]): Promise<void> {
	const { centre, clock } = simulator;
	const agentOf = (which: number) => centre.agents.all()[which % centre.agents.all().length].id;
	clock.advance(1);
	if (isIncident(action)) {
		await meet(action, { simulator, poller }, (poll) => void items.push(...emitted(poll)));
		return;
	}
	switch (action.do) {
		case 'set': {
			const state = states[action.state];
			centre.states.set(agentOf(action.which), {
				state,
				...(state === 'paused' ? { pause_reason_id: 1 } : {}),
			});
			break;
		}
		case 'change':
			centre.agents.change(agentOf(action.which), { last_name: `Name ${at} ${clock.now().getTime()}` });
			break;
		case 'disable':
			centre.agents.change(agentOf(action.which), { enabled: false });
			break;
		case 'create':
			centre.agents.add({ login: `new${at}-${clock.now().getTime()}`, first_name: 'A', last_name: 'B' });
			break;
	}
}

async function live(steps: Step[], durable: boolean): Promise<void> {
	const { centre, clock, faults: inForce } = simulator;
	inForce.clear();
	clock.advance(10 * minute);
	const parameters = {
		events: [
			'agentCreated',
			'agentDisabled',
			'agentUpdated',
			'inStateLongerThan',
			'loggedIn',
			'stateChanged',
		],
		longStates: ['paused', 'available'],
		minutes: longMinutes,
		options: { mostItems: 4 },
	};
	const poller = agentTrigger(simulator, parameters, { durable });
	await poller.activate();
	await poller.poll();
	const since = clock.now().getTime();
	const old = new Map(
		centre.agents.all().map((agent) => [agent.id, { agent, state: centre.states.get(agent.id) }]),
	);
	const items: Emitted[] = [];
	for (const [at, action] of steps.entries()) await take(poller, action, at, items);
	inForce.clear();
	for (let round = 0, still = 0; round < 200 && still < 2; round++) {
		clock.advance(1);
		const poll = emitted(await poller.poll());
		items.push(...poll);
		still = poll.length === 0 ? still + 1 : 0;
	}

	const ids = items.map(({ eventId }) => eventId);
	expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
	const of = (event: string, id: number) =>
		items.filter((item) => item.event === event && item.id === String(id));
	for (const { id, updated_at, enabled } of centre.agents.all()) {
		const before = old.get(id);
		// Each item goes on where the one before ended, and the last one tells how it is now: nothing is lost between.
		const stays = of('stateChanged', id);
		let last = before?.state.since;
		for (const item of stays) {
			expect(item.previousSince).toEqual(item === stays[0] && !before ? item.previousSince : last);
			last = item.since;
		}
		const present = centre.states.get(id);
		if (before || stays.length > 0) expect(last).toBe(present.since);
		let version = before?.agent.updated_at;
		for (const item of of('agentUpdated', id)) {
			if (before) expect(item.previousUpdatedAt).toBe(version);
			version = item.updated_at;
		}
		if (before) expect(version).toBe(updated_at);
		expect(of('agentCreated', id)).toHaveLength(before ? 0 : 1);
		if (before) expect(of('agentDisabled', id)).toHaveLength(before.agent.enabled && !enabled ? 1 : 0);
		// A stay that began since and is long by now was emitted.
		const began = Date.parse(present.since);
		const isLong = clock.now().getTime() - began >= longMinutes * minute + 1000;
		const isEmitted = of('inStateLongerThan', id).some((item) => item.since === present.since);
		if (parameters.longStates.includes(present.state) && isLong && began > since)
			expect(isEmitted).toBe(true);
	}
	for (const { previousState: previous, state, event } of items) {
		if (event === 'loggedIn') {
			expect(previous ?? 'logged_out').toBe('logged_out');
			expect(state).not.toBe('logged_out');
		}
		if (event === 'inStateLongerThan') expect(parameters.longStates).toContain(state);
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
		'%s, over faults, restarts, duplicated and capped polls: each event once, and none lost',
		async (_, durable) => {
			const steps = fc.array(step, { minLength: 5, maxLength: 30 });
			await fc.assert(
				fc.asyncProperty(steps, async (taken) => await live(taken, durable)),
				{ numRuns: histories },
			);
		},
		longest,
	);
}
