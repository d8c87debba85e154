import type { Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { contactTrigger, emittedEvents } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** The trigger as another process has loaded it: it knows nothing of what this one does. */
function loadAgain(): { contactTrigger: typeof contactTrigger } {
	let loaded = { contactTrigger };
	jest.isolateModules(() => (loaded = jest.requireActual<typeof loaded>('./support')));
	return loaded;
}

it('emits nothing where another process polled meanwhile and saved its state', async () => {
	simulator = await startWith();
	const settings = { id: 'trigger' };
	const poller = contactTrigger(simulator, {}, { settings });
	await poller.activate();
	simulator.addContact(simulator.bases[0].id, { contactLastName: 'New' });

	const other = loadAgain().contactTrigger(simulator, {}, { settings, saved: poller.saved });
	const first = await other.poll();
	const saveMeanwhile = () => Object.assign(poller['workflow'].staticData, structuredClone(other.saved));
	const fault = simulator.faults.add({ kind: 'mutate', operationId: 'listContacts', run: saveMeanwhile });
	const second = await poller.poll();
	expect([emittedEvents(first), emittedEvents(second)]).toEqual([['created New'], []]);
	expect(second.error).toBeUndefined();
	expect(fault.hits).toBe(1);
	expect(emittedEvents(await poller.poll())).toEqual([]);
});
