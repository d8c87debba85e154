import { Clock, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { contactTrigger, minute, emittedEvents } from '../contactManagerTrigger/support';
import { moveClocks } from '../support/clocks';
import type { Poller } from '../support/poller';

const hour = 60 * minute;

let simulator: Simulator;
let pass: (milliseconds: number) => void;
beforeEach(async () => {
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T12:30:00Z')) });
	({ pass } = moveClocks(() => simulator));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

const add = (name: string) => simulator.addContact(simulator.bases[0].id, { contactLastName: name }).id;

/** A trigger on a base with contacts of the last days, published and polled. */
async function published(durable: boolean): Promise<Poller> {
	for (let at = 0; at < 60; at++) {
		add(`Old ${at}`);
		pass(20 * minute);
	}
	const poller = contactTrigger(simulator, {}, { durable });
	expect(emittedEvents(await poller.activate())).toEqual([]);
	pass(minute);
	expect(emittedEvents(await poller.poll())).toEqual([]);
	return poller;
}

describe.each([
	['by default', false],
	['with durable cursors', true],
])('%s', (_, durable) => {
	it.each([-hour, -24 * hour, -365 * 24 * hour, hour, 24 * hour, 365 * 24 * hour, -7 * minute, 7 * minute])(
		'emits each change once, and nothing old, when the clock of the server moves by %i ms and back',
		async (jump) => {
			const poller = await published(durable);
			for (const [round, offset] of [jump, 0, jump, jump / 2, 0].entries()) {
				pass(13 * minute);
				add(`Before ${round}`);
				pass(minute);
				simulator.quirks.clockJump = offset;
				pass(17 * minute);
				add(`After ${round}`);
				pass(2 * minute);
				const emitted = [...emittedEvents(await poller.poll())];
				pass(minute);
				emitted.push(...emittedEvents(await poller.poll()));
				expect(emitted.sort()).toEqual([`created After ${round}`, `created Before ${round}`]);
			}
		},
	);

	it.each([-hour, 3 * hour, '1970', 'missing'] as const)(
		'emits each change once when the Date header is off (%s), once or always',
		async (off) => {
			const poller = await published(durable);
			for (const [round, dateHeaderOff] of ([off, 0, off, off, 0] as const).entries()) {
				pass(20 * minute);
				add(`One ${round}`);
				simulator.quirks.dateHeaderOff = dateHeaderOff;
				pass(10 * minute);
				const emitted = [...emittedEvents(await poller.poll())];
				add(`Two ${round}`);
				pass(minute);
				emitted.push(...emittedEvents(await poller.poll()));
				expect(emitted.sort()).toEqual([`created One ${round}`, `created Two ${round}`]);
			}
		},
	);

	it.each([-hour, 3 * hour])(
		'emits what changes when the Date header is always off by %i ms',
		async (off) => {
			simulator.quirks.dateHeaderOff = off;
			const poller = await published(durable);
			for (let round = 0; round < 4; round++) {
				pass(10 * minute);
				add(`New ${round}`);
				pass(minute);
				expect(emittedEvents(await poller.poll())).toEqual([`created New ${round}`]);
			}
		},
	);
});
