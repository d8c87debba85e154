import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { Poller } from '../support/poller';
import { minute, pollAfter, startCentre, emittedEvents, triggerOn, type Alarm } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const support = 3;
const setOpen = (open: boolean, service = support) => simulator.centre.setOpen(service, open);
const setStates = (state: 'available' | 'logged_out') => {
	for (const { id, enabled } of simulator.centre.agents.all()) {
		if (enabled) simulator.centre.states.set(id, { state });
	}
};

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	let poller: Poller;
	const next = async (wait?: number) => await pollAfter(simulator, poller, wait);
	const begin = async (rules: INodeParameters) => {
		poller = triggerOn(simulator, rules, { durable });
		expect(emittedEvents(await poller.activate())).toEqual([]);
	};

	it('tells each opening and closing once, over restarts and outages, and none at the beginning', async () => {
		await begin({ opening: [{}] });
		expect(await next()).toEqual([]);
		setOpen(false);
		setOpen(true, 12);
		simulator.clock.advance(minute);
		const { items } = await poller.poll();
		expect(items).toMatchObject([
			{
				event: 'serviceClosed',
				status: 'closed',
				kind: 'service',
				id: String(support),
				name: 'Support technique',
				at: '2026-03-02T09:02:00.000Z',
				summary: 'Support technique is closed',
				open: false,
				waiting: 0,
			},
			{ event: 'serviceOpened', name: 'Chat du site', summary: 'Chat du site is open' },
		]);
		poller.restart();
		expect(emittedEvents(await poller.activate())).toEqual([]);
		const outage = simulator.faults.add({ kind: 'html', status: 502, times: Infinity });
		setOpen(true);
		expect(await next()).toEqual([]);
		outage.stop();
		expect(await next()).toEqual(['opened Support technique']);
		expect(await next()).toEqual([]);
	});

	it('raises an alarm when an open service has had no agent available for long enough', async () => {
		await begin({ noAgent: [{ ids: ['3'], minutes: 2, coolDown: 0 }] });
		setStates('logged_out');
		expect(await next()).toEqual([]);
		expect(await next()).toEqual([]);
		simulator.clock.advance(minute);
		const [raised] = ((await poller.poll()).items ?? []) as Alarm[];
		expect(raised).toMatchObject({ event: 'noAgentAvailable', value: 0, seconds: 120 });
		setStates('available');
		expect(await next()).toEqual(['recovered Support technique 4']);
	});

	it('misses nobody in a closed service: closing ends the alarm, and opening begins again', async () => {
		await begin({ noAgent: [{ ids: ['3'], minutes: 2, coolDown: 0 }] });
		setStates('logged_out');
		await next();
		expect(await next(2 * minute)).toEqual(['raised Support technique 0']);
		setOpen(false);
		simulator.clock.advance(minute);
		expect((await poller.poll()).items).toMatchObject([
			{
				status: 'recovered',
				value: 0,
				summary: 'Support technique (closed): Agents Available is 0 (the alarm is over after 3 min)',
			},
		]);
		expect(await next(600 * minute)).toEqual([]);
		setOpen(true);
		expect(await next()).toEqual([]);
		expect(await next(2 * minute)).toEqual(['raised Support technique 0']);
	});

	it('raises an alarm when somebody waits for too long, and ends it when nobody waits', async () => {
		setStates('logged_out');
		await begin({ longestWait: [{ ids: ['3'], seconds: 90, coolDown: 0 }] });
		const { id } = simulator.centre.receive({ service: support, customer: '+33612345678' });
		expect(await next()).toEqual([]);
		simulator.clock.advance(minute);
		expect((await poller.poll()).items).toMatchObject([
			{
				event: 'longestWaitExceeded',
				status: 'raised',
				value: 120,
				threshold: 90,
				summary: 'Support technique: Longest Wait is 120 s (alarm at 90 s or more)',
			},
		]);
		expect(await next()).toEqual([]);
		simulator.centre.abandon(id);
		expect(await next()).toEqual(['recovered Support technique 0']);
	});
});

it('tells only the changes that are asked for, of the chosen services', async () => {
	const poller = triggerOn(simulator, { opening: [{ ids: ['3'], changes: ['closed'] }] });
	await poller.activate();
	setOpen(false);
	setOpen(false, 1);
	expect(await pollAfter(simulator, poller)).toEqual(['closed Support technique']);
	setOpen(true);
	expect(await pollAfter(simulator, poller)).toEqual([]);
	setOpen(false);
	expect(await pollAfter(simulator, poller)).toEqual(['closed Support technique']);
});

it('tells of a service that was missing what it missed, and takes a new one as it is', async () => {
	const poller = triggerOn(simulator, { opening: [{}] });
	const { services } = simulator.centre;
	const all = services.splice(0, services.length);
	services.push(...all.slice(1));
	await poller.activate();
	services.splice(0, services.length, ...all.slice(0, -1));
	expect(await pollAfter(simulator, poller)).toEqual([]);
	services.splice(0, services.length, ...all);
	setOpen(false, 1);
	setOpen(true, 12);
	expect(await pollAfter(simulator, poller)).toEqual(['closed Accueil', 'opened Chat du site']);
});

it('hands out with the next poll what is more than one execution may hold', async () => {
	const poller = triggerOn(simulator, { opening: [{}] }, { options: { mostItems: 4 } });
	await poller.activate();
	for (const { id, open } of simulator.centre.services) setOpen(!open, id);
	const polls = [await poller.poll(), await poller.poll(), await poller.poll()];
	expect(polls.map(({ items }) => items?.length)).toEqual([4, 3, undefined]);
	expect(polls[0].items?.[0]).toMatchObject({ moreToFollow: true });
	expect(new Set(polls.flatMap(emittedEvents)).size).toBe(7);
});
