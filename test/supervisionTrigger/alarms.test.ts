import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import type { PollerRequest } from '../support/poller';
import { minute, pollAfter, startCentre, emittedEvents, triggerOn, type Alarm } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const show = (waiting: number, service = 3) => simulator.centre.indicators.override(service, { waiting });
const waitingRule = (more: INodeParameters = {}): INodeParameters => ({
	serviceThreshold: [
		{ ids: ['3'], indicator: 'waiting', direction: 'above', threshold: 10, coolDown: 0, ...more },
	],
});
const trigger = (rules: INodeParameters, request?: Partial<PollerRequest>) =>
	triggerOn(simulator, rules, request);

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('tells a crossing once and the recovery once, over restarts and outages', async () => {
		const poller = trigger(waitingRule({ recovery: '6' }), { durable });
		show(0);
		expect(emittedEvents(await poller.activate())).toEqual([]);
		expect(await pollAfter(simulator, poller)).toEqual([]);
		show(12);
		expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 12']);
		poller.restart();
		expect(emittedEvents(await poller.activate())).toEqual([]);
		show(8);
		expect(await pollAfter(simulator, poller)).toEqual([]);
		const outage = simulator.faults.add({ kind: 'status', status: 500, times: Infinity });
		for (let poll = 0; poll < 3; poll++) expect(await pollAfter(simulator, poller)).toEqual([]);
		outage.stop();
		expect(await pollAfter(simulator, poller)).toEqual([]);
		show(6);
		expect(await pollAfter(simulator, poller)).toEqual(['recovered Support technique 6']);
		expect(await pollAfter(simulator, poller)).toEqual([]);
	});

	it('takes its bearings first; what holds already is emitted by the next poll, from its first reading on', async () => {
		const poller = trigger(waitingRule(), { durable });
		show(12);
		expect(emittedEvents(await poller.activate())).toEqual([]);
		simulator.clock.advance(minute);
		const { items } = await poller.poll();
		expect(items).toMatchObject([
			{ status: 'raised', since: '2026-03-02T09:00:00.000Z', at: '2026-03-02T09:01:00.000Z', seconds: 60 },
		]);
		expect(await pollAfter(simulator, poller)).toEqual([]);
	});

	it('hands out with the next polls what is more than one execution may hold', async () => {
		const poller = triggerOn(simulator, waitingRule({ ids: [] }), { durable, options: { mostItems: 3 } });
		await poller.activate();
		for (const { id } of simulator.centre.services) show(20, id);
		simulator.clock.advance(minute);
		const pollAgain = async () => {
			simulator.clock.advance(minute);
			return await poller.poll();
		};
		const polls = [await poller.poll(), await pollAgain(), await pollAgain(), await pollAgain()];
		expect(polls.map(({ items }) => items?.map(({ moreToFollow }) => moreToFollow))).toEqual([
			[true, true, true],
			[true, true, true],
			[undefined],
			undefined,
		]);
		const raised = polls.flatMap(({ items }) => (items ?? []) as Alarm[]);
		expect(raised.map(({ id }) => id)).toEqual(simulator.centre.services.map(({ id }) => String(id)));
		expect(new Set(raised.map(({ since }) => since))).toEqual(new Set(['2026-03-02T09:01:00.000Z']));
		for (const { id } of simulator.centre.services) show(0, id);
		const over = [await pollAgain(), await pollAgain(), await pollAgain(), await pollAgain()];
		const recovered = over.flatMap(({ items }) => (items ?? []) as Alarm[]);
		expect(recovered.map(({ alarmId }) => alarmId)).toEqual(raised.map(({ alarmId }) => alarmId));
		expect(recovered.every(({ status }) => status === 'recovered')).toBe(true);
	});
});

it('says what, how much, since when and how long, and gives raise and recovery the same alarm', async () => {
	const poller = trigger(waitingRule());
	await poller.activate();
	show(12);
	simulator.clock.advance(minute);
	const [raised] = ((await poller.poll()).items ?? []) as Alarm[];
	show(9);
	simulator.clock.advance(75 * minute);
	const [recovered] = ((await poller.poll()).items ?? []) as Alarm[];
	expect(raised).toMatchObject({
		event: 'thresholdCrossed',
		status: 'raised',
		kind: 'service',
		id: '3',
		name: 'Support technique',
		indicator: 'waiting',
		value: 12,
		direction: 'above',
		threshold: 10,
		recoveryThreshold: 10,
		since: '2026-03-02T09:01:00.000Z',
		seconds: 0,
		summary: 'Support technique: Waiting is 12 (alarm at 10 or more)',
		waiting: 12,
		open: true,
		agents_available: 3,
	});
	expect(recovered).toMatchObject({
		status: 'recovered',
		alarmId: raised.alarmId,
		since: raised.since,
		seconds: 4500,
		value: 9,
		summary: 'Support technique: Waiting is 9 (the alarm is over after 1 h 15 min)',
	});
	expect([raised.eventId, recovered.eventId]).toEqual([
		`${raised.alarmId}|raised`,
		`${raised.alarmId}|recovered`,
	]);
});

