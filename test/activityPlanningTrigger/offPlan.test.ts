import type { Simulator } from '../../simulator';
import { stateSize } from '../support/poller';
import { loadOptions } from '../support/methods';
import { credentialsOf } from '../contactManager/support';
import { KiamoActivityPlanningTrigger } from '../../nodes/ActivityPlanning/KiamoActivityPlanningTrigger.node';
import {
	emitted,
	minute,
	pause,
	plan,
	planningTrigger,
	startPlanning,
	emittedEvents,
	training,
} from './support';

const node = new KiamoActivityPlanningTrigger();
let simulator: Simulator;
beforeEach(async () => {
	simulator = await startPlanning();
	for (const { id } of simulator.centre.agents.all()) {
		if (simulator.centre.agents.get(id)?.enabled) simulator.centre.states.set(id, { state: 'available' });
	}
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const both = ['offPlan', 'backOnPlan'];
const trigger = (parameters = {}, durable = false, events = both) =>
	planningTrigger(simulator, events, { minutesOffPlan: 10, ...parameters }, { durable });
const set = (agent: number, state: 'available' | 'logged_out' | 'paused', reason?: number) =>
	simulator.centre.states.set(agent, { state, pause_reason_id: reason });
const later = async (minutes: number, poll: () => Promise<string[]>) => {
	simulator.clock.advance(minutes * minute);
	return await poll();
};

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('tells once that an agent is off plan, and once that it is back', async () => {
		plan(simulator, -60, 240, { agent: 3 });
		const poller = trigger({}, durable);
		const poll = async (minutes: number) =>
			await later(minutes, async () => emittedEvents(await poller.poll()));
		expect(emittedEvents(await poller.activate())).toEqual([]);
		expect(await poll(1)).toEqual([]);
		set(3, 'logged_out');
		expect(await poll(9)).toEqual([]);
		simulator.clock.advance(minute);
		const off = await poller.poll();
		expect(emittedEvents(off)).toEqual(['offPlan agent 3']);
		expect(emitted(off)[0]).toMatchObject({
			eventId: '3|2026-03-24T09:01:00.000Z|offPlan',
			alarmId: '3|2026-03-24T09:01:00.000Z',
			state: 'logged_out',
			pause_reason_id: null,
			offSince: '2026-03-24T09:01:00.000Z',
			minutesOff: 10,
			kind: 'work',
			agent_id: '3',
			agent_name: 'Karim Benali',
			activity_name: 'Production',
		});
		poller.restart();
		expect(await poll(5)).toEqual([]);
		simulator.faults.add({ kind: 'status', status: 500, operationId: 'listAgentStates' });
		set(3, 'paused', 1);
		expect(await poll(5)).toEqual([]);
		expect(await poll(5)).toEqual([]);
		set(3, 'available');
		simulator.clock.advance(2 * minute);
		const back = await poller.poll();
		expect(emittedEvents(back)).toEqual(['backOnPlan agent 3']);
		expect(emitted(back)[0]).toMatchObject({ reason: 'agentReturned', minutesOff: 25, state: 'available' });
		expect(emitted(back)[0]).toMatchObject({ alarmId: '3|2026-03-24T09:01:00.000Z' });
		poller.restart();
		expect(await poll(1)).toEqual([]);
		expect(stateSize(poller)).toBeLessThan(2_000);
	});
});

it('says nothing of agents who were off plan before it began, when they come back either', async () => {
	plan(simulator, -60, 240, { agent: 3 });
	plan(simulator, -60, 240, { agent: 5 });
	set(3, 'logged_out');
	simulator.clock.advance(15 * minute);
	set(5, 'logged_out');
	const poller = trigger();
	expect(emittedEvents(await poller.activate())).toEqual([]);
	simulator.clock.advance(11 * minute);
	expect(emittedEvents(await poller.poll())).toEqual(['offPlan agent 5']);
	set(3, 'available');
	expect(emittedEvents(await poller.poll())).toEqual([]);
	set(3, 'logged_out');
	simulator.clock.advance(11 * minute);
	expect(emittedEvents(await poller.poll())).toEqual(['offPlan agent 3']);
});

