import type { Simulator } from '../../simulator';
import { autoMapped, locate, mapped, runOn, startWith, upsert } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const statuses = ({ json }: { json: Array<{ status?: unknown }> }) => json.map(({ status }) => status);

describe('what becomes of an item', () => {
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
		expect(run.json.map(({ status, changedFields }) => ({ status, changedFields }))).toEqual([
			{ status: 'unchanged', changedFields: [] },
			{ status: 'updated', changedFields: ['contactEmail'] },
			{ status: 'created', changedFields: ['crmId', 'contactLastName'] },
		]);
		expect(simulator.counts).toMatchObject({ contactsCreated: 1, contactsUpdated: 1 });
		expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		const [, updated] = run.json;
		expect(updated).toMatchObject({
			id: simulator.contacts()[1].id,
			crmId: 'C-2',
			contactEmail: 'new@d.fr',
			contactFirstName: null,
		});
	});

	it('leaves a value alone where the item has none, and clears it only when set so', async () => {
		const contact = { crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon', contactZipCode: '69001' };
		simulator = await startWith([contact]);
		const blank = { crmId: 'C-1', contactLastName: '\u00a0', contactCity: '', contactZipCode: null };
		expect(statuses(await upsert(simulator, [blank]))).toEqual(['unchanged']);

		const clearFields = { field: [{ name: 'contactCity' }, { name: 'contactZipCode' }] };
		const run = await upsert(simulator, [{ ...blank, contactZipCode: '69002' }], {
			options: { clearFields },
		});
		expect(run.json[0]).toMatchObject({
			status: 'updated',
			changedFields: ['contactCity', 'contactZipCode'],
		});
		const [{ fields }] = simulator.contacts();
		expect(fields).toMatchObject({ contactLastName: 'Martin', contactZipCode: '69002' });
		expect(fields.contactCity ?? null).toBeNull();
	});

	it.each(['upsert', 'update'])('refuses to clear a field that the base lacks: %s', async (operation) => {
		simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
		simulator.resetCounts();
		const [{ id }] = simulator.contacts();
		const { error } = await runOn(simulator, {
			operation,
			items: [{ crmId: 'C-1', contactCity: '' }],
			parameters: {
				contact: locate(id),
				fields: autoMapped('crmId') as never,
				options: { clearFields: { field: [{ name: ['contactCity', 'Ville'] }] } } as never,
			},
		});
		expect(error?.message).toBe(
			'The base has no field "Ville", which Clear These Fields names: refresh the list of fields',
		);
		expect(simulator.counts.contactsUpdated).toBe(0);
	});

	it('makes one contact of two items with the same key, the last value winning', async () => {
		simulator = await startWith();
		const run = await upsert(simulator, [
			{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' },
			{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Brest' },
			{ crmId: 'C-1', contactLastName: 'Martin', contactCity: '' },
		]);
		expect(statuses(run)).toEqual(['created', 'updated', 'unchanged']);
		expect(new Set(run.json.map(({ id }) => id)).size).toBe(1);
		expect(simulator.contacts().map(({ fields }) => fields.contactCity)).toEqual(['Brest']);
	});

	it('tells in a dry run what it would do, and writes nothing', async () => {
		simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin' }]);
		simulator.resetCounts();
		const items = [
			{ crmId: 'C-1', contactLastName: 'Durand' },
			{ crmId: 'C-2', contactLastName: 'Petit' },
			{ crmId: 'C-2', contactLastName: 'Petit', contactCity: 'Nice' },
		];
		const run = await upsert(simulator, items, { options: { dryRun: true } });
		expect(run.json).toMatchObject([
			{ status: 'updated', dryRun: true, changedFields: ['contactLastName'] },
			{ status: 'created', dryRun: true, id: null, crmId: 'C-2' },
			{ status: 'updated', dryRun: true, id: null },
		]);
		expect(simulator.counts).toMatchObject({ contactsCreated: 0, contactsUpdated: 0 });
	});
});

describe('Match On', () => {
	it('tries the fields in order: the first filled one that finds somebody decides', async () => {
		simulator = await startWith([
			{ crmId: 'C-1', contactLastName: 'By id', contactEmail: 'one@b.fr' },
			{ crmId: 'C-2', contactLastName: 'By email', contactEmail: 'Two@b.fr' },
		]);
		const matchOn = ['crmId', 'contactEmail'];
		const run = await upsert(
			simulator,
			[
				{ crmId: 'C-1', contactEmail: 'two@b.fr', notes: 'a' },
				{ crmId: '', contactEmail: 'TWO@B.fr', notes: 'b' },
			],
			{ matchOn, goOn: true },
		);
		const byId = simulator.contacts()[0].id;
		// Once the first item gave its contact the email of the other, the email names two.
		expect(run.json[0]).toMatchObject({ status: 'updated', id: byId });
		expect(run.json[1].error).toMatch(/^2 contacts have the E-?mail "TWO@B.fr": /);
	});

	it.each([
		'06 12 34 56 78',
		'06.12.34.56.78',
		'+33 6 12 34 56 78',
		'0033612345678',
		'+33 (0)6 12 34 56 78',
		'06\u202f12\u202f34\u202f56\u202f78',
	])('finds a phone written as %s in any phone field', async (written) => {
		simulator = await startWith([
			{ contactLastName: 'Other', contactPhoneNumber: '06 12 34 56 79' },
			{ contactLastName: 'Martin', contactMobilePhoneNumber: '+33612345678' },
		]);
		const item = { contactPhoneNumber: written, contactCity: 'Lyon' };
		const run = await upsert(simulator, [item], { matchOn: ['contactPhoneNumber'] });
		expect(run.json[0]).toMatchObject({ status: 'updated', id: simulator.contacts()[1].id });
	});

	it('finds numbers of the departments overseas, written with and without their country', async () => {
		simulator = await startWith([{ contactLastName: 'Payet', contactPhoneNumber: '+262 692 12 34 56' }]);
		const run = await upsert(simulator, [{ contactPhoneNumber: '0692 12 34 56' }], {
			matchOn: ['contactPhoneNumber'],
		});
		expect(statuses(run)).toEqual(['unchanged']);
	});

	it.each([
		['BE', '+32 470 12 34 56', '0470 12 34 56'],
		[' be ', '+32 470 12 34 56', '0470 12 34 56'],
		[' ', '+33 6 12 34 56 78', '06 12 34 56 78'],
	])('reads numbers without a country as those of "%s"', async (defaultCountry, stored, given) => {
		simulator = await startWith([{ contactLastName: 'Peeters', contactPhoneNumber: stored }]);
		const run = await upsert(simulator, [{ contactPhoneNumber: given }], {
			matchOn: ['contactPhoneNumber'],
			credentials: { defaultCountry },
		});
		expect(statuses(run)).toEqual(['unchanged']);
	});

	it('does not look for a phone that is none, and says so', async () => {
		simulator = await startWith([{ contactLastName: 'Martin', contactPhoneNumber: 'néant' }]);
		const item = { contactLastName: 'Durand', contactPhoneNumber: 'néant', contactEmail: 'd@b.fr' };
		const run = await upsert(simulator, [item], { matchOn: ['contactPhoneNumber', 'contactEmail'] });
		expect(statuses(run)).toEqual(['created']);
		expect(run.json[0].hints).toEqual([
			expect.stringMatching(/"néant" is not a phone number, so it wasn't used for matching/),
		]);
	});

	it('names all of several matches, up to 20', async () => {
		simulator = await startWith();
		const [{ id }] = simulator.bases;
		const contacts = Array.from({ length: 8 }, (_, n) =>
			simulator.addContact(id, { contactLastName: `${n}`, contactEmail: 'shared@b.fr' }),
		);
		const item = { contactEmail: 'shared@b.fr', contactCity: 'Lyon' };
		const run = await upsert(simulator, [item], { matchOn: ['contactEmail'], goOn: true });
		for (const contact of contacts) expect(run.json[0].error).toContain(contact.id);
	});

	it.each([
		[
			'fail',
			{
				error: expect.stringMatching(
					/^2 contacts have the E-?mail "A@B.fr": [0-9a-f]{24}, [0-9a-f]{24}$/,
				) as string,
			},
		],
		['skip', { status: 'skipped' }],
		['mostRecent', { status: 'updated', contactCity: 'Lyon', contactLastName: 'Young' }],
		['oldest', { status: 'updated', contactCity: 'Lyon', contactLastName: 'Old' }],
	])('handles several matches as set: %s', async (severalMatches, expected) => {
		simulator = await startWith();
		const [{ id }] = simulator.bases;
		const ages = { Old: '2024-01-01', Young: '2025-01-01' };
		for (const [contactLastName, at] of Object.entries(ages)) {
			simulator.addContact(id, { contactLastName, contactEmail: 'a@b.fr' }, { at: new Date(at) });
		}
		const item = { contactEmail: 'A@B.fr', contactCity: 'Lyon' };
		const run = await upsert(simulator, [item], {
			matchOn: ['contactEmail'],
			options: { severalMatches },
			goOn: true,
		});
		expect(run.json).toMatchObject([expected]);
	});

	it.each([
		['fail', { error: expect.stringMatching(/ is empty; the item has: crmId, contactLastName$/) as string }],
		['skip', { status: 'skipped', id: null }],
		['create', { status: 'created' }],
	])('handles an item without a key as set: %s', async (noKey, expected) => {
		simulator = await startWith();
		const run = await upsert(simulator, [{ crmId: ' ', contactLastName: 'Martin' }], {
			options: { noKey },
			goOn: true,
		});
		expect(run.json).toMatchObject([expected]);
	});

	it('does not create an empty contact of an empty item', async () => {
		simulator = await startWith();
		expect(statuses(await upsert(simulator, [{ crmId: '' }], { options: { noKey: 'create' } }))).toEqual([
			'skipped',
		]);
	});

	it('matches numbers as numbers', async () => {
		simulator = await startWith([{ contactLastName: 'Martin', score: 12.5 }]);
		const run = await upsert(simulator, [{ contactLastName: 'Durand', score: '12.50' }], {
			matchOn: ['score'],
		});
		expect(run.json).toMatchObject([{ status: 'updated', id: simulator.contacts()[0].id }]);
	});

	it.each([
		['mostRecent', null],
		['oldest', expect.stringMatching(/^[0-9a-f]{24}$/) as string],
	])('takes a contact that a dry run would create for the youngest: %s', async (severalMatches, id) => {
		simulator = await startWith([{ crmId: 'C-1', contactLastName: 'There', contactEmail: 'a@b.fr' }]);
		const items = [
			{ crmId: 'C-2', contactLastName: 'New', contactEmail: 'x@b.fr' },
			{ crmId: 'C-2', contactEmail: 'a@b.fr' },
			{ contactEmail: 'a@b.fr', contactCity: 'Lyon' },
		];
		const options = { severalMatches, dryRun: true };
		const run = await upsert(simulator, items, { matchOn: ['crmId', 'contactEmail'], options });
		expect(run.json[2]).toMatchObject({ status: 'updated', id });
	});

	it('wants at least one field, and one that the base has', async () => {
		simulator = await startWith();
		const none = await upsert(simulator, [{ crmId: 'C-1' }], { matchOn: [] });
		expect(none.error?.message).toBe('Choose at least one field under Match On');
		const unknown = await upsert(simulator, [{ crmId: 'C-1' }], { matchOn: ['gone'] });
		expect(unknown.error?.message).toMatch(/no field "gone", which Match On names/);
		const mapping = { fields: mapped({ gone: 1 }, 'crmId') as never };
		const stale = await upsert(simulator, [{}], { parameters: mapping });
		expect(stale.error?.message).toMatch(/Field "gone" not found/);
	});
});

it('names the contact whose update Kiamo refuses, as the request may have been about several', async () => {
	simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Roux' }]);
	const [{ id }] = simulator.contacts();
	simulator.faults.add({ kind: 'status', status: 422, method: 'PUT' });
	const { error } = await upsert(simulator, [{ crmId: 'C-1', contactLastName: 'Le Roux' }]);
	expect(error).toMatchObject({
		message: 'Kiamo refused the request',
		description: expect.stringContaining(`Contact ${id} has been matched.`) as string,
	});
});

it('two runs at once create one contact, also where their credentials write the address in another way', async () => {
	simulator = await startWith();
	const serverUrl = simulator.url.replace('127.0.0.1', 'LocalHost');
	const item = { crmId: 'C-1', contactLastName: 'Roux' };
	const runs = await Promise.all([
		upsert(simulator, [item]),
		upsert(simulator, [item], { credentials: { serverUrl: `${serverUrl}/` } }),
	]);
	expect(runs.flatMap(statuses).sort()).toEqual(['created', 'unchanged']);
	expect(simulator.contacts()).toHaveLength(1);
});