it('waits for the minimum duration, and does not raise again within the cool-down', async () => {
	const poller = trigger(waitingRule({ minutes: 2, coolDown: 10 }));
	await poller.activate();
	const series = [12, 12, 12, 0, 12, 12, 12, 12, 12, 12, 12, 12];
	const polls: string[] = [];
	for (const waiting of series) {
		show(waiting);
		polls.push((await pollAfter(simulator, poller)).join() || '-');
	}
	const none = (count: number) => Array.from({ length: count }, () => '-');
	const [raised, recovered] = ['raised Support technique 12', 'recovered Support technique 0'];
	// Minute 3 raises; minute 13 is the first beyond the cool-down.
	expect(polls).toEqual([...none(2), raised, recovered, ...none(8)]);
	expect(await pollAfter(simulator, poller)).toEqual([raised]);
});

it('takes a service that is missing for a while for neither an alarm nor a recovery', async () => {
	const poller = trigger(waitingRule({ ids: [] }));
	await poller.activate();
	show(12);
	expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 12']);
	const { services } = simulator.centre;
	const gone = services.splice(0, services.length);
	expect(await pollAfter(simulator, poller)).toEqual([]);
	services.push(...gone.filter(({ id }) => id !== 3));
	expect(await pollAfter(simulator, poller)).toEqual([]);
	services.splice(0, services.length, ...gone);
	expect(await pollAfter(simulator, poller)).toEqual([]);
	show(0);
	expect(await pollAfter(simulator, poller)).toEqual(['recovered Support technique 0']);
});

it('has nothing to say as long as none of the chosen services is there', async () => {
	const poller = trigger(waitingRule({ ids: ['99'] }));
	expect(emittedEvents(await poller.activate())).toEqual([]);
	expect(await pollAfter(simulator, poller)).toEqual([]);
	expect(await poller.runManually()).toBeNull();
});

it('resets a changed rule, while the others go on', async () => {
	const other = { ids: ['7'], indicator: 'waiting', threshold: 5, coolDown: 0 };
	const rules = (threshold: number) => ({
		serviceThreshold: [...(waitingRule({ threshold }).serviceThreshold as INodeParameters[]), other],
	});
	const settings = { id: 'node' };
	const poller = trigger(rules(10), { settings });
	await poller.activate();
	show(12);
	show(6, 7);
	expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 12', 'raised E-mails 6']);
	const changed = trigger(rules(11), { settings, saved: poller.saved });
	expect(emittedEvents(await changed.activate())).toEqual([]);
	expect(await pollAfter(simulator, changed)).toEqual(['raised Support technique 12']);
	show(0);
	show(0, 7);
	expect(await pollAfter(simulator, changed)).toEqual([
		'recovered Support technique 0',
		'recovered E-mails 0',
	]);
});

it('asks each list once, whatever the number of rules, and tells what two equal rules watch once', async () => {
	const twice = [...Array(2).keys()].flatMap(() => waitingRule().serviceThreshold as INodeParameters[]);
	const poller = trigger({
		serviceThreshold: twice,
		agentThreshold: [{}, { threshold: 3 }],
		groupThreshold: [{}],
		noAgent: [{}],
		longestWait: [{}],
		opening: [{}],
	});
	await poller.activate();
	simulator.resetCounts();
	show(12);
	expect(await pollAfter(simulator, poller)).toContain('raised Support technique 12');
	expect(simulator.counts.lastRequests.map(({ operationId }) => operationId).sort()).toEqual([
		'listAgentIndicators',
		'listGroupIndicators',
		'listServiceIndicators',
	]);
});

it('watches agents and groups too, below a threshold as well as above', async () => {
	const poller = trigger({
		agentThreshold: [{ ids: ['5'], indicator: 'today_paused_seconds', threshold: 600 }],
		groupThreshold: [
			{ ids: ['2'], indicator: 'agents_available', direction: 'below', threshold: 1, recovery: '2' },
		],
	});
	await poller.activate();
	expect(await pollAfter(simulator, poller)).toEqual([]);
	for (const id of [2, 3]) simulator.centre.states.set(id, { state: 'logged_out' });
	expect(await pollAfter(simulator, poller, 3 * minute)).toEqual([
		'raised François Payet 600',
		'raised Support 1',
	]);
	simulator.centre.states.set(5, { state: 'available' });
	simulator.centre.states.set(3, { state: 'available' });
	expect(await pollAfter(simulator, poller)).toEqual(['recovered Support 2']);
});

