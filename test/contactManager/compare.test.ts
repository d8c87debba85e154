import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { nameDrift, plantDrifts, sourceRow, sourceRows } from './drift';
import { autoMapped, runOn, startWith, upsert } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const compare = async (
	items: IDataObject[],
	matchOn = ['crmId'],
	options: INodeParameters = {},
	goOn = false,
) =>
	await runOn(simulator, {
		operation: 'compare',
		items,
		goOn,
		parameters: { fields: autoMapped(...matchOn) as never, options },
	});
const contact = (at = 0, more: object = {}) => ({
	crmId: `C-${at}`,
	contactLastName: `Name ${at}`,
	contactEmail: `p${at}@example.com`,
	...more,
});

it('finds planted drifts of six kinds and nothing else, reading the base once', async () => {
	simulator = await startWith();
	const expected = plantDrifts(simulator, 1_300, 36);
	const rows = sourceRows(1_300, 36);
	simulator.resetCounts();
	const { json, items } = await compare(rows);
	expect(json.map(nameDrift).sort()).toEqual(expected);
	expect(simulator.counts.requests).toBeLessThanOrEqual(7);
	for (const { json: row, pairedItem } of items)
		if (row.item) expect(rows[(pairedItem as { item: number }).item]).toEqual(row.item);
});

it('puts out both values of what differs', async () => {
	simulator = await startWith([contact(0, { contactCity: 'Nice' })]);
	const { json } = await compare([{ ...contact(0), contactLastName: 'Durand', contactCity: '', note: 'x' }]);
	expect(json).toEqual([
		{
			status: 'different',
			id: simulator.contacts()[0].id,
			changedFields: ['contactLastName', 'contactCity'],
			differences: [
				{ field: 'contactLastName', source: 'Durand', kiamo: 'Name 0' },
				{ field: 'contactCity', source: null, kiamo: 'Nice' },
			],
			updated_at: simulator.contacts()[0].updated_at,
			item: { ...contact(0), contactLastName: 'Durand', contactCity: '', note: 'x' },
		},
	]);
});

it('finds nothing after Create or Update, whose Match On it shares', async () => {
	simulator = await startWith([
		contact(0),
		contact(1, { crmId: null }),
		contact(2, { contactEmail: 'P2@example.com' }),
	]);
	const rows = [0, 1, 2, 3].map(sourceRow);
	const matchOn = ['crmId', 'contactEmail'];
	expect((await compare(rows, matchOn)).json.map(({ status }) => status)).toEqual([
		'different',
		'different',
		'different',
		'onlyInSource',
	]);
	await upsert(simulator, rows, { matchOn });
	expect((await compare(rows, matchOn)).json).toEqual([]);
	const { json } = await compare(rows, matchOn, { includeEqual: true });
	expect(json.map(({ status }) => status)).toEqual(['equal', 'equal', 'equal', 'equal']);
});

it('tells a contact that was merged into another from one that was deleted', async () => {
	simulator = await startWith([
		contact(0),
		contact(1),
		contact(2, { crmId: null, contactEmail: 'p0@example.com' }),
	]);
	const [{ id: merged }, { id: deleted }, { id: survivor }] = simulator.contacts();
	const rows = [
		{ ...contact(0), kiamoId: merged },
		{ ...contact(1), kiamoId: deleted },
	];
	for (const id of [merged, deleted])
		await runOn(simulator, {
			operation: 'delete',
			parameters: { contact: { __rl: true, mode: 'id', value: id } },
		});
	const { json } = await compare(rows, ['kiamoId', 'contactEmail']);
	expect(json.map(({ status, id }) => ({ status, id }))).toEqual([
		{ status: 'merged', id: survivor },
		{ status: 'onlyInSource', id: null },
	]);
});

it('names items that mean a contact that an earlier item means', async () => {
	simulator = await startWith([contact(0), contact(1)]);
	const rows = [contact(0), contact(1), contact(0), { ...contact(1), contactLastName: 'Durand' }];
	const { items } = await compare(rows);
	const [first, second] = simulator.contacts().map(({ id }) => id);
	expect(items.map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toMatchObject([
		{ status: 'duplicate', id: first, changedFields: [], pairedItem: { item: 2 } },
		{ status: 'duplicate', id: second, changedFields: ['contactLastName'], pairedItem: { item: 3 } },
	]);
});

it('compares the number that Create or Update writes of several in one cell', async () => {
	simulator = await startWith();
	const row = { ...contact(0), contactMobilePhoneNumber: '06 12 34 56 78 / 07 12 34 56 78' };
	const options = { severalNumbers: 'first' };
	await upsert(simulator, [row], { options });
	expect((await compare([row], ['crmId'], options)).json).toEqual([]);
	expect((await compare([row], ['crmId'])).json).toMatchObject([{ status: 'different' }]);
	// Each number finds the contact.
	simulator.changeContact(simulator.bases[0].id, simulator.contacts()[0].id, {
		contactMobilePhoneNumber: '0712345678',
	});
	const { json } = await compare([row], ['contactMobilePhoneNumber'], options);
	expect(json).toMatchObject([{ status: 'different', changedFields: ['contactMobilePhoneNumber'] }]);
});

it('takes one empty item for an empty list, and says about an item without a key that it has none', async () => {
	simulator = await startWith([contact(0)]);
	const empty = await compare([{}]);
	expect(empty.json).toMatchObject([{ status: 'onlyInKiamo', crmId: 'C-0' }]);
	const noKey = await compare([{ crmId: 'n/a', contactLastName: 'Martin' }]);
	expect(noKey.json).toMatchObject([{ status: 'noKey', id: null }, { status: 'onlyInKiamo' }]);
});

it('reports nobody as only in Kiamo whose item could not be read', async () => {
	simulator = await startWith([contact(0), contact(1)]);
	const items = [contact(0), { ...contact(1), contactLastName: { first: 'A' } }];
	const run = await compare(items, ['crmId'], {}, true);
	expect(run.json).toMatchObject([{ error: expect.any(String) as unknown }]);
	expect(run.hints.map(({ message }) => message)).toContain(
		"Contacts that are only in Kiamo are not listed, as 1 of the items couldn't be read.",
	);
});

it('fails when the base cannot be read whole', async () => {
	simulator = await startWith(Array.from({ length: 600 }, (_, at) => contact(at)));
	simulator.faults.add({ kind: 'status', status: 403, operationId: 'listContacts', skip: 1 });
	const { error, json } = await compare([contact(0)]);
	expect(error).toBeDefined();
	expect(json).toEqual([]);
});
