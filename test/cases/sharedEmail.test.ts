// mautic/mautic#4765: two people with IDs of their own share a weaker key. The second may not be written over the first.
import type { Simulator } from '../../simulator';
import { startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const couple = ['Jean', 'Marie'].map((contactFirstName, at) => ({
	crmId: `C-${at + 1}`,
	contactFirstName,
	contactLastName: 'Durand',
	contactEmail: 'durand@example.fr',
}));
const matchOn = ['crmId', 'contactEmail'];
const held = () => simulator.contacts().map(({ fields }) => `${fields.crmId} ${fields.contactFirstName}`);

/** Each person is there, or their item says why not; nobody is there under another's ID. */
function expectNobodyLost(run: { json: Array<{ error?: unknown }> }) {
	const refused = run.json.map(({ error }) => error !== undefined);
	const expected = couple
		.filter((_, at) => !refused[at])
		.map(({ crmId, contactFirstName }) => `${crmId} ${contactFirstName}`);
	expect(held().sort()).toEqual(expected.sort());
}

it('in one run, both are kept, or the second is refused', async () => {
	simulator = await startWith();
	expectNobodyLost(await upsert(simulator, couple, { matchOn, goOn: true }));
});

it('a contact that carries the ID of somebody else is not written over', async () => {
	simulator = await startWith([couple[0]]);
	const run = await upsert(simulator, [couple[1]], { matchOn, goOn: true });
	expect(held()).toContain('C-1 Jean');
	expect(run.json[0].status).not.toBe('updated');
});

it('running again writes nothing', async () => {
	simulator = await startWith();
	await upsert(simulator, couple, { matchOn, goOn: true });
	simulator.resetCounts();
	await upsert(simulator, couple, { matchOn, goOn: true });
	expect(simulator.counts).toMatchObject({ contactsCreated: 0, contactsUpdated: 0 });
});

it('a contact without an ID yet is still found by the email, and gets its ID', async () => {
	simulator = await startWith([{ contactLastName: 'Durand', contactEmail: 'DURAND@example.fr' }]);
	const run = await upsert(simulator, [couple[0]], { matchOn });
	expect(run.json).toMatchObject([{ status: 'updated' }]);
	expect(held()).toEqual(['C-1 Jean']);
});
