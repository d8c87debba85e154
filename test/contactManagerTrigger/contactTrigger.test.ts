import type { INodeParameters } from 'n8n-workflow';
import { Clock, type ContactValues, type Simulator } from '../../simulator';
import { credentialsOf, locate, startWith } from '../contactManager/support';
import type { PollerRequest } from '../support/poller';
import { contactTrigger, minute, emittedEvents } from './support';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T23:30:00Z')) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const baseId = () => simulator.bases[0].id;
const add = (name: string, more: ContactValues = {}) =>
	simulator.addContact(baseId(), { contactLastName: name, ...more }).id;
const change = (id: string, name: string) => simulator.changeContact(baseId(), id, { contactLastName: name });

const trigger = (parameters?: INodeParameters, request?: Partial<PollerRequest>) =>
	contactTrigger(simulator, parameters, request);

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('emits nothing old when published, then each change once', async () => {
		add('Old');
		const poller = trigger({}, { durable });
		expect(await poller.activate()).toEqual({ items: null });
		simulator.clock.advance(minute);
		expect(emittedEvents(await poller.poll())).toEqual([]);
		const id = add('New');
		simulator.clock.advance(1000);
		expect(emittedEvents(await poller.poll())).toEqual(['created New']);
		change(id, 'Newer');
		simulator.clock.advance(1000);
		add('Third');
		expect(emittedEvents(await poller.poll())).toEqual(['updated Newer', 'created Third']);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('loses and duplicates nothing over restarts, a day off and a thousand changes of one moment', async () => {
		const poller = trigger({ options: { mostItems: 300 } }, { durable });
		await poller.activate();
		await poller.poll();
		simulator.clock.advance(minute);
		const names = Array.from({ length: 1000 }, (__, at) => `Name ${at}`);
		for (const name of names) add(name);
		simulator.clock.advance(24 * 60 * minute);
		const all: string[] = [];
		for (let round = 0; round < 6; round++) {
			poller.restart();
			all.push(...emittedEvents(await poller.poll()));
			simulator.clock.advance(minute);
		}
		expect(all.sort()).toEqual(names.map((name) => `created ${name}`).sort());
	});

	it.each([
		{ kind: 'status', status: 429, retryAfter: 3600 },
		{ kind: 'status', status: 500 },
		{ kind: 'html', status: 200 },
		{ kind: 'truncated' },
		{ kind: 'reset' },
	] as const)('catches up on an outage at the next poll, even one at its publishing: %j', async (fault) => {
		const poller = trigger({ requestOptions: { timeout: 1 } }, { durable, budgetMs: 500 });
		const outage = simulator.faults.add({ ...fault, times: Infinity });
		expect(await poller.activate()).toEqual({ items: null });
		outage.stop();
		await poller.poll();
		add('New');
		const second = simulator.faults.add({ ...fault, times: Infinity });
		expect(await poller.poll()).toEqual({ items: null });
		second.stop();
		simulator.clock.advance(minute);
		expect(emittedEvents(await poller.poll())).toEqual(['created New']);
	});

	it('fails loudly when the token lacks the right, and goes on once it has it', async () => {
		const token = simulator.tokens.add({ verbs: [] });
		const poller = trigger({}, { durable, credentials: credentialsOf(simulator, { apiToken: token.value }) });
		const { error } = await poller.activate();
		expect(error?.message).toMatch(/lacks the permission GET for the Contact Manager API/);
		token.verbs = ['GET'];
		await poller.poll();
		add('New');
		expect(emittedEvents(await poller.poll())).toEqual(['created New']);
	});

	it('tells of deleted contacts', async () => {
		const [first] = [add('First'), add('Second')];
		const poller = trigger({ events: ['deleted'] }, { durable });
		await poller.activate();
		await poller.poll();
		simulator.removeContact(baseId(), first);
		const { items } = await poller.poll();
		expect(items).toMatchObject([{ event: 'deleted', id: first }]);
		expect((await poller.poll()).items).toBeNull();
	});
});

