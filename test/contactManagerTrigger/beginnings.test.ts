import type { IDataObject } from 'n8n-workflow';
import { Clock, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import type { PollerRequest } from '../support/poller';
import { contactTrigger, minute, emittedEvents } from './support';

let simulator: Simulator;
beforeEach(async () => {
	ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T23:30:00Z')) });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const add = (name: string) => simulator.addContact(simulator.bases[0].id, { contactLastName: name }).id;
const trigger = (request?: Partial<PollerRequest>) => contactTrigger(simulator, {}, request);

const realNow = Date.now.bind(Date);
let ahead = 0;

/** Lets time pass on both servers. */
function pass(milliseconds: number) {
	ahead += milliseconds;
	simulator.clock.advance(milliseconds);
}

/** What n8n's default mode has of a node after it was renamed: nothing of its own. */
const renamed = (saved: IDataObject) =>
	Object.fromEntries(Object.entries(saved).filter(([key]) => !key.startsWith('node:')));

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it('begins when it was published, even if Kiamo was down then', async () => {
		const poller = trigger({ durable });
		add('Old');
		pass(minute);
		const outage = simulator.faults.add({ kind: 'status', status: 500, times: Infinity });
		expect(await poller.activate()).toEqual({ items: null });
		pass(5 * minute);
		add('New');
		expect(await poller.poll()).toEqual({ items: null });
		pass(4 * minute);
		outage.stop();
		expect(emittedEvents(await poller.poll())).toEqual(['created New']);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('keeps its beginning over a restart before the first poll', async () => {
		const poller = trigger({ durable });
		await poller.activate();
		pass(60 * minute);
		add('New');
		poller.restart();
		expect(emittedEvents(await poller.poll())).toEqual(['created New']);
	});

	it('catches up on a day in which it was not published', async () => {
		const poller = trigger({ durable });
		await poller.activate();
		await poller.poll();
		for (let hour = 0; hour < 24; hour++) {
			pass(60 * minute);
			add(`Name ${hour}`);
		}
		expect(emittedEvents(await poller.activate())).toHaveLength(24);
		expect(emittedEvents(await poller.poll())).toEqual([]);
	});

	it('emits again, by the same names, what an older state does not know', async () => {
		const poller = trigger({ durable });
		await poller.activate();
		await poller.poll();
		const older = structuredClone(poller.saved);
		add('New');
		pass(1000);
		const { items } = await poller.poll();
		pass(2 * minute);
		poller.saved = older;
		poller.restart();
		expect((await poller.poll()).items).toEqual(items);
	});
});

it.each([500, 20])(
	'emits nothing of what was there before, on a server with pages of %d rows',
	async (pageSize) => {
		simulator.quirks.pageSize = pageSize;
		for (let at = 0; at < 60; at++) {
			add(`Name ${at}`);
			pass(10);
		}
		const poller = trigger();
		await poller.activate();
		add('New');
		pass(1000);
		expect(emittedEvents(await poller.poll())).toEqual(['created New']);
	},
);

it('goes on after a rename of the node and a restart', async () => {
	const poller = trigger();
	await poller.activate();
	const first = add('First');
	pass(1000);
	expect(emittedEvents(await poller.poll())).toEqual(['created First']);
	simulator.changeContact(simulator.bases[0].id, first, { contactLastName: 'Changed' });
	poller.saved = renamed(poller.saved);
	poller.restart();
	await poller.activate();
	expect(emittedEvents(await poller.poll())).toEqual([]);
	pass(1000);
	add('Second');
	expect(emittedEvents(await poller.poll())).toEqual(['created Second']);
});

describe('a new node with the name of another', () => {
	const otherName = (saved: IDataObject) =>
		Object.assign(structuredClone(saved), {
			global: Object.fromEntries(
				Object.entries(saved.global as IDataObject).map(([key, state]) => [
					key,
					{ ...(state as IDataObject), name: 'Other' },
				]),
			),
		});

	it.each([
		['continues where it was when it takes its place', (saved: IDataObject) => saved, ['created Second']],
		['starts now when the other has another name by then', otherName, []],
	])('%s', async (_, after, expected) => {
		const before = trigger();
		await before.activate();
		add('First');
		pass(1000);
		expect(emittedEvents(await before.poll())).toEqual(['created First']);
		pass(60 * minute);
		add('Second');
		pass(minute);
		const poller = trigger({ saved: after(before.saved) });
		const polls = [await poller.activate()];
		pass(minute);
		polls.push(await poller.poll());
		expect(polls.flatMap(emittedEvents)).toEqual(expected);
	});
});

it('emits again what n8n was killed over, after the data of the workflow and before the durable cursor', async () => {
	const poller = trigger({ durable: true });
	await poller.activate();
	pass(minute);
	await poller.poll();
	const cursors = Object.entries(structuredClone(poller.saved)).filter(([key]) => key.startsWith('node:'));
	expect(cursors).toHaveLength(1);
	add('New');
	pass(minute);
	const first = await poller.poll();
	expect(emittedEvents(first)).toEqual(['created New']);
	poller.saved = { ...poller.saved, ...Object.fromEntries(cursors) };
	poller.restart();
	pass(minute);
	expect(await poller.poll()).toEqual(first);
});

it('takes over what it knew when durable cursors are switched on, and off again', async () => {
	const poller = trigger();
	await poller.activate();
	add('First');
	pass(1000);
	expect(emittedEvents(await poller.poll())).toEqual(['created First']);
	const [, node] = Object.keys(poller.saved.global as IDataObject)[0].split(':');
	const durable = trigger({ durable: true, saved: poller.saved, settings: { id: node } });
	add('Second');
	pass(1000);
	expect(emittedEvents(await durable.poll())).toEqual(['created Second']);
	const back = trigger({ saved: durable.saved, settings: { id: node } });
	add('Third');
	expect(emittedEvents(await back.poll())).toEqual(['created Third']);
});

it('emits once where two poll times are due at once and n8n hands both the same state', async () => {
	const poller = trigger({ durable: true });
	await poller.activate();
	await poller.poll();
	const before = structuredClone(poller.saved);
	add('New');
	pass(1000);
	expect(emittedEvents(await poller.poll())).toEqual(['created New']);
	// The first poll is not committed yet.
	poller.saved = before;
	expect(emittedEvents(await poller.poll())).toEqual([]);
	// It never was: what it emitted is lost to n8n.
	pass(2 * minute);
	expect(emittedEvents(await poller.poll())).toEqual(['created New']);
});

it("emits again what n8n did not save, even when n8n's clock was put back meanwhile", async () => {
	const poller = trigger({ durable: true });
	await poller.activate();
	await poller.poll();
	const before = structuredClone(poller.saved);
	add('New');
	pass(1000);
	expect(emittedEvents(await poller.poll())).toEqual(['created New']);
	poller.saved = before;
	pass(-60 * minute);
	simulator.clock.advance(60 * minute);
	expect(emittedEvents(await poller.poll())).toEqual(['created New']);
});
