import { Clock, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import type { Poller } from '../support/poller';
import { contactTrigger, minute, emittedEvents } from './support';

const start = new Date('2026-03-10T09:00:00.200Z');
const realNow = Date.now.bind(Date);

let simulator: Simulator;
let passed: number;
beforeEach(() => {
	passed = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + passed);
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** Lets time pass on both servers. */
function pass(milliseconds: number) {
	passed += milliseconds;
	simulator.clock.advance(milliseconds);
}

const add = (name: string) => simulator.addContact(simulator.bases[0].id, { contactLastName: name }).id;

async function activated(): Promise<Poller> {
	const poller = contactTrigger(simulator, { events: ['created', 'updated'] });
	await poller.activate();
	pass(5 * minute);
	return poller;
}

it('emits what a contact became within one second, where Kiamo writes whole seconds', async () => {
	simulator = await startWith([], { clock: new Clock(start), quirks: { wholeSeconds: true } });
	const poller = await activated();
	await poller.poll();
	pass(minute);
	const id = add('Before');
	const first = await poller.poll();
	pass(500);
	simulator.changeContact(simulator.bases[0].id, id, { contactLastName: 'After' });
	pass(minute);
	const emitted = [...emittedEvents(first), ...emittedEvents(await poller.poll())];
	expect(emitted.at(-1)).toMatch(/After$/);
	expect(emitted.filter((one) => one.startsWith('created'))).toHaveLength(1);
});

it('emits a contact as created after the clock of Kiamo was put back', async () => {
	simulator = await startWith([], { clock: new Clock(start) });
	const poller = await activated();
	add('Before');
	pass(5 * minute);
	expect(emittedEvents(await poller.poll())).toEqual(['created Before']);
	pass(5 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	simulator.clock.advance(-8 * minute);
	pass(minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	pass(minute);
	add('After');
	pass(minute);
	expect(emittedEvents(await poller.poll())).toEqual(['created After']);
});

it('emits what changed before the clock of Kiamo, once put back, jumped ahead', async () => {
	simulator = await startWith([], { clock: new Clock(start) });
	const poller = await activated();
	simulator.clock.advance(-120 * minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	pass(1000);
	add('Before');
	simulator.clock.advance(minute);
	add('Between');
	simulator.clock.advance(2 * minute);
	expect(emittedEvents(await poller.poll())).toEqual(['created Before', 'created Between']);
});
