import { NodeHelpers } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate, node } from '../contactManager/support';
import { loadOptions, mapFields, searchList } from '../support/methods';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 230 });
});
beforeEach(() => simulator.resetCounts());
afterAll(async () => {
	expect(simulator.contractViolations).toEqual([]);
	await simulator.close();
});

const editor = (method: string, parameters = {}) => ({
	node,
	method,
	credentials: credentialsOf(simulator),
	parameters: { base: locate(simulator.bases[0].id), ...parameters },
});

it('the list of bases shows each by its name, and searches', async () => {
	const all = await searchList(editor('searchBases'));
	expect(all.results).toEqual(simulator.bases.map(({ id, name }) => ({ name, value: id })));
	expect(all.paginationToken).toBeUndefined();
	const some = await searchList({ ...editor('searchBases'), filter: 'spect' });
	expect(some.results.map(({ name }) => name)).toEqual(['Prospects']);
});

it('the list of contacts goes on to the last page', async () => {
	const first = await searchList(editor('searchContacts'));
	expect(first.results).toHaveLength(100);
	expect(first.paginationToken).toBe('100');
	const second = await searchList({ ...editor('searchContacts'), paginationToken: '100' });
	const third = await searchList({ ...editor('searchContacts'), paginationToken: '200' });
	expect(third.results).toHaveLength(30);
	expect(third.paginationToken).toBeUndefined();
	const found = [first, second, third].flatMap(({ results }) => results.map(({ value }) => value));
	expect(found).toEqual(simulator.contacts().map(({ id }) => id));
	expect(simulator.counts.requests).toBe(3);
});

it('the list of contacts searches in all fields, and shows who it is', async () => {
	const { id } = simulator.addContact(simulator.bases[0].id, {
		contactFirstName: 'Zoé',
		contactLastName: 'Zimmer',
		contactMobilePhoneNumber: '06 12 34 56 78',
	});
	const byPhone = await searchList({ ...editor('searchContacts'), filter: '06 12 34 56 78' });
	simulator.removeContact(simulator.bases[0].id, id);
	expect(byPhone.results).toEqual([{ name: 'Zoé Zimmer, 06 12 34 56 78', value: id }]);
});

it('without a base nothing is listed, and nothing is asked', async () => {
	for (const base of [locate(''), locate(' '), { __rl: true, mode: 'list', value: '' }]) {
		expect(await searchList(editor('searchContacts', { base }))).toEqual({ results: [] });
		expect(await mapFields(editor('getContactFields', { base }))).toEqual({ fields: [] });
		expect(await loadOptions(editor('getFieldOptions', { base }))).toEqual([]);
	}
	expect(simulator.counts.requests).toBe(0);
});

describe('fields that cannot be loaded', () => {
	const refused = (parameters = {}) => ({
		...editor('getContactFields', { resource: 'contact', operation: 'create', ...parameters }),
		credentials: credentialsOf(simulator, { apiToken: 'wrong' }),
	});

	it('returns a notice that says why', async () => {
		const { fields, emptyFieldsNotice } = await mapFields(refused());
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toMatch(/^Couldn't load the fields\. .*token/s);
	});

	it('keeps what is mapped already', async () => {
		const schema = [{ id: 'contactLastName' }];
		const fields = { mappingMode: 'defineBelow', value: {}, schema };
		await expect(mapFields(refused({ fields }))).rejects.toThrow('token');
	});
});

describe('the mapper of fields', () => {
	it('shows a notice instead only while no base is chosen', () => {
		const [notice, ...others] = node.description.properties.filter(({ name }) => name === 'chooseBase');
		expect(others.length).toBeGreaterThan(0);
		const values = (value: string) => ({
			resource: 'contact',
			operation: notice.displayOptions?.show?.operation?.[0] as string,
			base: locate(value),
		});
		const isShown = (value: string) => NodeHelpers.displayParameter(values(value), notice, null, null);
		expect([isShown(''), isShown(simulator.bases[0].id)]).toEqual([true, false]);
	});

	const fieldsFor = async (operation: string) => {
		const { fields } = await mapFields(editor('getContactFields', { resource: 'contact', operation }));
		return Object.fromEntries(fields.map((field) => [field.id, field]));
	};

	it('shows the fields of the base by their labels, in its order', async () => {
		const { fields } = await mapFields(editor('getContactFields', { operation: 'create' }));
		const own = [...simulator.bases[0].fields.values()];
		expect(fields.map(({ id, displayName }) => [id, displayName])).toEqual(
			own.map(({ name, label }) => [name, label]),
		);
	});

	it('offers the ID of the contact to match on, in Create or Update alone', async () => {
		expect((await fieldsFor('upsert')).kiamoId).toMatchObject({ canBeUsedToMatch: true, required: false });
		expect(await fieldsFor('create')).not.toHaveProperty('kiamoId');
		expect(await fieldsFor('update')).not.toHaveProperty('kiamoId');
	});

	it('gives each field the type of its values, and a list its values', async () => {
		const fields = await fieldsFor('upsert');
		expect(fields).toMatchObject({
			contactLastName: { type: 'string' },
			contactEmail: { type: 'string' },
			contactPhoneNumber: { type: 'string' },
			notes: { type: 'string' },
			score: { type: 'number' },
			birthDate: { type: 'dateTime' },
			lastVisit: { type: 'dateTime' },
			segment: { type: 'options' },
		});
		expect(fields.segment.options).toEqual(
			['Particulier', 'Professionnel', 'VIP', 'À relancer'].map((value) => ({ name: value, value })),
		);
		expect(fields.contactEmail.options).toBeUndefined();
	});

	it('shows a yes-or-no field as a choice, for a switch would write no where nothing is meant', async () => {
		expect((await fieldsFor('update')).optIn).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Yes', value: true },
				{ name: 'No', value: false },
			],
		});
	});

	it('asks for required fields where a contact is created, and only there', async () => {
		expect((await fieldsFor('create')).contactLastName.required).toBe(true);
		expect((await fieldsFor('create')).contactEmail.required).toBe(false);
		for (const operation of ['update', 'upsert']) {
			expect((await fieldsFor(operation)).contactLastName.required).toBe(false);
		}
	});

	it('proposes the email to match on, and only fields that can tell people apart', async () => {
		const fields = Object.values(await fieldsFor('upsert'));
		expect(fields.filter(({ defaultMatch }) => defaultMatch).map(({ id }) => id)).toEqual(['contactEmail']);
		const unfit = fields.filter(({ canBeUsedToMatch }) => !canBeUsedToMatch).map(({ id }) => id);
		expect(unfit).toEqual(['segment', 'optIn', 'birthDate', 'lastVisit', 'notes']);
	});

	it.each(['create', 'update'])(
		'matches on nothing to %s, so that the order is that of Kiamo',
		async (operation) => {
			const fields = Object.values(await fieldsFor(operation));
			expect(fields.filter(({ defaultMatch }) => defaultMatch)).toEqual([]);
		},
	);
});

it('the drop-down of fields shows label and name', async () => {
	const options = await loadOptions(editor('getFieldOptions'));
	expect(options).toHaveLength(26);
	expect(options[5]).toEqual({ name: 'E-mail', value: 'contactEmail', description: 'contactEmail' });
});
