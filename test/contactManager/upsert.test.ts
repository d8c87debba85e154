import type { Simulator } from '../../simulator';
import { startWith, upsert } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('creates who is not there, updates who has changed, and leaves the others alone', async () => {
	simulator = await startWith([
		{ crmId: 'C-1', contactLastName: 'Martin', contactEmail: 'a@b.fr' },
		{ crmId: 'C-2', contactLastName: 'Durand', contactEmail: 'c@d.fr' },
	]);
	simulator.resetCounts();
	const run = await upsert(simulator, [
		{ crmId: 'C-1', contactLastName: 'Martin', contactEmail: 'A@b.fr' },
		{ crmId: 'C-2', contactLastName: 'Durand', contactEmail: 'new@d.fr' },
		{ crmId: 'C-3', contactLastName: 'Petit' },
	]);
	expect(run.error).toBeUndefined();
	expect(run.json.map(({ status, changedFields }) => ({ status, changedFields }))).toEqual([
		{ status: 'unchanged', changedFields: [] },
		{ status: 'updated', changedFields: ['contactEmail'] },
		{ status: 'created', changedFields: ['crmId', 'contactLastName'] },
	]);
	expect(simulator.counts).toMatchObject({ contactsCreated: 1, contactsUpdated: 1 });
	expect(simulator.contacts().map(({ fields }) => fields.contactEmail)).toContain('new@d.fr');
});
