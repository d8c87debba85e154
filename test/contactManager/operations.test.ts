import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { locate, mapped, runOn, startWith } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith([
		{ contactLastName: 'Martin', contactCity: 'Lyon', crmId: 'C-1' },
		{ contactLastName: 'Durand', contactCity: 'lyon', crmId: 'C-2' },
		{ contactLastName: 'Petit', contactCity: 'Brest', crmId: 'C-3' },
	]);
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const ids = () => simulator.contacts().map(({ id }) => id);
const names = (json: IDataObject[]) => json.map(({ contactLastName }) => contactLastName);

describe('Contact', () => {
	it('Create: makes each item a contact, in arrays, and puts it out flat', async () => {
		const items = Array.from({ length: 120 }, (_, at) => ({ name: `Name ${at}` }));
		simulator.resetCounts();
		const run = await runOn(simulator, {
			operation: 'create',
			items,
			parameters: { fields: mapped({ contactLastName: '={{ $json.name }}' }) as never },
		});
		expect(names(run.json)).toEqual(items.map(({ name }) => name));
		expect(simulator.counts).toMatchObject({
			contactsCreated: 120,
			arraySizes: { createContacts: [100, 20] },
		});
		expect(run.items[119].pairedItem).toEqual({ item: 119 });
		expect(Object.keys(run.json[0]).slice(0, 3)).toEqual(['id', 'contactTitle', 'contactFirstName']);
	});

	it('Create: refuses what the base refuses, and says which items were done', async () => {
		const items = [{ name: 'Good' }, { name: '' }];
		const run = await runOn(simulator, {
			operation: 'create',
			items,
			parameters: { fields: mapped({ contactLastName: '={{ $json.name }}', contactCity: 'Nice' }) as never },
		});
		expect(run.error).toMatchObject({
			message: expect.stringMatching(/^Kiamo refused the data: field "Nom"/) as string,
			description: expect.stringContaining('Processed before the error: no item.') as string,
			context: { itemIndex: 1 },
		});
	});

	it('Update: changes the mapped fields only, one contact after the other in the order of the items', async () => {
		const [martin, durand] = ids();
		const items = [
			{ id: martin, city: 'Paris' },
			{ id: durand, city: 'Nice' },
			{ id: martin, city: 'Lille' },
		];
		const run = await runOn(simulator, {
			operation: 'update',
			items,
			parameters: {
				contact: locate('={{ $json.id }}'),
				fields: mapped({ contactCity: '={{ $json.city }}', contactLastName: '' }) as never,
			},
		});
		expect(run.json.map(({ id, contactCity }) => ({ id, city: contactCity }))).toEqual(items);
		expect(simulator.contacts()[0].fields).toMatchObject({ contactCity: 'Lille', contactLastName: 'Martin' });
	});

	it('Update: clears the fields that it should, and reads back what a silent server does not tell', async () => {
		simulator.quirks.emptyPut = true;
		const run = await runOn(simulator, {
			operation: 'update',
			parameters: {
				contact: locate(ids()[0]),
				fields: mapped({}) as never,
				options: { clearFields: { field: [{ name: 'contactCity' }] } },
			},
		});
		expect(run.json).toMatchObject([{ contactLastName: 'Martin', contactCity: null }]);
	});

	it('Update: tells a write that succeeded from the failure to read it back', async () => {
		simulator.quirks.emptyPut = true;
		simulator.faults.add({ kind: 'status', status: 500, operationId: 'getContact' });
		const run = await runOn(simulator, {
			operation: 'update',
			parameters: { contact: locate(ids()[0]), fields: mapped({ contactCity: 'Nice' }) as never },
		});
		expect(run.json).toMatchObject([{ id: ids()[0], contactCity: 'Nice' }]);
	});

	it('Update: an unknown contact fails for its item only', async () => {
		const run = await runOn(simulator, {
			operation: 'update',
			items: [{ id: ids()[0] }, { id: '0'.repeat(24) }, { id: ids()[2] }],
			goOn: true,
			parameters: { contact: locate('={{ $json.id }}'), fields: mapped({ contactCity: 'Nice' }) as never },
		});
		expect(run.json.map(({ contactCity, error }) => contactCity ?? error)).toEqual([
			'Nice',
			`Contact "${'0'.repeat(24)}" not found in Kiamo`,
			'Nice',
		]);
	});

	it('Delete: answers with the id of what is gone', async () => {
		const [first] = ids();
		const run = await runOn(simulator, { operation: 'delete', parameters: { contact: locate(first) } });
		expect(run.json).toEqual([{ deleted: true, id: first }]);
		expect(ids()).not.toContain(first);
	});

	it('Delete: deletes a contact that is listed twice once', async () => {
		const [first, second] = ids();
		const run = await runOn(simulator, {
			operation: 'delete',
			items: [first, first, second].map((id) => ({ id })),
			parameters: { contact: locate('={{ $json.id }}') },
		});
		expect(run.json).toEqual([first, first, second].map((id) => ({ deleted: true, id })));
		expect(ids()).not.toContain(second);
	});

	it.each([
		[true, { contactLastName: 'Martin', contactCity: 'Lyon', contactFirstName: null }],
		[false, { fields: expect.objectContaining({ contactLastName: 'Martin' }) as object }],
	])('Get: with Simplify %s', async (simplify, expected) => {
		const run = await runOn(simulator, {
			operation: 'get',
			parameters: { contact: locate(ids()[0]), simplify },
		});
		expect(run.json).toMatchObject([{ id: ids()[0], ...expected }]);
	});

	it('Get Many: simplified puts the id, the standard fields, the own fields and the times in this order', async () => {
		const run = await runOn(simulator, { operation: 'getAll' });
		const keys = Object.keys(run.json[0]);
		expect(keys[0]).toBe('id');
		expect(keys.indexOf('contactCity')).toBeLessThan(keys.indexOf('crmId'));
		expect(keys.slice(-3)).toEqual(['base_id', 'created_at', 'updated_at']);
	});

	it('Get Many: stops at the limit, or returns all', async () => {
		const [{ id }] = simulator.bases;
		for (let at = 0; at < 1200; at++) simulator.addContact(id, { contactLastName: `Name ${at}` });
		expect((await runOn(simulator, { operation: 'getAll' })).items).toHaveLength(50);
		expect((await runOn(simulator, { operation: 'getAll', parameters: { limit: 2 } })).items).toHaveLength(2);
		const all = await runOn(simulator, {
			operation: 'getAll',
			parameters: { returnAll: true, simplify: false },
		});
		expect(all.json.map((contact) => contact.id)).toEqual(ids());
	});

	it.each([
		[{ search: 'MART' }, ['Martin']],
		[{ fields: { field: [{ name: 'contactCity', value: 'LYON' }] } }, ['Martin', 'Durand']],
		[
			{
				fields: {
					field: [
						{ name: 'contactCity', value: 'Lyon' },
						{ name: 'contactCity', value: 'Brest' },
						{ name: 'crmId', value: 'C-3' },
					],
				},
			},
			['Petit'],
		],
		[{ createdSince: '2000-01-01T00:00:00' }, ['Martin', 'Durand', 'Petit']],
		[{ updatedSince: '2100-01-01' }, []],
	])('Get Many: filters by %j', async (filters, expected) => {
		const run = await runOn(simulator, { operation: 'getAll', parameters: { filters } });
		expect(names(run.json)).toEqual(expected);
	});

	it('Get Many: says what is wrong with a filter', async () => {
		const date = await runOn(simulator, {
			operation: 'getAll',
			parameters: { filters: { updatedSince: 'soon' } },
		});
		expect(date.error?.message).toContain(
			'"Updated Since" needs a date like 2026-03-14T08:30 or 14/03/2026 08:30, not "soon"',
		);
		const unnamed = { fields: { field: [{ name: '', value: 'x' }] } };
		const none = await runOn(simulator, { operation: 'getAll', parameters: { filters: unnamed } });
		expect(none.error?.message).toBe('Choose a field for each filter under Fields, or remove the filter');
		const fields = { field: [{ name: 'gone', value: 'x' }] };
		const field = await runOn(simulator, { operation: 'getAll', parameters: { filters: { fields } } });
		expect(field.error?.message).toMatch(/^Kiamo refused the data: .*gone/);
	});

	it.each([
		[{ limit: '={{ 0 }}' }, 'Limit must be a whole number of 1 or more, not "0"'],
		[{ limit: '={{ "many" }}' }, 'Limit must be a whole number of 1 or more, not "many"'],
		[{ requestOptions: { concurrency: '={{ 1.5 }}' } }, 'Concurrency must be a whole number of 1 or more'],
		[{ requestOptions: { timeout: '={{ -1 }}' } }, 'Timeout must be a number above 0'],
	])('Get Many: refuses the number in %j', async (parameters, sentence) => {
		const run = await runOn(simulator, { operation: 'getAll', parameters });
		expect(run.error?.message).toContain(sentence);
	});

	it('Get Interactions: lists what happened with the contact', async () => {
		await simulator.close();
		simulator = await startWith([], { contacts: 20 });
		const [, { id }] = simulator.bases;
		const run = await runOn(simulator, {
			operation: 'getInteractions',
			items: simulator
				.contacts(id)
				.slice(0, 10)
				.map((contact) => ({ contact: contact.id })),
			parameters: { base: locate(id), contact: locate('={{ $json.contact }}'), returnAll: true },
		});
		expect(run.items.length).toBeGreaterThan(0);
		for (const { json, pairedItem } of run.items) {
			const { item } = pairedItem as { item: number };
			expect(json).toMatchObject({
				contact_id: simulator.contacts(id)[item].id,
				channel: expect.any(String) as string,
				service_name: expect.any(String) as string,
				scheduled_date_local: null,
			});
			expect(json).toHaveProperty('qualification_id');
			expect(Object.values(json).filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
		}
	});

	it('Get Interactions: returns the newest first, and up to the limit the newest only', async () => {
		const [{ id: base }] = simulator.bases;
		const [{ id: contact }] = simulator.contacts(base);
		const received: string[] = [];
		for (let count = 0; count < 5; count++) {
			received.unshift(String(simulator.centre.receive({ service: 1, contact_id: contact }).id));
			simulator.clock.advance(60_000);
		}
		const idsWith = async (parameters: object) => {
			const { json } = await runOn(simulator, {
				operation: 'getInteractions',
				parameters: { base: locate(base), contact: locate(contact), ...parameters },
			});
			return json.map(({ id }) => id);
		};
		expect(await idsWith({ returnAll: true })).toEqual(received);
		expect(await idsWith({ limit: 2 })).toEqual(received.slice(0, 2));
		expect(await idsWith({ limit: 2, order: 'oldest' })).toEqual(received.toReversed().slice(0, 2));
	});
});

describe('Base and Field', () => {
	it('Base: Get, and Get Many with a search', async () => {
		const [, { id, name }] = simulator.bases;
		const get = await runOn(simulator, {
			resource: 'base',
			operation: 'get',
			parameters: { base: locate(id) },
		});
		expect(get.json).toMatchObject([{ id, name }]);
		const getAll = async (search: string) =>
			(await runOn(simulator, { resource: 'base', operation: 'getAll', parameters: { search } })).json;
		expect(await getAll('')).toHaveLength(simulator.bases.length);
		expect(await getAll(name.slice(0, 5))).toMatchObject([{ id, name }]);
	});

	it('Field: Get Many tells the fields of the base, up to the limit', async () => {
		const run = await runOn(simulator, {
			resource: 'field',
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(run.json).toContainEqual(expect.objectContaining({ name: 'contactEmail', data_type: 'email' }));
		// A column of n8n's table is "undefined" where an item lacks the key.
		expect(run.json).toContainEqual(expect.objectContaining({ name: 'contactEmail', values: [] }));
		const two = await runOn(simulator, { resource: 'field', operation: 'getAll', parameters: { limit: 2 } });
		expect(two.json).toEqual(run.json.slice(0, 2));
	});
});