it('tells of an outage after ten minutes, and again every hour', async () => {
	const poller = trigger();
	await poller.activate();
	const outage = simulator.faults.add({ kind: 'status', status: 500, times: Infinity });
	const real = Date.now.bind(Date);
	let ahead = 0;
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	const saysAfter = async (minutes: number) => {
		ahead += minutes * minute;
		return (await poller.poll()).error?.message;
	};
	try {
		expect(await saysAfter(0)).toBeUndefined();
		expect(await saysAfter(5)).toBeUndefined();
		expect(await saysAfter(6)).toBe('Kiamo returned a server error (500)');
		expect(await saysAfter(30)).toBeUndefined();
		expect(await saysAfter(31)).toBe('Kiamo returned a server error (500)');
		outage.stop();
		expect(await saysAfter(1)).toBeUndefined();
	} finally {
		clock.mockRestore();
	}
});

it('says what is wrong with its setup', async () => {
	const wrong = [
		[{ base: locate('../x') }, /"..\/x" cannot be the ID of a base/],
		[{ options: { startFrom: 'date', startDate: 'soon' } }, /"Start Date" needs a date like .*, not "soon"/],
		[{ options: { startFrom: 'date' } }, /no Start Date is set/],
		[{ options: { mostItems: 0 } }, /Max Items per Execution must be a whole number/],
	] as const;
	for (const [parameters, sentence] of wrong) {
		expect((await trigger(parameters).activate()).error?.message).toMatch(sentence);
	}
});

it('shows real rows of a server that does not count them', async () => {
	simulator.quirks.total = 'missing';
	add('One');
	expect((await trigger().runManually())?.[0]).toHaveLength(1);
});

it('costs one request per poll while nothing changes', async () => {
	add('Old');
	const poller = trigger();
	await poller.activate();
	simulator.resetCounts();
	for (let round = 0; round < 5; round++) {
		simulator.clock.advance(minute);
		await poller.poll();
	}
	expect(simulator.counts.requests).toBe(5);
});

it('emits a change that Kiamo shows late, within the overlap', async () => {
	const poller = trigger();
	await poller.activate();
	simulator.addContact(baseId(), { contactLastName: 'Late' }, { lateBy: 100_000 });
	simulator.clock.advance(50_000);
	add('Prompt');
	expect(emittedEvents(await poller.poll())).toEqual(['created Prompt']);
	simulator.clock.advance(51_000);
	expect(emittedEvents(await poller.poll())).toEqual(['created Late']);
});

it.each([
	[{ startFrom: 'everything' }, ['created One', 'created Two']],
	[{ startFrom: 'date', startDate: '2026-03-28T23:30:30Z' }, ['created Two']],
])('starts from where it is set to: %j', async (options, expected) => {
	add('One');
	simulator.clock.advance(minute);
	add('Two');
	simulator.clock.advance(minute);
	const poller = trigger({ options });
	expect(emittedEvents(await poller.activate())).toEqual([]);
	expect(emittedEvents(await poller.poll())).toEqual(expected);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});

it('goes back to another Start Date, once, with the same event ids; the switch back to Now loses nothing', async () => {
	add('Old');
	const first = trigger();
	await first.activate();
	simulator.clock.advance(minute);
	add('One');
	const before = (await first.poll()).items;
	simulator.clock.advance(minute);
	add('Two');

	const since = (startDate: string) => ({ startFrom: 'date', startDate });
	const back = first.edited({ options: since('2026-03-28T23:30:30Z') });
	expect(emittedEvents(await back.poll())).toEqual([]);
	const { items } = await back.poll();
	expect(emittedEvents({ items })).toEqual(['created One', 'created Two']);
	expect(items?.[0]).toEqual(before?.[0]);
	expect(emittedEvents(await back.poll())).toEqual([]);

	add('Three');
	const now = back.edited({ options: {} });
	expect(emittedEvents(await now.poll())).toEqual(['created Three']);
	const same = now.edited({ options: since('2026-03-28T23:30:30Z') });
	expect(emittedEvents(await same.poll())).toEqual([]);
	expect(emittedEvents(await same.poll())).toEqual([]);
});

it('does not go back at each poll when the Start Date is an expression', async () => {
	simulator.clock.advance(minute);
	const poller = trigger({
		options: { startFrom: 'date', startDate: '={{ $now.minus(1, "day").toISO() }}' },
	});
	await poller.activate();
	await poller.poll();
	for (const name of ['One', 'Two']) {
		simulator.clock.advance(1000);
		add(name);
		expect(emittedEvents(await poller.poll())).toEqual([`created ${name}`]);
	}
});

