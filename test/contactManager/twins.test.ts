import type { Simulator } from '../../simulator';
import { autoMapped, runOn, startWith } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('gives each of two equal items the contact of its own, where the answer to their creation was lost', async () => {
	simulator = await startWith();
	simulator.faults.add({ kind: 'reset', afterWork: true, operationId: 'createContacts' });
	const { json } = await runOn(simulator, {
		operation: 'create',
		items: [{ contactLastName: 'Durand' }, { contactLastName: 'Durand' }],
		parameters: { fields: autoMapped() as never },
	});
	const ids = simulator.contacts().map(({ id }) => id);
	expect(ids).toHaveLength(2);
	expect(json.map(({ id }) => id).sort()).toEqual(ids);
});
