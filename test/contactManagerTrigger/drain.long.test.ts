import { Clock, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { stateSize } from '../support/poller';
import { contactTrigger, minute, type Emitted } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T23:30:00Z')) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('drains 100,000 changes, all of one moment, in bounded polls, each once, with a small state', async () => {
	const poller = contactTrigger(simulator, { options: { mostItems: 1000 } });
	await poller.activate();
	simulator.clock.advance(minute);
	for (let at = 0; at < 100_000; at++)
		simulator.addContact(simulator.bases[0].id, { contactLastName: `Name ${at}` });
	const seen = new Set<string>();
	let polls = 0;
	let emitted = 0;
	for (; polls < 110; polls++) {
		simulator.clock.advance(minute);
		simulator.resetCounts();
		const items = ((await poller.poll()).items ?? []) as unknown as Emitted[];
		if (items.length === 0) break;
		// Pages of what is new and of the lookback window, one that shows where the end is, and the fields.
		expect(simulator.counts.requests).toBeLessThanOrEqual(9);
		expect(stateSize(poller)).toBeLessThan(200_000);
		for (const { eventId } of items) seen.add(eventId);
		emitted += items.length;
	}
	expect({ polls, emitted, different: seen.size }).toEqual({
		polls: 100,
		emitted: 100_000,
		different: 100_000,
	});
	simulator.clock.advance(3 * minute);
	await poller.poll();
	expect(stateSize(poller)).toBeLessThan(20_000);
}, 3_600_000);
