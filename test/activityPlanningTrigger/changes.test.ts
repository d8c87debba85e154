import type { Simulator } from '../../simulator';
import { stateSize } from '../support/poller';
import {
	day,
	emitted,
	minute,
	plan,
	planningTrigger,
	startPlanning,
	emittedEvents,
	training,
} from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startPlanning();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const all = ['created', 'updated', 'deleted'];

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('tells what is created, updated and deleted once each, and nothing at the first poll', async () => {
		const old = plan(simulator, 60, 120);
		const poller = planningTrigger(simulator, all, {}, { durable });
		expect(emittedEvents(await poller.activate())).toEqual([]);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		simulator.clock.advance(minute);
		const fresh = plan(simulator, 200, 260);
		expect(emittedEvents(await poller.poll())).toEqual([`created ${fresh.id}`]);
		simulator.clock.advance(minute);
		simulator.centre.planning.change(old.id, { comment: 'Moved' });
		expect(emittedEvents(await poller.poll())).toEqual([`updated ${old.id}`]);
		simulator.centre.planning.remove(old.id);
		poller.restart();
		simulator.clock.advance(minute);
		expect(emittedEvents(await poller.poll())).toEqual([`deleted ${old.id}`]);
		poller.restart();
		expect(emittedEvents(await poller.poll())).toEqual([]);
		expect(stateSize(poller)).toBeLessThan(20_000);
	});

	it.each(['1970', 3 * day, -40 * day] as const)(
		'tells what was planned also where the Date of that answer is wrong (%s)',
		async (dateHeaderOff) => {
			const poller = planningTrigger(simulator, all, {}, { durable });
			await poller.activate();
			simulator.clock.advance(minute);
			const fresh = plan(simulator, 200, 260);
			simulator.quirks.dateHeaderOff = dateHeaderOff;
			const emittedThen = emittedEvents(await poller.poll());
			simulator.quirks.dateHeaderOff = 0;
			simulator.clock.advance(minute);
			expect([...emittedThen, ...emittedEvents(await poller.poll())]).toEqual([`created ${fresh.id}`]);
		},
	);

	it('catches up on an outage', async () => {
		const old = plan(simulator, 60, 120);
		const poller = planningTrigger(simulator, all, {}, { durable });
		await poller.activate();
		await poller.poll();
		simulator.clock.advance(minute);
		const fresh = plan(simulator, 200, 260);
		simulator.centre.planning.remove(old.id);
		simulator.faults.add({ kind: 'status', status: 500, times: 2 });
		expect(emittedEvents(await poller.poll())).toEqual([]);
		simulator.clock.advance(minute);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		expect(emittedEvents(await poller.poll())).toEqual([`created ${fresh.id}`, `deleted ${old.id}`]);
	});
});

it('says what it was, with the activity, local times and a stable id of the event', async () => {
	const old = plan(simulator, 60, 120, { agent: 3 });
	const poller = planningTrigger(simulator, all, { options: { timezone: 'Europe/Paris' } });
	await poller.activate();
	simulator.centre.planning.remove(old.id);
	const [item] = emitted(await poller.poll());
	expect(item).toEqual({
		event: 'deleted',
		eventId: `${old.id}|deleted`,
		id: String(old.id),
		agent_id: '3',
		activity_id: '1',
		activity_name: 'Production',
		agent_name: 'Karim Benali',
		kind: 'work',
		start: '2026-03-24T10:00:00.000Z',
		end: '2026-03-24T11:00:00.000Z',
		start_local: '2026-03-24T11:00:00.000+01:00',
		end_local: '2026-03-24T12:00:00.000+01:00',
		timezone: 'Europe/Paris',
	});
	expect(Object.keys(item).slice(0, 4)).toEqual(['event', 'eventId', 'kind', 'id']);
	simulator.clock.advance(1);
	const fresh = plan(simulator, 60, 120, { agent: 3 });
	const [created] = emitted(await poller.poll());
	expect(created.eventId).toBe(`${fresh.id}|${fresh.updated_at}`);
});