it('counts from the beginning of the work that is planned, over slots that touch', async () => {
	set(3, 'logged_out');
	plan(simulator, 10, 15, { agent: 3 });
	plan(simulator, 15, 60, { agent: 3 });
	const poller = trigger();
	await poller.activate();
	simulator.clock.advance(19 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.clock.advance(minute);
	expect(emitted(await poller.poll())[0]).toMatchObject({
		offSince: '2026-03-24T09:10:00.000Z',
		minutesOff: 10,
	});
});

it('takes a planned break, the end of the work and a change of the plan for back on plan', async () => {
	set(3, 'logged_out');
	plan(simulator, -60, 20, { agent: 3 });
	plan(simulator, 20, 30, { agent: 3, activity: pause });
	const next = plan(simulator, 30, 120, { agent: 3 });
	const poller = trigger();
	await poller.activate();
	const at = async (minutes: number) => {
		simulator.clock.advance(minutes * minute);
		const poll = await poller.poll();
		if (poll.error) throw poll.error;
		return emitted(poll).map(({ event, reason }) => [event, reason]);
	};
	expect(await at(15)).toEqual([['offPlan', undefined]]);
	expect(await at(6)).toEqual([['backOnPlan', 'planEnded']]);
	expect(await at(10)).toEqual([]);
	expect(await at(10)).toEqual([['offPlan', undefined]]);
	simulator.centre.planning.change(next.id, { activity_id: training });
	expect(await at(1)).toEqual([['backOnPlan', 'planEnded']]);
	expect(emitted(await poller.poll())).toEqual([]);
});

it('lets pauses for chosen reasons pass as work', async () => {
	plan(simulator, -60, 240, { agent: 3 });
	plan(simulator, -60, 240, { agent: 5 });
	const poller = trigger({ options: { pauseReasons: ['3'] } });
	await poller.activate();
	set(3, 'paused', 3);
	set(5, 'paused', 1);
	simulator.clock.advance(20 * minute);
	const off = await poller.poll();
	expect(emittedEvents(off)).toEqual(['offPlan agent 5']);
	expect(emitted(off)).toMatchObject([{ pause_reason_id: '1', pause_reason: 'Pause café' }]);
	const request = { node, credentials: credentialsOf(simulator), parameters: {}, method: 'getPauseReasons' };
	expect(await loadOptions(request)).toContainEqual({ name: 'Formation', value: '3' });
});

it('tells of the chosen agents and of the chosen event only, and goes on when the choice changes', async () => {
	for (const agent of [2, 3, 5]) plan(simulator, -60, 240, { agent });
	const poller = trigger({ filters: { agents: ['3', '5'] } }, false, ['backOnPlan']);
	await poller.activate();
	for (const agent of [2, 3, 5]) set(agent, 'logged_out');
	simulator.clock.advance(20 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	set(3, 'available');
	set(2, 'available');
	expect(emittedEvents(await poller.poll())).toEqual(['backOnPlan agent 3']);
	const other = poller.edited({ events: both, filters: {} });
	expect(emittedEvents(await other.poll())).toEqual([]);
	set(5, 'available');
	expect(emittedEvents(await other.poll())).toEqual(['backOnPlan agent 5']);
});

it('hands out what is too much for one execution with the next polls', async () => {
	const agents = [1, 2, 3, 5, 9];
	for (const agent of agents) plan(simulator, -60, 240, { agent });
	const poller = trigger({ options: { mostItems: 2 } });
	await poller.activate();
	for (const agent of agents) set(agent, 'logged_out');
	simulator.clock.advance(20 * minute);
	const drain = async () => {
		const polls = [await poller.poll(), await poller.poll(), await poller.poll(), await poller.poll()];
		expect(polls.map(({ items }) => items?.length ?? 0)).toEqual([2, 2, 1, 0]);
		return polls.flatMap(emittedEvents).sort();
	};
	expect(await drain()).toEqual(agents.map((agent) => `offPlan agent ${agent}`));
	for (const agent of agents) set(agent, 'available');
	expect(await drain()).toEqual(agents.map((agent) => `backOnPlan agent ${agent}`));
});

it('names the right that is missing, and costs three requests at each poll', async () => {
	const poller = trigger();
	await poller.activate();
	simulator.resetCounts();
	await poller.poll();
	expect(simulator.counts.byOperation).toEqual({
		listActivities: 1,
		listPlannedActivities: 1,
		listAgentStates: 1,
	});
	const token = simulator.tokens.add({ apis: ['activityPlanning'] });
	const poor = planningTrigger(
		simulator,
		both,
		{},
		{
			credentials: { ...credentialsOf(simulator), apiToken: token.value },
		},
	);
	expect((await poor.poll()).error?.message).toBe("Kiamo didn't accept the API token for the Agent API");
});

it('shows in the editor who is off plan, longest first', async () => {
	for (const agent of [3, 4, 5]) plan(simulator, -60, 240, { agent });
	set(5, 'logged_out');
	simulator.clock.advance(5 * minute);
	set(3, 'logged_out');
	const [items] = (await trigger({}, false, ['offPlan']).runManually()) ?? [[]];
	expect(items.map(({ json }) => [json.agent_id, json.minutesOff])).toEqual([
		['5', 5],
		['3', 0],
	]);
});

it('shows in the editor the chosen one of the two events', async () => {
	plan(simulator, -60, 240, { agent: 3 });
	const shown = async (events: string[]) => {
		const [items] = (await trigger({}, false, events).runManually()) ?? [[]];
		return items.map(({ json }) => [json.event, json.reason]);
	};
	expect(await shown(['backOnPlan'])).toEqual([['backOnPlan', 'agentReturned']]);
	expect(await shown(both)).toEqual([
		['offPlan', undefined],
		['backOnPlan', 'agentReturned'],
	]);
});

it('shows agents who are at work as a test event, off plan since now', async () => {
	plan(simulator, -60, 240, { agent: 3 });
	const [items] = (await trigger({}, false, ['offPlan']).runManually()) ?? [[]];
	const now = expect.stringContaining('2026-03-24T09:00') as string;
	expect(items.map(({ json }) => json)).toMatchObject([
		{ event: 'offPlan', alarmId: now, offSince: now, minutesOff: 0 },
	]);
});
