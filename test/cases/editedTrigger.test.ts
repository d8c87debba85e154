// activepieces/activepieces#13311: publishing again drops what happened since the last poll. Here it holds for a changed filter.
import { Clock, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { contactTrigger, minute, emittedEvents } from '../contactManagerTrigger/support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith([], { clock: new Clock(new Date('2026-03-02T09:00:00Z')) });
});
afterEach(async () => await simulator.close());

const add = (contactLastName: string) =>
	simulator.addContact(simulator.bases[0].id, { contactLastName, contactCity: 'Lyon' });

describe.each([false, true])('durable cursors: %s', (durable) => {
	it.each([
		['nothing', {}],
		['Simplify', { simplify: false }],
		[
			'a filter that the contact passes',
			{ filters: { fields: { field: [{ name: 'contactCity', value: 'Lyon' }] } } },
		],
	])(
		'what changed while the workflow was off comes after publishing again with %s changed',
		async (_, parameters) => {
			const poller = contactTrigger(simulator, {}, { durable });
			await poller.activate();
			await poller.poll();
			simulator.clock.advance(minute);
			add('While it was off');
			simulator.clock.advance(60 * minute);
			const again = poller.edited(parameters);
			const polls = [await again.activate(), await again.poll()];
			expect(polls.flatMap(({ items }) => items ?? [])).toHaveLength(1);
		},
	);

	it('and what was emitted is not emitted again', async () => {
		const poller = contactTrigger(simulator, {}, { durable });
		await poller.activate();
		await poller.poll();
		add('Seen');
		simulator.clock.advance(1000);
		expect(emittedEvents(await poller.poll())).toEqual(['created Seen']);
		const again = poller.edited({
			filters: { fields: { field: [{ name: 'contactCity', value: 'Lyon' }] } },
		});
		const polls = [await again.activate(), await again.poll()];
		expect(polls.flatMap(emittedEvents)).toEqual([]);
	});
});
