import type { Simulator } from '../../simulator';
import { emitted, minute, plan, planningTrigger, startPlanning, emittedEvents, training } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startPlanning();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const trigger = (parameters = {}, durable = false) =>
	planningTrigger(simulator, ['startingSoon'], { minutesBefore: 15, ...parameters }, { durable });

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('tells each start once, so many minutes before, and nothing at the first poll', async () => {
		plan(simulator, 10, 14);
		const soon = plan(simulator, 16, 60);
		const poller = trigger({}, durable);
		expect(emittedEvents(await poller.activate())).toEqual([]);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		simulator.clock.advance(minute);
		const poll = await poller.poll();
		expect(emittedEvents(poll)).toEqual([`startingSoon ${soon.id}`]);
		expect(emitted(poll)[0]).toMatchObject({
			eventId: `${soon.id}|${soon.start}|soon`,
			minutesUntilStart: 15,
		});
		for (let round = 0; round < 3; round++) {
			poller.restart();
			simulator.clock.advance(5 * minute);
			expect(emittedEvents(await poller.poll())).toEqual([]);
		}
	});

	it('tells late what began during an outage, unless it is over', async () => {
		const poller = trigger({}, durable);
		await poller.activate();
		await poller.poll();
		plan(simulator, 20, 40);
		const running = plan(simulator, 40, 100);
		const near = plan(simulator, 100, 120, { activity: training });
		simulator.faults.add({ kind: 'status', status: 503, times: 20 });
		simulator.clock.advance(30 * minute);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		simulator.faults.clear();
		simulator.clock.advance(60 * minute);
		const poll = await poller.poll();
		expect(emittedEvents(poll)).toEqual([`startingSoon ${running.id}`, `startingSoon ${near.id}`]);
		expect(emitted(poll)[0]).toMatchObject({ minutesUntilStart: -50 });
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});
});

it('tells again when the start is moved, and not when it is moved back', async () => {
	const poller = trigger();
	await poller.activate();
	simulator.clock.advance(minute);
	const slot = plan(simulator, 10, 20);
	expect(emittedEvents(await poller.poll())).toHaveLength(1);
	simulator.centre.planning.change(slot.id, {
		start: new Date(simulator.clock.now().getTime() + 12 * minute),
	});
	expect(emittedEvents(await poller.poll())).toHaveLength(1);
	simulator.centre.planning.change(slot.id, { start: slot.start });
	simulator.clock.advance(minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('tells what shows late in the list, and nothing twice when the clock of Kiamo is put back', async () => {
	const poller = trigger({ minutesBefore: 1 });
	await poller.activate();
	const late = plan(simulator, 1, 20, { lateBy: 2 * minute });
	simulator.clock.advance(1.5 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.clock.advance(minute);
	expect(emittedEvents(await poller.poll())).toEqual([`startingSoon ${late.id}`]);
	simulator.clock.advance(-120 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.clock.advance(122 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('hands out what is too much for one execution with the next polls, in the order of the starts', async () => {
	const poller = trigger({ options: { mostItems: 2 }, filters: { activities: ['1'] } });
	await poller.activate();
	simulator.clock.advance(minute);
	plan(simulator, 1, 2, { activity: training });
	const ids = [14, 12, 10, 8, 6].map((at) => plan(simulator, at, at + 1).id).reverse();
	const polls = [await poller.poll(), await poller.poll(), await poller.poll(), await poller.poll()];
	expect(polls.flatMap(emittedEvents)).toEqual(ids.map((id) => `startingSoon ${id}`));
	expect(polls.map(({ items }) => items?.length ?? 0)).toEqual([2, 2, 1, 0]);
});

it('costs two requests at each poll', async () => {
	const poller = trigger();
	await poller.activate();
	plan(simulator, 10, 20);
	await poller.poll();
	simulator.resetCounts();
	await poller.poll();
	expect(simulator.counts.byOperation).toEqual({ listActivities: 1, listPlannedActivities: 1 });
});
