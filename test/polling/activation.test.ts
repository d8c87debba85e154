import { startSimulator, type Simulator } from '../../simulator';
import { contactTrigger } from '../contactManagerTrigger/support';
import { interactionTrigger } from '../interactionTrigger/support';
import type { Poller } from '../support/poller';

/** A change that Kiamo has as soon as the first poll has sent so many requests, and how the trigger names it. */
const changes: Array<[string, (simulator: Simulator) => Poller, string, (simulator: Simulator) => string]> = [
	[
		'interaction',
		(simulator) => interactionTrigger(simulator, { events: ['created'] }),
		'listInteractions',
		(simulator) => String(simulator.centre.receive({ service: 2 }).id),
	],
	[
		'contact',
		(simulator) => contactTrigger(simulator),
		'listContacts',
		(simulator) => simulator.addContact(simulator.bases[0].id, { contactLastName: 'Matignon' }).id,
	],
];

describe.each(changes)('a change of an %s while the first poll runs', (_, triggerOf, list, change) => {
	it.each([1, 2, 3])('is emitted once, when it comes after %i requests', async (requests) => {
		const simulator = await startSimulator({ contacts: 5, seed: 7 });
		const trigger = triggerOf(simulator);
		let changed = '';
		const timer = setInterval(() => {
			if (!changed && (simulator.counts.byOperation[list] ?? 0) >= requests) changed = change(simulator);
		}, 0);
		const polls = [await trigger.activate()];
		clearInterval(timer);
		if (!changed) changed = change(simulator);
		for (let poll = 0; poll < 3; poll++) polls.push(await trigger.poll());
		await simulator.close();
		const events = polls.flatMap(({ items }) => (items ?? []).map(({ eventId }) => eventId as string));
		expect(events).toEqual([expect.stringContaining(`${changed}|`)]);
	});
});