it('emits only what the filters and the events let through; another filter goes on from the last poll', async () => {
	const filters = { fields: { field: [{ name: 'contactCity', value: 'LYON' }] } };
	const poller = trigger({ filters, events: ['updated'] });
	await poller.activate();
	const [lyon, brest] = [add('Lyon', { contactCity: 'Lyon' }), add('Brest', { contactCity: 'Brest' })];
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.clock.advance(10);
	change(lyon, 'Lyon 2');
	change(brest, 'Brest 2');
	expect(emittedEvents(await poller.poll())).toEqual(['updated Lyon 2']);
	const other = poller.edited({ filters: {} });
	simulator.clock.advance(10);
	change(lyon, 'Lyon 3');
	expect(emittedEvents(await other.poll())).toEqual(['updated Brest 2', 'updated Lyon 3']);
	simulator.clock.advance(10);
	change(brest, 'Brest 3');
	expect(emittedEvents(await other.poll())).toEqual(['updated Brest 3']);
});

it('passes over updates of other fields than those it watches', async () => {
	const watchFields = { field: [{ name: 'contactCity' }, { name: 'contactEmail' }] };
	const poller = trigger({ options: { watchFields } });
	await poller.activate();
	const id = add('One', { contactCity: 'Lyon', contactEmail: 'a@b.fr' });
	const emittedEvents = async () =>
		(await poller.poll()).items?.map(({ event, changedFields }) => ({ event, changedFields })) ?? [];
	expect(await emittedEvents()).toEqual([{ event: 'created', changedFields: null }]);
	const steps: Array<[ContactValues, unknown[]]> = [
		[{ contactLastName: 'Two' }, []],
		[{ contactCity: 'Nice' }, [{ event: 'updated', changedFields: ['contactCity'] }]],
		[{ contactCity: ' Nice', contactZipCode: '06000' }, []],
		[
			{ contactCity: null, contactEmail: 'c@d.fr' },
			[{ event: 'updated', changedFields: ['contactCity', 'contactEmail'] }],
		],
	];
	for (const [fields, expected] of steps) {
		simulator.clock.advance(10);
		simulator.changeContact(baseId(), id, fields);
		expect(await emittedEvents()).toEqual(expected);
	}
});

it('fails when the base lacks a field that it watches', async () => {
	const watchFields = { field: [{ name: 'contactCity' }, { name: 'gone' }] };
	const poller = trigger({ options: { watchFields } });
	await poller.activate();
	add('One', { contactCity: 'Lyon' });
	const { error, items } = await poller.poll();
	expect(error?.message).toMatch(
		'The base has no field "gone", which Only When These Fields Change names: refresh the list of fields',
	);
	expect(items ?? []).toEqual([]);
});

it('emits the first update of a contact it does not know, and says that it does not know', async () => {
	const id = add('Old', { contactCity: 'Lyon' });
	simulator.clock.advance(60 * minute);
	const poller = trigger({ options: { watchFields: { field: [{ name: 'contactCity' }] } } });
	await poller.activate();
	change(id, 'Older');
	expect((await poller.poll()).items).toMatchObject([{ event: 'updated', changedFields: null }]);
});

it('shows real rows in the editor, and does not move what it knows', async () => {
	for (let at = 0; at < 60; at++) {
		add(`Name ${at}`);
		simulator.clock.advance(10);
	}
	const poller = trigger({ simplify: false });
	await poller.activate();
	add('New');
	const rows = await poller.runManually();
	expect(rows?.[0]).toHaveLength(5);
	expect(rows?.[0].at(-1)?.json).toMatchObject({ contact: { fields: { contactLastName: 'New' } } });
	expect(await poller.poll()).toMatchObject({ items: [{ event: 'created' }] });
});

it('shows nothing in the editor for an empty base', async () => {
	expect(await trigger().runManually()).toBeNull();
});

it('refuses to watch a base of more than 10,000 contacts for deletions', async () => {
	for (let at = 0; at <= 10_000; at++) add(`Name ${at}`);
	const { error } = await trigger({ events: ['deleted'] }).activate();
	expect(error?.message).toBe('The base holds more than 10000 contacts');
});
