import { Clock, type Contact } from '../../simulator';
import { useSimulator, type ErrorBody, type Page } from './client';

const clock = new Clock();
const { simulator, client, baseId, contactsPath } = useSimulator({ contacts: 620, clock });

beforeEach(() => clock.set(new Date('2026-03-01T08:30:00.500Z')));

const list = async (query: string) => (await client().get<Page>(`${contactsPath()}?${query}`)).data;
const ids = (contacts: Contact[]) => contacts.map(({ id }) => id);
const add = (fields: Contact['fields']) =>
	simulator().addContact(baseId(), { contactLastName: 'Petit', ...fields });

describe('lists', () => {
	test('come in pages of 50, of at most 500, ordered by id', async () => {
		const all = ids(simulator().contacts());
		expect(all).toEqual([...all].sort());
		expect(await list('')).toMatchObject({ total: 620, data: { length: 50 } });
		const pages = [await list('limit=10000'), await list('limit=10000&offset=500')];
		expect(pages.flatMap(({ data }) => ids(data))).toEqual(all);
	});

	test('sorted by update put rows of one time in the order of their ids', async () => {
		const [third, first, second] = [9, 3, 7].map((position) => simulator().contacts()[position].id);
		for (const id of [third, second, first]) simulator().changeContact(baseId(), id, { contactCity: 'Ici' });
		const { data } = await list('sort=updated_at&offset=617');
		expect(ids(data)).toEqual([first, second, third].sort());
	});

	test('filter by the whole value whatever its case: any value of a field, all fields', async () => {
		const metz = add({ contactEmail: 'A@metz.example', contactCity: 'Ici' });
		const nancy = add({ contactEmail: 'b@nancy.example', contactCity: 'Là' });
		const find = async (query: string) => ids((await list(query)).data);
		expect(await find('filter[contactEmail]=a@METZ.example')).toEqual([metz.id]);
		expect(await find('filter[contactEmail]=a@metz')).toEqual([]);
		const both = 'filter[contactEmail]=b@nancy.example&filter[contactEmail]=a@metz.example';
		expect(await find(both)).toEqual([metz.id, nancy.id]);
		expect(await find(`${both}&filter[contactCity]=l%C3%A0`)).toEqual([nancy.id]);
		simulator().changeContact(baseId(), metz.id, { contactEmail: 'c@metz.example' });
		expect(await find('filter[contactEmail]=a@metz.example')).toEqual([]);
		const many = Array.from({ length: 90 }, (_, n) => `filter[contactEmail]=${n}@x.example`).join('&');
		expect(await find(`${many}&filter[contactEmail]=c@metz.example`)).toEqual([metz.id]);
	});

	test('search any field for a part of its text', async () => {
		const { id } = add({ notes: 'Préfère le MATIN, quai 7b' });
		expect(ids((await list('q=matin,%20QUAI%207')).data)).toEqual([id]);
	});

	test('follow changes at millisecond precision: from inclusive, to exclusive, with any offset', async () => {
		const { id } = add({});
		const at = encodeURIComponent('2026-03-01T09:30:00.500+01:00');
		const later = '2026-03-01T08:30:00.501Z';
		expect(ids((await list(`updated_from=${at}`)).data)).toEqual([id]);
		expect(ids((await list(`updated_from=${at}&updated_to=${at}`)).data)).toEqual([]);
		expect(ids((await list(`created_from=${at}&created_to=${later}`)).data)).toEqual([id]);
		expect(ids((await list(`updated_from=${later}`)).data)).toEqual([]);
	});

	test('show a late row only after its delay, and until then what was before', async () => {
		const known = simulator().contacts()[0];
		const late = simulator().addContact(baseId(), { contactLastName: 'Tard' }, { lateBy: 5000 });
		simulator().changeContact(baseId(), known.id, { contactCity: 'Ailleurs' }, { lateBy: 5000 });
		expect((await list('limit=1')).data).toEqual([known]);
		expect(await list('updated_from=2026-03-01T08:30:00Z')).toEqual({ data: [], total: 0 });
		clock.advance(5000);
		const { data } = await list('updated_from=2026-03-01T08:30:00Z&sort=updated_at');
		expect(ids(data)).toEqual([known.id, late.id]);
		expect(data[1].updated_at).toBe('2026-03-01T08:30:00.500Z');
	});
});

