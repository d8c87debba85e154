import type { INodeParameters } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { loadOptions } from '../support/methods';
import { stateSize, type PollerRequest } from '../support/poller';
import { agentTrigger, emitted, minute, node, emittedEvents } from './support';
import { withTextIds } from '../support/ids';

const begin = new Date('2026-03-28T23:30:00Z');

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0, clock: new Clock(begin) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const trigger = (parameters?: INodeParameters, request?: Partial<PollerRequest>) =>
	agentTrigger(simulator, parameters, request);
const pass = (minutes = 1) => simulator.clock.advance(minutes * minute);
const set = (...args: Parameters<Simulator['centre']['states']['set']>) =>
	simulator.centre.states.set(...args);
const change = (...args: Parameters<Simulator['centre']['agents']['change']>) =>
	simulator.centre.agents.change(...args);
const add = (...args: Parameters<Simulator['centre']['agents']['add']>) =>
	simulator.centre.agents.add(...args);
const everything = [
	'agentCreated',
	'agentDisabled',
	'agentUpdated',
	'enteredPause',
	'inStateLongerThan',
	'loggedIn',
	'loggedOut',
	'stateChanged',
];

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('tells nothing when published, then each event once, in the order in which it happened', async () => {
		const poller = trigger({ events: everything, minutes: 60 }, { durable });
		expect(await poller.activate()).toEqual({ items: null });
		pass();
		expect(emittedEvents(await poller.poll())).toEqual([]);
		set(14, { state: 'available' });
		pass();
		set(3, { state: 'paused', pause_reason_id: 2 });
		pass();
		set(1, { state: 'logged_out' });
		pass();
		change(2, { enabled: false });
		pass();
		add({ login: 'new', first_name: 'A', last_name: 'B' });
		expect(emittedEvents(await poller.poll())).toEqual([
			'loggedIn lfontaine available',
			'stateChanged lfontaine available',
			'enteredPause kbenali paused',
			'stateChanged kbenali paused',
			'loggedOut narnaud logged_out',
			'stateChanged narnaud logged_out',
			'agentDisabled elebihan',
			'agentUpdated elebihan',
			'agentCreated new',
		]);
		pass();
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it.each([
		{ kind: 'status', status: 429, retryAfter: 3600 },
		{ kind: 'status', status: 500 },
		{ kind: 'html', status: 200 },
		{ kind: 'reset' },
	] as const)('catches up on an outage at the next poll, even one at its publishing: %j', async (fault) => {
		const poller = trigger({ requestOptions: { timeout: 1 } }, { durable, budgetMs: 2_000 });
		const outage = simulator.faults.add({ ...fault, times: Infinity });
		expect(await poller.activate()).toEqual({ items: null });
		outage.stop();
		await poller.poll();
		set(14, { state: 'available' });
		const second = simulator.faults.add({ ...fault, times: Infinity });
		expect(await poller.poll()).toEqual({ items: null });
		second.stop();
		pass();
		expect(emittedEvents(await poller.poll())).toEqual(['stateChanged lfontaine available']);
	});

	it('keeps what it knows over a restart and a day off, and where the names could not be read at first', async () => {
		const poller = trigger({ events: ['loggedIn', 'loggedOut'] }, { durable });
		await poller.activate();
		await poller.poll();
		set(14, { state: 'available' });
		poller.restart();
		pass(24 * 60);
		simulator.faults.add({ kind: 'status', status: 500, operationId: 'listAgents' });
		expect(emittedEvents(await poller.poll())).toEqual([]);
		expect(emittedEvents(await poller.poll())).toEqual(['loggedIn lfontaine available']);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('hands out with the next polls what one had no room for, and loses nothing that happens meanwhile', async () => {
		const poller = trigger(
			{ events: ['enteredPause', 'stateChanged'], options: { mostItems: 3 } },
			{ durable },
		);
		await poller.activate();
		await poller.poll();
		pass();
		for (const id of [1, 2, 3]) set(id, { state: 'paused', pause_reason_id: 1 });
		const first = await poller.poll();
		expect(first.items?.every(({ moreToFollow }) => moreToFollow)).toBe(true);
		pass();
		for (const id of [1, 2, 3]) set(id, { state: 'available' });
		const all = emittedEvents(first);
		for (let round = 0; round < 4; round++) {
			poller.restart();
			all.push(...emittedEvents(await poller.poll()));
			pass();
		}
		expect(all.sort()).toEqual(
			['narnaud', 'elebihan', 'kbenali']
				.flatMap((name) => [
					`enteredPause ${name} paused`,
					`stateChanged ${name} paused`,
					`stateChanged ${name} available`,
				])
				.sort(),
		);
	});

	it('tells of a long stay once, and of the next one again', async () => {
		const poller = trigger(
			{ events: ['inStateLongerThan'], longStates: ['paused', 'wrap_up'], minutes: 10 },
			{ durable },
		);
		await poller.activate(); // 12 has been in a pause for 18 minutes, 5 for 6
		pass(3);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		pass(1.5);
		const [item] = emitted(await poller.poll());
		expect(item).toMatchObject({
			event: 'inStateLongerThan',
			state: 'paused',
			pause_reason: 'Pause café',
			login: 'fpayet',
		});
		expect(Math.abs(Number(item.secondsInState) - 630)).toBeLessThanOrEqual(2);
		pass(30);
		poller.restart();
		expect(emittedEvents(await poller.poll())).toEqual([]);
		set(5, { state: 'available' });
		set(12, { state: 'wrap_up' });
		pass(10.5);
		expect(emittedEvents(await poller.poll())).toEqual(['inStateLongerThan mdiallo wrap_up']);
		set(5, { state: 'paused', pause_reason_id: 1 });
		pass(10.5);
		expect(emittedEvents(await poller.poll())).toEqual(['inStateLongerThan fpayet paused']);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});
});

it('an item says what was before and after, how long, and who', async () => {
	const poller = trigger({ events: ['enteredPause'] });
	await poller.activate();
	pass(5);
	set(1, { state: 'paused', pause_reason_id: 2 });
	const { items } = await poller.poll();
	expect(items).toEqual([
		{
			event: 'enteredPause',
			eventId: '1|paused|2026-03-28T23:35:00.000Z|enteredPause',
			agent_name: 'Nadège Arnaud',
			state: 'paused',
			pause_reason_id: '2',
			pause_reason: 'Déjeuner',
			since: '2026-03-28T23:35:00.000Z',
			previousState: 'available',
			previousPauseReasonId: null,
			previousPauseReason: null,
			previousSince: '2026-03-28T23:18:00.000Z',
			secondsBefore: 17 * 60,
			...(withTextIds(simulator.centre.agents.get(1)) as object),
		},
	]);
	expect(Object.keys(items?.[0] ?? {}).slice(0, 5)).toEqual([
		'event',
		'eventId',
		'id',
		'agent_name',
		'state',
	]);
});

it('an item of a changed agent says what it was and is', async () => {
	const poller = trigger({ events: ['agentDisabled'] });
	await poller.activate();
	change(14, { last_name: 'X' });
	pass();
	change(14, { enabled: false });
	expect((await poller.poll()).items).toEqual([
		{
			event: 'agentDisabled',
			eventId: '14|2026-03-28T23:31:00.000Z|agentDisabled',
			agent_name: 'Lucas X',
			...(withTextIds(simulator.centre.agents.get(14)) as object),
			enabled: false,
			updated_at: '2026-03-28T23:31:00.000Z',
			previousEnabled: true,
			previousUpdatedAt: expect.any(String) as string,
		},
	]);
	change(14, { last_name: 'Y' });
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('a state that was left and entered again between two polls counts again', async () => {
	const poller = trigger({ events: ['enteredPause', 'loggedIn', 'loggedOut', 'stateChanged'] });
	await poller.activate();
	pass();
	set(5, { state: 'available' });
	set(1, { state: 'ringing' });
	set(14, { state: 'available' });
	pass();
	set(5, { state: 'paused', pause_reason_id: 1 });
	set(1, { state: 'available' });
	set(14, { state: 'logged_out' });
	expect(emittedEvents(await poller.poll()).sort()).toEqual([
		'enteredPause fpayet paused',
		'loggedOut lfontaine logged_out',
		'stateChanged fpayet paused',
		'stateChanged lfontaine logged_out',
		'stateChanged narnaud available',
	]);
});

it.each([
	[{ filters: { agents: ['1', 14] } }, ['narnaud', 'lfontaine']],
	[{ filters: { groups: ['3'] } }, ['lfontaine', 'cdasilva']],
	[{ filters: { groups: [3], agents: ['14'] } }, ['lfontaine']],
	[{ filters: { states: ['paused'] } }, ['narnaud', 'cdasilva']],
	[{ events: ['enteredPause'], pauseReasons: ['3'] }, ['cdasilva']],
])('lets through only what is asked for: %j', async (parameters, expected) => {
	const poller = trigger(parameters);
	await poller.activate();
	pass();
	set(1, { state: 'paused', pause_reason_id: 1 });
	set(14, { state: 'available' });
	set(11, { state: 'paused', pause_reason_id: 3 });
	const logins = emitted(await poller.poll()).map(({ login }) => login);
	expect(logins.sort()).toEqual(expected.sort());
});

it('In State Longer Than looks at pauses for the chosen reasons only; with others, it emits what it did not yet', async () => {
	const long = { events: ['inStateLongerThan'], minutes: 30 };
	const poller = trigger({ ...long, pauseReasons: ['5'] });
	await poller.activate();
	pass(40);
	expect(emittedEvents(await poller.poll())).toEqual(['inStateLongerThan mdiallo paused']);
	const other = poller.edited({ longStates: ['available'], pauseReasons: [] });
	expect(emittedEvents(await other.poll())).toContain('inStateLongerThan narnaud available');
	expect(emittedEvents(await other.poll())).toEqual([]);
	const both = other.edited({ longStates: ['available', 'paused'], pauseReasons: ['5'] });
	expect(emittedEvents(await both.poll())).not.toContain('inStateLongerThan narnaud available');
});

it.each([1, 2])('tells nothing false where a list is short %i times, or an agent is gone', async (times) => {
	const poller = trigger({ events: everything, longStates: ['available'], minutes: 60 });
	await poller.activate();
	pass();
	const agents = simulator.centre.agents.all().filter(({ id }) => id > 9);
	simulator.centre.agents.remove(1);
	for (let round = 0; round < times; round++) {
		for (const { id } of agents) simulator.centre.agents.remove(id);
		pass();
		expect(emittedEvents(await poller.poll())).toEqual([]);
	}
	for (const agent of agents) restore(agent);
	pass();
	expect(emittedEvents(await poller.poll())).toEqual([]);
	set(14, { state: 'available' });
	expect(emittedEvents(await poller.poll())).toEqual([
		'loggedIn lfontaine available',
		'stateChanged lfontaine available',
	]);
});

/** Puts an agent back into the lists of the simulator just as they were. */
function restore(agent: ReturnType<Simulator['centre']['agents']['all']>[number]): void {
	const { agents } = simulator.centre as unknown as { agents: { put(row: unknown): void } };
	agents.put(agent);
}

it('tells what an agent did while a list left them out', async () => {
	const poller = trigger({ events: ['loggedOut'] });
	await poller.activate();
	const agent = simulator.centre.agents.all().find(({ id }) => id === 13);
	simulator.centre.agents.remove(13);
	pass();
	expect(emittedEvents(await poller.poll())).toEqual([]);
	set(13, { state: 'logged_out' });
	pass();
	restore(agent as NonNullable<typeof agent>);
	expect(emitted(await poller.poll())).toMatchObject([{ previousState: 'available', id: '13' }]);
});

it('a first list that was short does not make old agents new', async () => {
	const agents = simulator.centre.agents.all().filter(({ id }) => id > 9);
	for (const { id } of agents) simulator.centre.agents.remove(id);
	const poller = trigger({ events: everything, longStates: ['available'], minutes: 60 });
	await poller.activate();
	for (const agent of agents) restore(agent);
	pass();
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('forgets an agent who is gone for a day', async () => {
	const poller = trigger({ events: ['stateChanged'] });
	await poller.activate();
	simulator.centre.agents.remove(1);
	await poller.poll();
	const size = () => stateSize(poller);
	const before = size();
	pass(24 * 60 + 1);
	await poller.poll();
	pass();
	set(14, { state: 'available' });
	await poller.poll();
	expect(size()).toBeLessThan(before);
});

it('a new agent who is in a pause already has logged in, also where lists show them late', async () => {
	const poller = trigger({ events: ['agentCreated', 'enteredPause', 'loggedIn', 'loggedOut'] });
	await poller.activate();
	const { id } = add({ login: 'new', first_name: 'A', last_name: 'B' }, { lateBy: 1.5 * minute });
	add({ login: 'idle', first_name: 'A', last_name: 'B' });
	set(id, { state: 'paused', pause_reason_id: 1 });
	pass();
	const first = await poller.poll();
	expect(emittedEvents(first)).toContain('agentCreated idle');
	pass();
	const second = await poller.poll();
	expect([...emittedEvents(first), ...emittedEvents(second)]).toContain('agentCreated new');
	const events = [...emitted(first), ...emitted(second)].filter((item) => item.id === String(id));
	expect(events.map((item) => [item.event, item.previousState ?? null]).sort()).toEqual([
		['agentCreated', null],
		['enteredPause', null],
		['loggedIn', null],
	]);
});

it('tells two changes of one second apart where the server tells whole seconds', async () => {
	simulator.quirks.wholeSeconds = true;
	const poller = trigger({ events: ['agentUpdated'] });
	await poller.activate();
	const ids: string[] = [];
	for (const last_name of ['X', 'Y']) {
		simulator.clock.advance(200);
		change(14, { last_name });
		ids.push(...emitted(await poller.poll()).map(({ eventId }) => eventId));
	}
	expect(new Set(ids).size).toBe(2);
});

it('costs one request per poll and list that the events need', async () => {
	for (const [events, asked] of [
		[['stateChanged', 'loggedIn', 'inStateLongerThan'], { listAgentStates: 3 }],
		[['agentUpdated', 'agentCreated'], { listAgents: 3 }],
		[['agentUpdated', 'stateChanged'], { listAgents: 3, listAgentStates: 3 }],
	] as const) {
		const poller = trigger({ events: [...events] });
		await poller.activate();
		simulator.resetCounts();
		for (let round = 0; round < 3; round++) {
			pass();
			await poller.poll();
		}
		expect(simulator.counts.byOperation).toEqual(asked);
	}
});

it('asks for names only when there is something to tell', async () => {
	const poller = trigger();
	await poller.activate();
	simulator.resetCounts();
	set(14, { state: 'available' });
	set(1, { state: 'paused', pause_reason_id: 1 });
	await poller.poll();
	expect(simulator.counts.byOperation).toEqual({ listAgentStates: 1, listAgents: 1, listPauseReasons: 1 });
});

it('names nobody who is gone by the time', async () => {
	const poller = trigger({ options: { mostItems: 1 } });
	await poller.activate();
	set(1, { state: 'paused', pause_reason_id: 1 });
	set(14, { state: 'available' });
	await poller.poll();
	simulator.centre.agents.remove(14);
	expect(emitted(await poller.poll())).toMatchObject([{ id: '14', state: 'available', agent_name: null }]);
});

it('keeps a small state for 300 agents', async () => {
	for (let at = 0; at < 300; at++) {
		const { id } = add({ login: `new${at}`, first_name: 'A', last_name: 'B' });
		set(id, { state: 'paused', pause_reason_id: 1 }, begin.getTime() - at);
	}
	const poller = trigger({ events: everything });
	await poller.activate();
	expect(stateSize(poller)).toBeLessThan(20_000);
});

it('fails loudly when the token lacks the right, and for minutes that are none', async () => {
	const token = simulator.tokens.add({ verbs: [] });
	const credentials = credentialsOf(simulator, { apiToken: token.value });
	expect((await trigger({}, { credentials }).activate()).error?.message).toMatch(
		/lacks the permission GET for the Agent API/,
	);
	const wrong = trigger({ events: ['inStateLongerThan'], minutes: 0 });
	expect((await wrong.activate()).error?.message).toMatch(/Minutes must be a number above 0/);
});

it('shows real agents in the editor, and does not move what it knows', async () => {
	const poller = trigger();
	await poller.activate();
	pass();
	set(1, { state: 'paused', pause_reason_id: 2 });
	const rows = await poller.runManually();
	expect(rows?.[0]).toHaveLength(5);
	expect(rows?.[0].at(-1)?.json).toMatchObject({
		event: 'stateChanged',
		previousState: null,
		state: 'paused',
		pause_reason: 'Déjeuner',
		login: 'narnaud',
	});
	expect(emittedEvents(await poller.poll())).toEqual(['stateChanged narnaud paused']);
});

it.each([
	[{ events: ['loggedOut'] }, 'loggedOut'],
	[{ events: ['inStateLongerThan'], longStates: ['logged_out'] }, 'inStateLongerThan'],
	[{ events: ['agentDisabled', 'agentUpdated'], filters: { groups: ['2'] } }, 'agentDisabled'],
])('shows in the editor what fits the events and filters: %j', async (parameters, event) => {
	const rows = await trigger(parameters).runManually();
	expect(rows?.[0].length).toBeGreaterThan(0);
	expect(rows?.[0].every(({ json }) => json.event === event)).toBe(true);
});

it('shows in the editor disabled agents for Agent Disabled, or others as if they were', async () => {
	const shown = async () => {
		const [items] = (await trigger({ events: ['agentDisabled'] }).runManually()) ?? [[]];
		return items.map(({ json }) => [json.login, json.enabled]);
	};
	const all = simulator.centre.agents.all();
	for (const { id } of all) simulator.centre.agents.change(id, { enabled: true });
	expect((await shown()).map(([, enabled]) => enabled)).toEqual([false, false, false, false, false]);
	simulator.centre.agents.change(3, { enabled: false });
	expect(await shown()).toEqual([[simulator.centre.agents.get(3)?.login, false]]);
});

it('shows nothing in the editor where nobody fits', async () => {
	expect(await trigger({ events: ['inStateLongerThan'], longStates: ['ringing'] }).runManually()).toBeNull();
});

it('its drop-downs show the agents, groups and reasons of Kiamo', async () => {
	const editor = (method: string) => ({
		node,
		method,
		credentials: credentialsOf(simulator),
		parameters: {},
	});
	expect(await loadOptions(editor('getAgents'))).toHaveLength(12);
	expect(await loadOptions(editor('getGroups'))).toHaveLength(3);
	expect(await loadOptions(editor('getPauseReasons'))).toHaveLength(5);
});