it('does not take a slot that leaves the window by time for deleted, nor one that is moved out of it', async () => {
	const past = plan(simulator, -1439, -1400);
	const moved = plan(simulator, 60, 120);
	const poller = planningTrigger(simulator, ['deleted']);
	await poller.activate();
	await poller.poll();
	simulator.clock.advance(2 * 60 * minute);
	simulator.centre.planning.change(moved.id, {
		start: new Date(simulator.clock.now().getTime() + 30 * day),
		end: new Date(simulator.clock.now().getTime() + 30 * day + 1000),
	});
	simulator.resetCounts();
	expect(emittedEvents(await poller.poll())).toEqual([]);
	expect(simulator.counts.byOperation).toMatchObject({ getPlannedActivity: 1 });
	simulator.centre.planning.remove(past.id);
	simulator.centre.planning.remove(moved.id);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('tells that a slot was deleted that was created and emitted in the same poll', async () => {
	const poller = planningTrigger(simulator, ['created', 'deleted']);
	await poller.activate();
	await poller.poll();
	simulator.clock.advance(minute);
	const fresh = plan(simulator, 60, 120);
	simulator.faults.add({
		kind: 'mutate',
		operationId: 'listPlannedActivities',
		skip: 1,
		run: () => simulator.centre.planning.remove(fresh.id),
	});
	expect(emittedEvents(await poller.poll())).toEqual([`created ${fresh.id}`]);
	expect(emittedEvents(await poller.poll())).toEqual([`deleted ${fresh.id}`]);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('does not believe a list that leaves a slot out, until the slot itself is gone', async () => {
	const slot = plan(simulator, 60, 120);
	const poller = planningTrigger(simulator, ['deleted']);
	await poller.activate();
	await poller.poll();
	const { start, end } = slot;
	const far = simulator.clock.now().getTime() + 30 * day;
	const away = { start: new Date(far), end: new Date(far + minute) };
	const fault = { kind: 'mutate', times: 1 } as const;
	simulator.faults.add({
		...fault,
		operationId: 'listPlannedActivities',
		run: () => simulator.centre.planning.change(slot.id, away),
	});
	simulator.faults.add({
		...fault,
		operationId: 'getPlannedActivity',
		run: () => simulator.centre.planning.change(slot.id, { start, end }),
	});
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.centre.planning.remove(slot.id, { lateBy: 3 * minute });
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.clock.advance(3 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([`deleted ${slot.id}`]);
});

it('passes over what is outside the window, and what the filters leave out', async () => {
	const poller = planningTrigger(simulator, all, {
		filters: { agents: ['1', '2'], activities: ['3'] },
		options: { daysAhead: 2 },
	});
	await poller.activate();
	await poller.poll();
	simulator.clock.advance(minute);
	plan(simulator, 3 * 1440, 3 * 1440 + 60, { activity: training });
	plan(simulator, 60, 120);
	plan(simulator, 60, 120, { agent: 3, activity: training });
	const wanted = plan(simulator, 60, 120, { agent: 2, activity: training });
	expect(emittedEvents(await poller.poll())).toEqual([`created ${wanted.id}`]);
});

it('drops what a group does not show any more because its agent left', async () => {
	plan(simulator, 60, 120, { agent: 3 });
	const poller = planningTrigger(simulator, ['deleted'], { filters: { groups: ['2'] } });
	await poller.activate();
	await poller.poll();
	simulator.centre.agents.change(3, { group_ids: [1] });
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.resetCounts();
	expect(emittedEvents(await poller.poll())).toEqual([]);
	expect(simulator.counts.byOperation.getPlannedActivity).toBeUndefined();
});

it('hands out what is too much for one execution with the next polls', async () => {
	const old = Array.from({ length: 7 }, (_, at) => plan(simulator, at * 10, at * 10 + 10).id);
	const poller = planningTrigger(simulator, all, { options: { mostItems: 3 } });
	await poller.activate();
	await poller.poll();
	simulator.clock.advance(minute);
	const fresh = Array.from({ length: 4 }, (_, at) => plan(simulator, 300 + at, 301 + at).id);
	for (const id of old) simulator.centre.planning.remove(id);
	const polls = [];
	for (let round = 0; round < 6; round++) polls.push(await poller.poll());
	expect(polls.flatMap(emittedEvents)).toEqual([
		...fresh.map((id) => `created ${id}`),
		...old.map((id) => `deleted ${id}`),
	]);
	for (const { items } of polls) expect((items ?? []).length).toBeLessThanOrEqual(3);
	expect(polls[0].items?.[0]).toMatchObject({ moreToFollow: true });
});

it('says what to do when too much is planned to look for deletions', async () => {
	for (let agent = 1; agent <= 5; agent++)
		for (let at = 0; at < 2001; at++) plan(simulator, at, at + 1, { agent: agent === 4 ? 9 : agent });
	const { error } = await planningTrigger(simulator, ['deleted']).poll();
	expect(error?.message).toContain('More than 10000 activities are planned');
});

it.each([
	['created', 'start_local'],
	['deleted', 'start_local'],
	['startingSoon', 'minutesUntilStart'],
	['offPlan', 'offSince'],
])('shows real rows for %s in the editor, and saves nothing', async (event, key) => {
	const poller = planningTrigger(simulator, [event]);
	expect(await poller.runManually()).toBeNull();
	plan(simulator, -60, 60, { agent: 5 });
	const [[{ json }]] = (await poller.runManually()) ?? [[]];
	expect(json).toMatchObject({
		event,
		[key]: expect.anything() as never,
		agent_id: '5',
		activity_name: 'Production',
	});
	expect(poller.saved).toEqual({});
});

it('shows in the editor what starts next before what has started', async () => {
	plan(simulator, 30, 60, { agent: 5 });
	plan(simulator, 10, 60, { agent: 4 });
	plan(simulator, -60, 60, { agent: 3 });
	const [items] = (await planningTrigger(simulator, ['startingSoon']).runManually()) ?? [[]];
	expect(items.map(({ json }) => json.minutesUntilStart)).toEqual([10, 30]);
});

it.each([
	['a day count', { options: { daysAhead: 0 } }, 'Days Ahead must be a number above 0'],
	['a zone', { options: { timezone: 'Mars' } }, 'is not a time zone'],
	['an agent', { filters: { agents: ['x/y'] } }, 'cannot be the ID of an agent'],
])('says which setting is wrong: %s', async (_, parameters, sentence) => {
	const { error } = await planningTrigger(simulator, ['created'], parameters).poll();
	expect(error?.message).toContain(sentence);
});
