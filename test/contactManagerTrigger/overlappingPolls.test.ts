import type { Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { contactTrigger, told } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('emits nothing where another process polled meanwhile and saved its state', async () => {
	simulator = await startWith();
	const poller = contactTrigger(simulator);
	await poller.activate();
	simulator.addContact(simulator.bases[0].id, { contactLastName: 'New' });

	const other = contactTrigger(simulator, {}, { saved: poller.saved });
	const polled = await other.poll();
	const saveMeanwhile = () => Object.assign(poller['workflow'].staticData, structuredClone(other.saved));
	simulator.faults.add({ kind: 'mutate', operationId: 'listContacts', run: saveMeanwhile });
	expect([...told(polled), ...told(await poller.poll())]).toEqual(['created New']);
	expect(told(await poller.poll())).toEqual([]);
});