describe('writing', () => {
	test('creates in the order of the request, with ids that grow and the clock of the server', async () => {
		const names = ['Zola', 'Adam', 'Morin'];
		const before = ids(simulator().contacts()).at(-1) ?? '';
		const body = names.map((contactLastName) => ({ fields: { contactLastName } }));
		const { status, data, headers } = await client().post<Contact[]>(contactsPath(), body);
		expect(status).toBe(201);
		expect(data.map(({ fields }) => fields.contactLastName)).toEqual(names);
		expect([before, ...ids(data)]).toEqual([before, ...ids(data)].sort());
		expect(data[0].created_at).toBe('2026-03-01T08:30:00.500Z');
		expect(headers.date).toBe('Sun, 01 Mar 2026 08:30:00 GMT');
		expect(simulator().counts).toMatchObject({ contactsCreated: 3, arraySizes: { createContacts: [3] } });
	});

	test('refuses an array with every bad element named, and does nothing', async () => {
		const good = { contactLastName: 'Petit' };
		const bad = [
			{ contactEmail: 'no address', ...good },
			good,
			{ contactLastName: ' ' },
			{},
			{ segment: 'Autre', score: '12', optIn: 1, birthDate: '2026-02-30', lastVisit: 'hier', ...good },
			{ contactCity: 'x'.repeat(256), notes: 'x'.repeat(65_535), unknown: 'x', ...good },
		];
		const { status, data } = await client().post<ErrorBody>(
			contactsPath(),
			bad.map((fields) => ({ fields })),
		);
		expect(status).toBe(422);
		expect(data.errors?.map(({ field }) => field)).toEqual([
			...[
				'0.fields.contactEmail',
				'2.fields.contactLastName',
				'3.fields.contactLastName',
				'4.fields.segment',
			],
			...['4.fields.score', '4.fields.optIn', '4.fields.birthDate', '4.fields.lastVisit'],
			...['5.fields.contactCity', '5.fields.unknown'],
		]);
		expect(simulator().contacts()).toHaveLength(620);
	});

	test('keeps phones and spaces as they are given', async () => {
		const fields = { contactLastName: ' Petit', contactPhoneNumber: '06\u202f12 (néant)', contactCity: '' };
		const { data } = await client().post<Contact[]>(contactsPath(), [{ fields }]);
		expect(data[0].fields).toEqual(fields);
	});

	test('changes the fields given, clears with null, and names a bad one without a position', async () => {
		const { id } = add({ contactCity: 'Metz', contactEmail: 'a@metz.example' });
		clock.advance(1000);
		const path = `${contactsPath()}/${id}`;
		const { data } = await client().put<Contact>(path, { fields: { contactCity: null, crmId: '7' } });
		expect(data.fields).toEqual({
			contactLastName: 'Petit',
			contactEmail: 'a@metz.example',
			contactCity: null,
			crmId: '7',
		});
		expect(data.updated_at).toBe('2026-03-01T08:30:01.500Z');
		const refused = await client().put<ErrorBody>(path, {
			fields: { contactEmail: 'a', contactLastName: null },
		});
		expect(refused.status).toBe(422);
		expect(refused.data.errors?.map(({ field }) => field)).toEqual([
			'fields.contactEmail',
			'fields.contactLastName',
		]);
	});

	test('that changes nothing leaves updated_at and counts no write', async () => {
		const contact = add({ contactCity: 'Metz' });
		clock.advance(1000);
		const fields = { contactCity: 'Metz', contactEmail: null };
		const { data } = await client().put<Contact[]>(contactsPath(), [{ id: contact.id, fields }]);
		expect(data).toEqual([contact]);
		expect(simulator().counts.contactsUpdated).toBe(0);
	});

	test('refuses an array of changes as a whole when an id is unknown or a value is bad', async () => {
		const { id } = add({});
		const change = { id, fields: { contactCity: 'Metz' } };
		const unknown = await client().put<ErrorBody>(contactsPath(), [
			change,
			{ id: 'f'.repeat(24), fields: {} },
		]);
		expect([unknown.status, unknown.data.errors?.map(({ field }) => field)]).toEqual([404, ['1.id']]);
		const bad = await client().put<ErrorBody>(contactsPath(), [
			change,
			{ id, fields: { contactEmail: 'a' } },
		]);
		expect([bad.status, bad.data.errors?.map(({ field }) => field)]).toEqual([
			422,
			['1.fields.contactEmail'],
		]);
		expect(simulator().contacts().at(-1)?.fields).not.toHaveProperty('contactCity');
	});

	test('deletes once', async () => {
		const { id } = add({ contactEmail: 'a@metz.example' });
		const statuses = [
			await client().delete(`${contactsPath()}/${id}`),
			await client().delete(`${contactsPath()}/${id}`),
		];
		expect(statuses.map(({ status }) => status)).toEqual([204, 404]);
		expect(await list('filter[contactEmail]=a@metz.example')).toMatchObject({ total: 0 });
		expect(simulator().counts.contactsDeleted).toBe(1);
	});
});

test('clearContacts empties a base', async () => {
	simulator().clearContacts();
	expect(await list('')).toEqual({ data: [], total: 0 });
});