it.each([
	[{ recovery: '12' }, 'The value that clears the alarm (12) must not be above the one that raises it (10)'],
	[{ recovery: 'low' }, 'The values that raise and clear the alarm must be numbers'],
	[{ threshold: '={{ "many" }}' }, 'The values that raise and clear the alarm must be numbers'],
	[{ minutes: -1 }, "The minimum duration and the cool-down can't be negative"],
	[{ indicator: 'open' }, '"open" is not a numeric indicator. Choose one from the list'],
])('refuses a rule with %j, and says which rule it is', async (values, sentence) => {
	const { error } = await trigger(waitingRule(values)).activate();
	expect(error?.message).toBe(`Rule Service Threshold Crossed, number 1: ${sentence}`);
	expect(simulator.counts.requests).toBe(0);
});

it('refuses to watch nothing', async () => {
	const { error } = await trigger({}).activate();
	expect(error?.message).toBe('There is nothing to watch: add a rule under Rules');
});

it('takes a recovery threshold as it is written in French', async () => {
	const rules = waitingRule({
		indicator: 'today_answer_rate',
		threshold: 0.7,
		direction: 'below',
		recovery: '0,8',
	});
	const poller = trigger(rules);
	await poller.activate();
	simulator.centre.indicators.override(3, { today: { received: 10, answer_rate: 0.6 } });
	expect(await pollAfter(simulator, poller)).toEqual(['raised Support technique 0.6']);
	simulator.centre.indicators.override(3, { today: { received: 20, answer_rate: 0.79 } });
	expect(await pollAfter(simulator, poller)).toEqual([]);
	simulator.centre.indicators.override(3, { today: { received: 30, answer_rate: 0.8 } });
	expect(await pollAfter(simulator, poller)).toEqual(['recovered Support technique 0.8']);
});

it('shows in the editor the row nearest to each alarm, as if it had reached it, and saves nothing', async () => {
	show(4, 7);
	const poller = trigger({
		...waitingRule({ ids: [] }),
		noAgent: [{ ids: [3, 7] }],
		opening: [{ ids: [12] }],
		groupThreshold: [{ indicator: 'today_average_handling_seconds' }],
	});
	const rows = await poller.runManually();
	expect(rows?.[0].map(({ json }) => [json.event, json.name, json.value ?? json.status])).toEqual(
		expect.arrayContaining([
			['thresholdCrossed', 'E-mails', 10],
			['noAgentAvailable', 'E-mails', 0],
			['serviceClosed', 'Chat du site', 'closed'],
		]),
	);
	expect(rows?.[0].map(({ json }) => json)).toContainEqual(
		expect.objectContaining({
			agents_available: 0,
			summary: expect.stringContaining('is 0 (alarm at 0') as string,
		}),
	);
	// Nothing was handled today, so there is no average to show.
	expect(rows?.[0]).toHaveLength(3);
	expect(poller.saved).toEqual({});
});

it('says in the summary that a figure is that of today', async () => {
	const rules = { agentThreshold: [{ indicator: 'today_handled', threshold: 3 }] };
	const rows = await triggerOn(simulator, rules).runManually();
	expect(rows?.[0].map(({ json }) => json.summary)).toEqual([
		expect.stringMatching(/^[^:]+: Handled Today is 3 \(alarm at 3 or more\)$/),
	]);
});

it.each([
	[['closed'], 'Chat du site', 'closed'],
	[['opened'], 'Accueil', 'opened'],
])('shows in the editor a service that has %j', async (changes, name, status) => {
	const rows = await trigger({ opening: [{ changes }] }).runManually();
	expect(rows?.[0].map(({ json }) => [json.name, json.status, json.open])).toEqual([
		[name, status, status === 'opened'],
	]);
});

it('shows in the editor a service as if it had closed where none has', async () => {
	for (const { id } of simulator.centre.services) simulator.centre.setOpen(id, true);
	const rows = await trigger({ opening: [{ changes: ['closed'] }] }).runManually();
	expect(rows?.[0].map(({ json }) => [json.event, json.open, json.summary])).toEqual([
		['serviceClosed', false, 'Accueil is closed'],
	]);
});

it('tells what must be fixed, and not an outage', async () => {
	const poller = trigger(waitingRule());
	await poller.activate();
	simulator.tokens.get(simulator.token).apis = ['agent'];
	expect((await poller.poll()).error?.message).toBe(
		"Kiamo didn't accept the API token for the Supervision API",
	);
});
