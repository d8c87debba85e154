/** A dry run of Create or Update finds the contact of a call, as the workflows for CRMs use it: nothing is written. */
import type { Simulator } from '../../simulator';
import { locate, runOn, startWith } from './support';

let simulator: Simulator;
afterEach(() => simulator.close());

it('finds a contact by its ID alone, and takes one that is gone, or none, for a stranger', async () => {
	simulator = await startWith([{ contactLastName: 'Martin', crmId: null }]);
	const [base] = simulator.bases;
	const [{ id }] = simulator.contacts(base.id);
	const writes = simulator.writes.length;
	const run = await runOn(simulator, {
		operation: 'upsert',
		items: [{ contact: id }, { contact: '0'.repeat(24) }, { contact: '' }],
		parameters: {
			base: locate(base.id),
			fields: {
				mappingMode: 'defineBelow',
				matchingColumns: ['kiamoId'],
				value: { kiamoId: '={{ $json.contact }}' },
				schema: [],
			},
			simplify: true,
			options: { dryRun: true, noKey: 'skip', unknownId: 'create' },
		},
	});
	expect(run.json).toMatchObject([
		{ status: 'unchanged', id, crmId: null },
		{ status: 'skipped', id: null },
		{ status: 'skipped', id: null },
	]);
	expect(simulator.writes).toHaveLength(writes);
});
