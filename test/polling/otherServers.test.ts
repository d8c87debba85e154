import type { IDataObject } from 'n8n-workflow';
import { Clock, type Simulator } from '../../simulator';
import { agentTrigger, emittedEvents as agentEvents } from '../agentTrigger/support';
import { plan, planningTrigger, emittedEvents as planEvents } from '../activityPlanningTrigger/support';
import { startWith } from '../contactManager/support';
import { contactTrigger, minute, emittedEvents } from '../contactManagerTrigger/support';
import {
	callbacks,
	clients,
	interactionTrigger,
	reception,
	emittedEvents as interactionEvents,
} from '../interactionTrigger/support';
import { moveClocks } from '../support/clocks';
import type { Poller } from '../support/poller';
import { triggerOn } from '../supervisionTrigger/support';

let simulator: Simulator;
let pass: (milliseconds: number) => void;
beforeEach(async () => {
	simulator = await startWith([], { history: 0, clock: new Clock(new Date('2026-03-24T09:00:00Z')) });
	simulator.centre.planning.clear();
	({ pass } = moveClocks(() => simulator));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

const base = () => simulator.bases[0].id;
const add = (name: string, fields: IDataObject = {}) =>
	simulator.addContact(base(), { contactLastName: name, ...fields }).id;
const iso = (ms: number) => new Date(simulator.clock.now().getTime() + ms).toISOString();
const place = (minutes: number) =>
	simulator.centre.place({
		service: callbacks,
		destination: '0612345678',
		scheduled_date: iso(minutes * minute),
	}).id;
const receive = (service = reception) => simulator.centre.receive({ service, customer: '0612345678' }).id;

async function published(poller: Poller): Promise<Poller> {
	await poller.activate();
	pass(minute);
	expect(await poller.poll()).toEqual({ items: null });
	pass(minute);
	return poller;
}

describe('Rows that cannot be read', () => {
	it.each([
		[{ updated_at: null }],
		[{ updated_at: undefined }],
		[{ updated_at: 12 }],
		[{ updated_at: '' }],
		[{ updated_at: '0000-00-00 00:00:00' }],
	])('emits the others, and the row once it can be read: %j', async (as) => {
		add('Old');
		pass(minute);
		const poller = await published(contactTrigger(simulator));
		const bad = add('Bad');
		pass(1000);
		add('Good');
		simulator.quirks.badRows = { as, rows: [bad] };
		const emitted: string[] = [];
		for (let round = 0; round < 4; round++) {
			emitted.push(...emittedEvents(await poller.poll()));
			pass(minute);
		}
		expect(emitted).toEqual(['created Good']);
		simulator.quirks.badRows = undefined;
		for (let round = 0; round < 3; round++) {
			pass(minute);
			emitted.push(...emittedEvents(await poller.poll()));
		}
		expect(emitted.sort()).toEqual(['created Bad', 'created Good']);
	});

	it.each([[null], [{ id: undefined }]])('passes over %j, and emits the others', async (as) => {
		const poller = await published(contactTrigger(simulator));
		const bad = add('Bad');
		add('Good');
		simulator.quirks.badRows = { as, rows: [bad] };
		expect((await poller.poll()).error).toBeUndefined();
		add('Better');
		pass(minute);
		const { error, items } = await poller.poll();
		expect(error).toBeUndefined();
		expect(emittedEvents({ items })).toContain('created Better');
	});

	it('fails when no row of several can be read', async () => {
		const poller = await published(contactTrigger(simulator));
		add('One');
		add('Two');
		simulator.quirks.badRows = { as: { updated_at: null } };
		expect((await poller.poll()).error?.message).toBe("Couldn't read any record that Kiamo returned");
		simulator.quirks.badRows = undefined;
		expect(emittedEvents(await poller.poll())).toEqual(['created One', 'created Two']);
	});
});

describe('A server that writes the same moment in another way', () => {
	const open = {
		contacts: (saved?: IDataObject) => contactTrigger(simulator, {}, { saved }),
		interactions: (saved?: IDataObject) =>
			interactionTrigger(simulator, { events: ['created', 'statusChanged'] }, { saved }),
		planning: (saved?: IDataObject) => planningTrigger(simulator, ['created', 'updated'], {}, { saved }),
	};

	it.each([
		['contacts', { offset: 60 }],
		['contacts', { wholeSeconds: true }],
		['interactions', { offset: -330 }],
		['interactions', { wholeSeconds: true }],
		['planning', { offset: 60 }],
		['planning', { wholeSeconds: true }],
	] as const)('emits nothing again, and under the same eventId after a crash: %s, %j', async (name, way) => {
		const poller = await published(open[name]());
		simulator.clock.set(new Date('2026-03-24T09:30:00Z'));
		add('Martin');
		receive();
		plan(simulator, 300, 360);
		pass(10_000);
		const before = poller.saved;
		const { items } = await poller.poll();
		expect(items).toHaveLength(1);
		Object.assign(simulator.quirks, way);
		pass(minute);
		expect(await poller.poll()).toEqual({ items: null });
		const again = await open[name](before).poll();
		expect(again.items?.map(({ eventId }) => eventId)).toEqual(items?.map(({ eventId }) => eventId));
	});
});

describe('A server that ignores filters', () => {
	it('emits what passes the filters only', async () => {
		simulator.quirks.ignoresFilters = true;
		add('Old', { contactCity: 'Lyon' });
		pass(10 * minute);
		const filters = { fields: { field: [{ name: 'contactCity', value: 'LYON' }] } };
		const poller = await published(contactTrigger(simulator, { filters }));
		add('Brest', { contactCity: 'Brest' });
		add('Lyon', { contactCity: 'Lyon' });
		expect(emittedEvents(await poller.poll())).toEqual(['created Lyon']);
		pass(minute);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('emits each callback and each wait once', async () => {
		simulator.quirks.ignoresFilters = true;
		const old = place(-60);
		const events = ['callbackDueSoon', 'waitingLongerThan'];
		const parameters = {
			events,
			minutesBefore: 10,
			filters: { services: [String(callbacks), String(clients)] },
		};
		const poller = await published(interactionTrigger(simulator, parameters));
		const due = place(5);
		receive();
		const wanted = receive(clients);
		pass(6 * minute);
		const emitted: string[] = [];
		for (let round = 0; round < 4; round++) {
			emitted.push(...interactionEvents(await poller.poll()));
			pass(20 * minute);
		}
		expect(emitted.filter((event) => event.startsWith('callbackDueSoon'))).toEqual([
			`callbackDueSoon ${due}`,
		]);
		expect(emitted).toContain(`waitingLongerThan ${wanted}`);
		expect(new Set(emitted).size).toBe(emitted.length);
		expect(emitted).not.toContain(`callbackDueSoon ${old}`);
	});
});

it('takes an empty text for nothing', async () => {
	simulator.quirks.emptyStrings = true;
	const events = ['waitingLongerThan', 'answered', 'qualified', 'ended', 'created'];
	const poller = await published(interactionTrigger(simulator, { events }));
	const id = receive();
	pass(6 * minute);
	expect(interactionEvents(await poller.poll())).toEqual([`waitingLongerThan ${id}`, `created ${id}`]);
	expect(interactionEvents(await poller.poll())).toEqual([]);
});

describe('Waiting Longer Than', () => {
	it('emits who waits longer when the limit is lowered, or a transfer brings them into the filters', async () => {
		const parameters = {
			events: ['waitingLongerThan'],
			minutesWaiting: 30,
			filters: { services: [String(clients)] },
		};
		const poller = await published(interactionTrigger(simulator, parameters));
		const id = receive(clients);
		const moved = receive();
		pass(12 * minute);
		expect(interactionEvents(await poller.poll())).toEqual([]);
		const lower = poller.edited({ minutesWaiting: 10 });
		expect(interactionEvents(await lower.poll())).toEqual([`waitingLongerThan ${id}`]);
		simulator.centre.answer(moved, 1);
		simulator.centre.transfer(moved, { service: clients });
		expect(interactionEvents(await lower.poll())).toEqual([`waitingLongerThan ${moved}`]);
		expect(interactionEvents(await lower.poll())).toEqual([]);
	});
});

describe('Publishing while Kiamo is down', () => {
	async function duringOutage(poller: Poller, meanwhile: () => void): Promise<Poller> {
		const outage = simulator.faults.add({ kind: 'status', status: 429, retryAfter: 3600, times: Infinity });
		await poller.activate();
		pass(3 * minute);
		meanwhile();
		pass(3 * minute);
		await poller.poll();
		outage.stop();
		return poller;
	}
	const drain = async (poller: Poller, words: (poll: Awaited<ReturnType<Poller['poll']>>) => string[]) => {
		const all: string[] = [];
		for (let round = 0; round < 3; round++) {
			all.push(...words(await poller.poll()));
			pass(minute);
		}
		return all;
	};

	it('keeps the frontier when filters were edited', async () => {
		const first = await published(contactTrigger(simulator));
		const filters = { fields: { field: [{ name: 'contactCity', value: 'Lyon' }] } };
		const poller = await duringOutage(
			first.edited({ filters }),
			() => void add('New', { contactCity: 'Lyon' }),
		);
		expect(await drain(poller, emittedEvents)).toEqual(['created New']);
	});

	it('begins at the moment of publishing when another base was chosen', async () => {
		const first = await published(contactTrigger(simulator));
		const other = simulator.bases[1].id;
		simulator.addContact(other, { contactLastName: 'Older' });
		pass(minute);
		const edited = first.edited({ base: { __rl: true, mode: 'id', value: other } });
		const poller = await duringOutage(
			edited,
			() => void simulator.addContact(other, { contactLastName: 'New' }),
		);
		expect(await drain(poller, emittedEvents)).toEqual(['created New']);
	});

	it('emits a login, a long state, an agent off plan and a planned activity of that time', async () => {
		simulator.centre.states.set(14, { state: 'logged_out' });
		pass(minute);
		const login = await duringOutage(agentTrigger(simulator, { events: ['loggedIn'] }), () => {
			simulator.centre.states.set(14, { state: 'available' });
		});
		expect(await drain(login, agentEvents)).toEqual(['loggedIn lfontaine available']);
		let id = 0;
		const planning = await duringOutage(planningTrigger(simulator, ['created']), () => {
			id = plan(simulator, 60, 120).id;
		});
		expect(await drain(planning, planEvents)).toEqual([`created ${id}`]);
	});
});

describe('A saved state that is not one', () => {
	const older = {
		turn: 12,
		firstPollAt: 1_700_000_000_000,
		state: { feed: { scope: 'x', at: 1, seen: {} } },
	};
	const damage: Array<[string, (state: IDataObject) => unknown]> = [
		['empty', () => ({})],
		['null', () => null],
		['text', () => 'garbage'],
		['of an older version', () => older],
		['of a later version', (state) => ({ ...state, v: 99 })],
		[
			'without sources',
			(state) => Object.fromEntries(Object.entries(state).filter(([key]) => key !== 'sources')),
		],
		['with empty sources', (state) => ({ ...state, sources: eachSource(state, () => ({})) })],
		[
			'with garbage for states',
			(state) => ({ ...state, sources: eachSource(state, (one) => ({ ...one, state: 'x' })) }),
		],
		[
			'cut in its states',
			(state) => ({ ...state, sources: eachSource(state, (one) => ({ ...one, state: {} })) }),
		],
		['with clocks of the future', (state) => ({ ...state, clock: { server: 9e15, n8n: 9e15 } })],
	];
	const eachSource = (state: IDataObject, change: (source: IDataObject) => IDataObject) =>
		Object.fromEntries(
			Object.entries(state.sources as Record<string, IDataObject>).map(([key, one]) => [key, change(one)]),
		);

	function damaged(poller: Poller, change: (state: IDataObject) => unknown): void {
		const saved = structuredClone(poller.saved) as Record<string, IDataObject>;
		for (const place of Object.values(saved)) {
			for (const [key, state] of Object.entries(place))
				place[key] = change(state as IDataObject) as IDataObject;
		}
		poller.saved = saved;
		poller.restart();
	}

	it.each(damage)('goes on: %s', async (_, change) => {
		const rules = { serviceThreshold: [{ indicator: 'waiting', threshold: 1 }] };
		const triggers = [
			contactTrigger(simulator, { events: ['createdOrUpdated', 'deleted'] }),
			interactionTrigger(simulator, {
				events: ['created', 'statusChanged', 'callbackDueSoon', 'waitingLongerThan'],
			}),
			agentTrigger(simulator, { events: ['agentCreated', 'stateChanged', 'inStateLongerThan'], minutes: 60 }),
			planningTrigger(simulator, ['created', 'deleted', 'startingSoon', 'offPlan']),
			triggerOn(simulator, rules),
		];
		for (const poller of triggers) {
			await published(poller);
			await poller.activate();
			damaged(poller, change);
			expect((await poller.poll()).error).toBeUndefined();
		}
		pass(minute);
		add('New');
		const id = receive();
		simulator.centre.states.set(14, { state: 'available' });
		const slot = plan(simulator, 200, 260).id;
		pass(1000);
		const words = [emittedEvents, interactionEvents, agentEvents, planEvents];
		const expected = ['created New', `created ${id}`, 'stateChanged lfontaine available', `created ${slot}`];
		for (const [at, poller] of triggers.slice(0, 4).entries()) {
			const poll = await poller.poll();
			expect(words[at](poll)).toContain(expected[at]);
			expect(poll.items?.[0]).toMatchObject(_ === 'with clocks of the future' ? {} : { restarted: true });
			expect(poll.items?.slice(1).some(({ restarted }) => restarted)).toBe(false);
			pass(minute);
			expect((await poller.poll()).error).toBeUndefined();
		}
	});

	it('uses the frontier that can be read, and loses nothing', async () => {
		const poller = await published(contactTrigger(simulator));
		await poller.activate();
		add('Missed');
		pass(30 * minute);
		damaged(poller, (state) => ({ ...state, v: 0 }));
		expect(emittedEvents(await poller.poll())).toEqual(['created Missed']);
	});

	it('goes on from when the trigger began where that is all that can be read', async () => {
		const poller = await published(contactTrigger(simulator));
		add('Missed');
		pass(30 * minute);
		damaged(poller, (state) => ({ sources: eachSource(state, ({ since }) => ({ since })) }));
		expect(emittedEvents(await poller.poll())).toEqual(['created Missed']);
	});
});

describe("n8n's scheduler without durable cursors", () => {
	it('goes on after a rename of the node, and where quiet polls are not saved', async () => {
		const poller = await published(contactTrigger(simulator, {}, { leased: true }));
		add('First');
		expect(emittedEvents(await poller.poll())).toEqual(['created First']);
		pass(5 * minute);
		poller.saved = Object.fromEntries(
			Object.entries(poller.saved).filter(([key]) => !key.startsWith('node:')),
		);
		add('Second');
		expect(emittedEvents(await poller.poll())).toEqual(['created Second']);
		pass(5 * minute);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('goes on where durable cursors are switched off', async () => {
		const settings = { id: 'switched' };
		const durable = await published(contactTrigger(simulator, {}, { durable: true, settings }));
		add('First');
		expect(emittedEvents(await durable.poll())).toEqual(['created First']);
		pass(5 * minute);
		add('Second');
		expect(emittedEvents(await durable.poll())).toEqual(['created Second']);
		pass(5 * minute);
		const leased = contactTrigger(simulator, {}, { leased: true, settings, saved: durable.saved });
		add('Third');
		expect(emittedEvents(await leased.poll())).toEqual(['created Third']);
	});
});

it('takes over the state where n8n publishes again during a poll that emits', async () => {
	const settings = { id: 'published-again' };
	const first = await published(contactTrigger(simulator, {}, { settings }));
	await first.activate();
	add('New');
	let go = () => {};
	const until = new Promise<void>((resolve) => (go = resolve));
	simulator.faults.add({ kind: 'hold', until });
	const { requests } = simulator.counts;
	const poll = first.poll();
	while (simulator.counts.requests === requests) await new Promise((resolve) => setImmediate(resolve));
	const again = contactTrigger(simulator, {}, { settings, saved: first.saved });
	const activation = again.activate();
	go();
	expect(emittedEvents(await poll)).toEqual(['created New']);
	expect(emittedEvents(await activation)).toEqual([]);
	pass(2 * minute);
	expect(emittedEvents(await again.poll())).toEqual([]);
});

it('takes over the state of a quiet poll, with durable cursors, where two are due at once', async () => {
	const poller = await published(contactTrigger(simulator, {}, { durable: true }));
	const turnOf = () => ((poller.saved['node:Node'] as IDataObject).poll as { turn: number }).turn;
	const before = turnOf();
	await Promise.all([poller.poll(), poller.poll()]);
	expect(turnOf()).toBe(before + 1);
});
