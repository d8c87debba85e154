import { startSimulator, type Quirks, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { contactTrigger } from '../contactManagerTrigger/support';
import { interactionTrigger } from '../interactionTrigger/support';
import { inFrontOf } from '../support/proxy';
import type { Poller } from '../support/poller';

const hour = 3_600_000;
const baseOf = (simulator: Simulator) => simulator.bases[0].id;
const add = (simulator: Simulator) =>
	simulator.addContact(baseOf(simulator), { contactLastName: 'Matignon' }).id;
const update = (simulator: Simulator) => {
	const [{ id }] = simulator.contacts();
	simulator.changeContact(baseOf(simulator), id, { contactCity: 'Nice' });
	return id;
};

/** A change that Kiamo has as soon as the first poll has sent so many requests, and how the trigger names it. */
const changes: Array<
	[
		what: string,
		contacts: number,
		quirks: Partial<Quirks>,
		triggerOf: (simulator: Simulator) => Poller,
		change: (simulator: Simulator) => string,
	]
> = [
	[
		'interaction',
		0,
		{},
		(simulator) => interactionTrigger(simulator, { events: ['created'] }),
		(simulator) => String(simulator.centre.receive({ service: 2 }).id),
	],
	['new contact', 5, {}, contactTrigger, add],
	['first contact', 0, {}, contactTrigger, add],
	['new contact of a large base', 600, {}, contactTrigger, add],
	['changed contact', 5, {}, contactTrigger, update],
	['changed contact of a large base', 600, {}, contactTrigger, update],
	['changed contact, in short pages,', 60, { pageSize: 20 }, contactTrigger, update],
	['contact, without totals,', 5, { total: 'missing' }, contactTrigger, update],
	['contact, where the Date header is ahead,', 5, { dateHeaderOff: hour }, contactTrigger, update],
	['first contact, where the Date header is ahead,', 0, { dateHeaderOff: hour }, contactTrigger, add],
	['contact, where the Date header is behind,', 5, { dateHeaderOff: -hour }, contactTrigger, update],
];

describe.each(changes)(
	'a change of a %s while the first poll runs',
	(_, contacts, quirks, triggerOf, change) => {
		it.each([1, 2, 3])('is emitted once, when it comes after %i requests', async (requests) => {
			const simulator = await startSimulator({ contacts: 0, seed: 7 });
			simulator.clearContacts();
			for (let at = 0; at < contacts; at++)
				simulator.addContact(
					baseOf(simulator),
					{ contactLastName: `Old ${at}` },
					{ at: new Date(Date.now() - 9 * hour + at * 1_000) },
				);
			Object.assign(simulator.quirks, quirks);
			const trigger = triggerOf(simulator);
			let changed = '';
			const run = () => {
				changed ||= change(simulator);
			};
			simulator.faults.add({ kind: 'mutate', skip: requests, run });
			const polls = [await trigger.activate()];
			run();
			for (let poll = 0; poll < 3; poll++) polls.push(await trigger.poll());
			await simulator.close();
			const events = polls.flatMap(({ items }) => (items ?? []).map(({ eventId }) => eventId as string));
			expect(events).toEqual([expect.stringContaining(`${changed}|`)]);
		});
	},
);

it('nothing older is emitted where the server sorts by ID', async () => {
	const simulator = await startSimulator({ contacts: 0, seed: 7 });
	for (let at = 0; at < 600; at++)
		simulator.addContact(baseOf(simulator), { contactLastName: `Old ${at}` }, { at: new Date('2026-01-01') });
	simulator.clock.advance(-30_000);
	update(simulator);
	simulator.clock.advance(30_000);
	const server = await inFrontOf(
		simulator,
		() => {},
		(url) => url.replace(/sort=\w+&?/, '').replace(/[?&]$/, ''),
	);
	const credentials = credentialsOf(simulator, { serverUrl: server.url });
	const trigger = contactTrigger(simulator, {}, { credentials });
	const polls = [await trigger.activate(), await trigger.poll()];
	const added = add(simulator);
	polls.push(await trigger.poll());
	await server.close();
	await simulator.close();
	expect(polls.map(({ items, error }) => error ?? items?.map(({ id }) => id) ?? [])).toEqual([
		[],
		[],
		[added],
	]);
});
