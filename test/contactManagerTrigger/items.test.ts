import type { INodeParameters } from 'n8n-workflow';
import { Clock, type ContactValues, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { stateOf, type Poller } from '../support/poller';
import { contactTrigger, minute, emittedEvents, type Emitted } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T23:30:00Z')) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const base = () => simulator.bases[0].id;
const add = (name: string, more: ContactValues = {}) =>
	simulator.addContact(base(), { contactLastName: name, ...more }).id;
function change(id: string, fields: ContactValues) {
	simulator.clock.advance(10);
	simulator.changeContact(base(), id, fields);
}
async function published(parameters: INodeParameters = {}): Promise<Poller> {
	const poller = contactTrigger(simulator, parameters);
	await poller.activate();
	simulator.clock.advance(minute);
	return poller;
}

describe('Events', () => {
	it.each([
		[['created'], ['created New']],
		[['updated'], ['updated Changed', 'updated Old']],
		[['createdOrUpdated'], ['created Changed', 'updated Old', 'created New']],
		[
			['created', 'updated'],
			['created Changed', 'updated Old', 'created New'],
		],
	])('%j', async (events, expected) => {
		const old = add('Older');
		simulator.clock.advance(minute);
		const poller = await published({ events });
		// Created and changed before the trigger asks: where only updates are wanted, it is one.
		const id = add('Newer');
		change(id, { contactLastName: 'Changed' });
		change(old, { contactLastName: 'Old' });
		simulator.clock.advance(10);
		add('New');
		const all = emittedEvents(await poller.poll());
		if (events[0] === 'created' && events.length === 1) expect(all).toEqual(['created Changed', ...expected]);
		else expect(all).toEqual(expected);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('tells of changes and deletions in one node', async () => {
		const [first] = [add('First'), add('Second')];
		const poller = await published({ events: ['createdOrUpdated', 'deleted'] });
		await poller.poll();
		simulator.removeContact(base(), first);
		add('Third');
		const items = (await poller.poll()).items as unknown as Emitted[];
		expect(items.map(({ event, eventId }) => [event, eventId.split('|')[1] === 'deleted'])).toEqual([
			['created', false],
			['deleted', true],
		]);
	});

	it.each([
		[['created'], ['created', 'created']],
		[['updated'], ['updated', 'updated']],
		[['createdOrUpdated'], ['created', 'updated']],
		[['deleted'], ['deleted', 'deleted']],
	])('shows samples of %j in the editor', async (events, expected) => {
		const [, second] = [add('First'), add('Second')];
		change(second, { contactCity: 'Nice' });
		const [rows = []] = (await contactTrigger(simulator, { events }).runManually()) ?? [];
		expect(rows.map(({ json }) => json.event)).toEqual(expected);
	});
});

it('shows in the editor the keys that tell of changed fields, too', async () => {
	add('First');
	const options = { watchFields: { field: [{ name: 'contactCity' }] } };
	const [[{ json }]] = (await contactTrigger(simulator, { options }).runManually()) ?? [[]];
	expect(json).toMatchObject({ event: 'created', changedFields: null, changes: null });
});

describe('Only When These Fields Change', () => {
	const watchFields = {
		field: ['contactCity', 'segment', 'optIn', 'contactEmail'].map((name) => ({ name })),
	};
	const options = { watchFields };
	const changesOf = async (poller: Poller) =>
		(await poller.poll()).items?.map(({ changes }) => changes) ?? [];

	it('says what each field held before, where that is known, and what it holds now', async () => {
		const poller = await published({ options });
		const id = add('Martin', { segment: 'VIP', optIn: true, contactCity: 'Lyon' });
		expect(await changesOf(poller)).toEqual([null]);
		change(id, { segment: 'Particulier', optIn: false, contactCity: 'Nice', contactEmail: 'a@b.fr' });
		const [changes] = await changesOf(poller);
		const hash = expect.stringMatching(/^[\w-]{4}$/) as string;
		const hashes = { beforeHash: hash, afterHash: hash };
		expect(changes).toEqual([
			// Only the hash of a text is kept.
			{ field: 'contactCity', after: 'Nice', ...hashes },
			{ field: 'segment', before: 'VIP', after: 'Particulier', ...hashes },
			{ field: 'optIn', before: true, after: false, ...hashes },
			{ field: 'contactEmail', before: null, after: 'a@b.fr', ...hashes },
		]);
	});

	it('gives a value the same hash each time, so that a change back shows', async () => {
		const poller = await published({ options });
		const id = add('Martin', { contactCity: 'Lyon' });
		await poller.poll();
		change(id, { contactCity: 'Nice' });
		const [[there]] = (await changesOf(poller)) as Array<Array<Record<string, string>>>;
		change(id, { contactCity: 'Lyon' });
		const [[back]] = (await changesOf(poller)) as Array<Array<Record<string, string>>>;
		expect([back.beforeHash, back.afterHash]).toEqual([there.afterHash, there.beforeHash]);
	});

	it('passes over another way of writing an email', async () => {
		const poller = await published({ options });
		const id = add('Martin', { contactEmail: 'a@b.fr' });
		await poller.poll();
		change(id, { contactEmail: 'A@B.fr ' });
		expect(await changesOf(poller)).toEqual([]);
	});

	it('keeps 5,000 contacts in less than 200 kB, and forgets those seen first', async () => {
		const poller = await published({ options: { ...options, mostItems: 10_000 } });
		const ids = Array.from({ length: 5_001 }, (_, at) => add(`Name ${at}`, { contactCity: 'Lyon' }));
		await poller.poll();
		const { sources } = stateOf(poller) as { sources: { changes: { state: { watched: object } } } };
		expect(JSON.stringify(sources.changes.state.watched).length).toBeLessThan(200_000);
		for (const at of [0, 5_000]) change(ids[at], { contactCity: 'Nice' });
		expect(await changesOf(poller)).toMatchObject([null, [{ field: 'contactCity', after: 'Nice' }]]);
	});
});

it('says in each item of a capped poll that more is to follow', async () => {
	const poller = await published({ options: { mostItems: 2 } });
	for (const name of ['A', 'B', 'C']) add(name);
	const polls = [await poller.poll(), await poller.poll()];
	expect(polls.map(({ items }) => items?.map(({ moreToFollow }) => moreToFollow))).toEqual([
		[true, true],
		[undefined],
	]);
});
