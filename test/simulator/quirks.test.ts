import { Clock, startSimulator, type Contact, type Quirks } from '../../simulator';
import { clientOf, readDripping, useSimulator, type ErrorBody, type Page } from './client';

const start = new Date('2026-03-02T09:00:00.000Z');
const clock = new Clock(start);
const token = 'Secret/token+of:20';
const { simulator, client, baseId, contactsPath } = useSimulator({ clock, token, history: 0 });

beforeEach(() => clock.set(start));

const set = (quirks: Partial<Quirks>) => Object.assign(simulator().quirks, quirks);
const contact = (position = 0) => simulator().contacts()[position];
const ids = () =>
	simulator()
		.contacts()
		.map(({ id }) => id);
const list = async (query = '') => (await client().get<Page>(`${contactsPath()}?${query}`)).data;
const idsOf = async (query: string) => (await list(query)).data.map(({ id }) => id);
const get = async <Body>(path: string) => (await client().get<Body>(path)).data;
const petit = (fields: Contact['fields'] = {}) => ({ fields: { contactLastName: 'Petit', ...fields } });
const post = (...contacts: object[]) => client().post<Contact[] & ErrorBody>(contactsPath(), contacts);
const put = (fields: Contact['fields']) =>
	client().put<Contact & ErrorBody>(`${contactsPath()}/${contact().id}`, { fields });

test('quirks can be set at the start, and an unknown one is an error', async () => {
	const quirky = await startSimulator({ contacts: 5, quirks: { total: 'page' } });
	const { data } = await clientOf(quirky).get<Page>(`/bases/${quirky.bases[0].id}/contacts?limit=2`);
	await quirky.close();
	expect(data.total).toBe(2);
	expect(() => set({ pagesize: 2 } as Partial<Quirks>)).toThrow(TypeError);
});

describe('lists', () => {
	test.each([null, -1, 0, [[]], true])('have the total %j', async (total) => {
		set({ total });
		expect(await list('limit=2')).toEqual({ data: expect.any(Array) as unknown, total });
	});

	test('have no total, or the number of rows in the page', async () => {
		set({ total: 'missing' });
		expect(Object.keys(await list('limit=2'))).toEqual(['data']);
		set({ total: 'page' });
		expect((await list('limit=2')).total).toBe(2);
	});

	test('hold fewer rows than were asked for', async () => {
		set({ pageSize: 3 });
		expect(await idsOf('limit=10&offset=2')).toEqual(ids().slice(2, 5));
	});

	test('ignore limit and offset', async () => {
		set({ ignoresPaging: true, pageSize: 12 });
		expect(await idsOf('limit=2&offset=8')).toEqual(ids().slice(0, 12));
	});

	test('begin again after the last row', async () => {
		set({ endlessPages: true });
		expect(await idsOf('limit=5&offset=40')).toEqual(ids().slice(0, 5));
	});

	test('give the first page and the second in turn', async () => {
		set({ alternatingPages: true });
		const pages = [await idsOf('limit=5'), await idsOf('limit=5&offset=5'), await idsOf('limit=5&offset=10')];
		expect(pages).toEqual([ids().slice(0, 5), ids().slice(5, 10), ids().slice(0, 5)]);
	});

	test('ignore all filters, those of feeds, or the ones named', async () => {
		const city = 'filter[contactCity]=nowhere';
		const later = 'updated_from=2030-01-01T00:00:00Z';
		const totals = async () => [
			(await list(city)).total,
			(await list(later)).total,
			(await list('q=no+one')).total,
		];
		expect(await totals()).toEqual([0, 0, 0]);
		set({ ignoresFilters: true });
		expect(await totals()).toEqual([20, 20, 20]);
		set({ ignoresFilters: 'feeds' });
		expect(await totals()).toEqual([0, 20, 0]);
		set({ ignoresFilters: ['filter'] });
		expect(await totals()).toEqual([20, 0, 0]);
		set({ ignoresFilters: false, ignoresQ: true });
		expect(await totals()).toEqual([0, 0, 20]);
		expect(await idsOf('limit=2&offset=3&sort=id')).toEqual(ids().slice(3, 5));
	});

	test('find whole values only', async () => {
		const { id } = simulator().addContact(baseId(), { contactLastName: 'Petit', notes: 'Quai 7b' });
		expect(await idsOf('q=QUAI+7')).toEqual([id]);
		set({ narrowQ: true });
		expect([await idsOf('q=QUAI+7'), await idsOf('q=QUAI+7b')]).toEqual([[], [id]]);
		expect(await get('/bases?q=client')).toMatchObject({ total: 0 });
	});

	test('find values in the same case only', async () => {
		const { id } = simulator().addContact(baseId(), { contactLastName: 'Petit', notes: 'Quai 7b' });
		expect([await idsOf('q=quai+7'), await idsOf('filter[notes]=QUAI 7B')]).toEqual([[id], [id]]);
		set({ exactCase: true });
		expect([await idsOf('q=quai+7'), await idsOf('filter[notes]=QUAI 7B')]).toEqual([[], []]);
		expect([await idsOf('q=Quai+7'), await idsOf('filter[notes]=Quai 7b')]).toEqual([[id], [id]]);
	});

	test('show every change late, no matter who made it', async () => {
		set({ lateFeed: 5000 });
		const [{ id }] = (await post(petit())).data;
		simulator().changeContact(baseId(), contact().id, { contactCity: 'Ici' });
		simulator().centre.receive({ service: 1 });
		const seen = async () => [
			await idsOf('updated_from=2026-03-02T09:00:00Z'),
			(await get<Page>('/interactions')).data.length,
		];
		expect(await seen()).toEqual([[], 0]);
		clock.advance(5000);
		expect(await seen()).toEqual([[contact().id, id], 1]);
	});
});

describe('rows', () => {
	test.each([
		{ as: null, shown: 'null' },
		{ as: { id: undefined }, shown: '{"base_id"' },
		{ as: { updated_at: undefined }, shown: '"created_at":"\\d+-[^"]*"}' },
		...[null, 1772442000, '0000-00-00', ''].map((updated_at) => ({
			as: { updated_at },
			shown: `"updated_at":${JSON.stringify(updated_at)}`,
		})),
	])('are bad, all, the first, some, or those with an id: $shown', async ({ as, shown }) => {
		const good = simulator().contacts();
		const isGood = (row: Contact, place: number) => JSON.stringify(row) === JSON.stringify(good[place]);
		const goodOnes = async () => (await list()).data.map(isGood);
		set({ badRows: { as } });
		expect(JSON.stringify((await list('limit=1')).data)).toMatch(new RegExp(shown));
		expect(await goodOnes()).not.toContain(true);
		expect(isGood(await get(`${contactsPath()}/${good[0].id}`), 0)).toBe(false);
		set({ badRows: { as, rows: 'first' } });
		expect(await goodOnes()).toEqual(good.map((_row, place) => place !== 0));
		set({ badRows: { as, rows: [good[4].id] } });
		expect(await goodOnes()).toEqual(good.map((_row, place) => place !== 4));
		set({ badRows: { as, rows: 'some' } });
		expect(new Set(await goodOnes()).size).toBe(2);
		set({ badRows: { as, of: ['listAgents'] } });
		expect(await goodOnes()).not.toContain(false);
	});

	test('have "" for null, dates without milliseconds, and ids as text', async () => {
		clock.advance(123);
		const { id } = simulator().centre.receive({ service: 1 });
		const plain = await get(`/interactions/${id}`);
		expect(plain).toMatchObject({ agent_id: null, created_at: '2026-03-02T09:00:00.123Z' });
		set({ emptyStrings: true, wholeSeconds: true, idsAsText: true });
		const shown = { id: `${id}`, service_id: '1', agent_id: '', created_at: '2026-03-02T09:00:00Z' };
		expect(await get(`/interactions/${id}`)).toMatchObject(shown);
		set({ offset: 120 });
		expect(await get(`/interactions/${id}`)).toMatchObject({ created_at: '2026-03-02T11:00:00+02:00' });
		set({ offset: -330, wholeSeconds: false });
		expect(await get(`/interactions/${id}`)).toMatchObject({ created_at: '2026-03-02T03:30:00.123-05:30' });
		set({ idsAsText: ['listAgents'] });
		expect(await get(`/interactions/${id}`)).toMatchObject({ id });
	});

	test('leave out what is blank', async () => {
		const { id } = simulator().centre.receive({ service: 1 });
		expect(await get(`/interactions/${id}`)).toHaveProperty('agent_id');
		set({ omitsBlank: true });
		expect(await get(`/interactions/${id}`)).not.toHaveProperty('agent_id');
		expect(await get('/interactions?status=ended')).toHaveProperty('data');
	});

	test('of agents have UUIDs, which paths, queries and bodies take', async () => {
		set({ idsUuid: true });
		const { data } = await get<{ data: Array<{ id: string; login: string }> }>('/agents');
		const { id, login } = data[0];
		expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
		expect(await get(`/agents/${id}`)).toMatchObject({ id, login });
		expect(await get(`/agents/${id}/state`)).toMatchObject({ agent_id: id });
		const given = { destination: '0612345678', agent_id: id, scheduled_date: '2026-03-03T09:00:00Z' };
		const { data: created } = await client().post<object>('/services/4/interactions', [given]);
		expect(created).toMatchObject([{ agent_id: id }]);
		expect(await get(`/interactions?agent_id=${id}`)).toMatchObject({ total: 1 });
	});

	test('have their properties in another order every other time', async () => {
		set({ shufflesKeys: true });
		const path = `${contactsPath()}/${contact().id}`;
		const [one, other] = [await get<Contact>(path), await get<Contact>(path)];
		expect(one).toEqual(other);
		expect(Object.keys(one)).toEqual(Object.keys(other).reverse());
	});
});

describe('writing', () => {
	test.each([400, 404, 405, 413, 422] as const)(
		'arrays are refused with %i, single calls work',
		async (status) => {
			set({ refusesArrays: status });
			const answers = [
				await client().put<ErrorBody>(contactsPath(), [{ id: contact().id, fields: { contactCity: 'Ici' } }]),
				await post(petit(), petit()),
				await post(petit()),
				await put({ contactCity: 'Ici' }),
			];
			expect(answers.map((answer) => answer.status)).toEqual([status, status, 201, 200]);
			expect(answers[0].data).not.toHaveProperty('errors');
			expect(simulator().counts).toMatchObject({ contactsCreated: 1, contactsUpdated: 1 });
		},
	);

	test('arrays are shorter than the contract allows', async () => {
		set({ maxArray: 2 });
		expect((await post(petit(), petit(), petit())).status).toBe(413);
		expect((await post(petit(), petit())).status).toBe(201);
	});

	test('a PUT blanks what it does not send', async () => {
		set({ putReplaces: true });
		const { data } = await put({ contactLastName: 'Petit', contactCity: 'Ici' });
		const filled = Object.entries(data.fields).filter(([, value]) => value !== null);
		expect(Object.fromEntries(filled)).toEqual({ contactLastName: 'Petit', contactCity: 'Ici' });
		const agent = await client().put<object>('/agents/2', { first_name: 'Ada' });
		expect(agent.data).toMatchObject({
			first_name: 'Ada',
			last_name: 'Le Bihan',
			email: null,
			group_ids: [],
		});
		const { id } = simulator().centre.receive({ service: 1, userdata: { a: 1, b: 2 }, priority: 8 });
		const interaction = await client().put<object>(`/interactions/${id}`, { userdata: { a: 3 } });
		expect(interaction.data).toMatchObject({ userdata: { a: 3 }, priority: 5 });
		const [slot] = simulator().centre.planning.all();
		simulator().centre.planning.change(slot.id, { comment: 'Here' });
		const planned = await client().put<object>(`/planned-activities/${slot.id}`, { activity_id: 2 });
		expect(planned.data).toMatchObject({ activity_id: 2, comment: null });
		expect((await client().put<object>('/activities/1', { name: 'Work' })).data).toMatchObject({
			color: null,
		});
	});

	test('a PUT is answered without a body', async () => {
		set({ emptyPut: true });
		const { status, data } = await put({ contactCity: 'Ici' });
		expect([status, data]).toEqual([204, '']);
	});

	test('a field is unique: 409 names the elements that repeat it', async () => {
		set({ uniqueFields: ['crmId'] });
		const { status, data } = await post(...['new', 'NEW', 'crm-000001'].map((crmId) => petit({ crmId })));
		expect(status).toBe(409);
		expect(data.errors).toMatchObject([{ field: '1.fields.crmId' }, { field: '2.fields.crmId' }]);
		const [{ id }] = (await post(petit({ crmId: 'new' }))).data;
		expect((await client().put(`${contactsPath()}/${id}`, petit({ crmId: 'New' }))).status).toBe(200);
	});
});

describe('answers', () => {
	test('are HTML when they are refusals', async () => {
		set({ htmlErrors: true });
		const { status, data, headers } = await client().get<string>(`${contactsPath()}/none`);
		expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
		expect(data).toMatch(/^<html>/);
		expect(await list('limit=1')).toMatchObject({ total: 20 });
	});

	test.each([
		['plain', token],
		['capitals', 'SECRET/TOKEN+OF:20'],
		['base64', 'U2VjcmV0L3Rva2VuK29mOjIw'],
		['percent', '%53%65%63%72%65%74%2f%74%6f%6b%65%6e%2b%6f%66%3a%32%30'],
	] as const)('echo the token, %s', async (as, text) => {
		set({ echoesToken: { in: 'refusal', as } });
		expect(await get(`${contactsPath()}/none`)).toMatchObject({ message: `Not for ${text}` });
		set({ echoesToken: { in: 'success', as } });
		expect(JSON.stringify(await list('limit=1'))).toContain(text);
		set({ echoesToken: { in: 'location', as } });
		const { status, headers } = await client().get('/bases', { maxRedirects: 0 });
		expect([status, headers.location]).toEqual([302, `/login?token=${text}`]);
	});

	test('drip without an end', async () => {
		set({ drip: 1 });
		expect(JSON.parse(await readDripping(simulator(), '/bases'))).toHaveProperty('total', 3);
	});

	test.each(['/bases', '/bases/none'])('are huge: %s', async (path) => {
		set({ hugeAnswer: 3_000_000 });
		const { data } = await client().get<string>(path, { responseType: 'text', transformResponse: [] });
		expect(data).toHaveLength(3_000_000 + data.trimStart().length);
		expect(JSON.parse(data)).toBeInstanceOf(Object);
	});
});

describe('time', () => {
	test.each([-3 * 86_400_000, 90_000])('jumps by %i ms: rows and the Date header follow', async (jump) => {
		set({ clockJump: jump });
		const { data, headers } = await post(petit());
		const at = new Date(start.getTime() + jump);
		expect([data[0].updated_at, headers.date]).toEqual([at.toISOString(), at.toUTCString()]);
		set({ clockJump: 0 });
		expect((await put({ contactCity: 'Ici' })).data.updated_at).toBe(start.toISOString());
	});

	test.each([
		['missing', undefined],
		['1970', 'Thu, 01 Jan 1970 00:00:00 GMT'],
		[3_600_000, 'Mon, 02 Mar 2026 10:00:00 GMT'],
	] as const)('is not what the Date header says: %s', async (dateHeaderOff, date) => {
		set({ dateHeaderOff });
		const { data, headers } = await post(petit());
		expect([data[0].created_at, headers.date]).toEqual([start.toISOString(), date]);
	});
});

test('writes are kept with time, record, request, and what was there before and after', async () => {
	const before = contact();
	const { data } = await put({ contactCity: 'Ici' });
	simulator().changeContact(baseId(), before.id, { contactCity: 'Là' });
	await client().put(contactsPath(), [
		{ id: before.id, fields: { contactCity: 'Là' } },
		{ id: contact(1).id, fields: { contactCity: 'Là' } },
	]);
	await client().put('/agents/1/state', { state: 'paused', pause_reason_id: 1 });
	await client().put('/supervision/services/1', { open: false });
	await client().post('/services/4/interactions', [{ destination: '0612345678' }]);
	await client().delete(`${contactsPath()}/${before.id}`);
	const [first, ...others] = simulator().writes;
	expect(first).toEqual({
		at: start.toISOString(),
		kind: 'contact',
		id: before.id,
		before,
		after: data,
		request: {
			number: 1,
			operationId: 'updateContact',
			path: { baseId: baseId(), contactId: before.id },
			body: { fields: { contactCity: 'Ici' } },
		},
	});
	expect(others.map(({ kind, id, request }) => [kind, id, request.number])).toEqual([
		['contact', contact().id, 2],
		['agentState', 1, 3],
		['service', 1, 4],
		['interaction', 1, 5],
		['contact', before.id, 6],
	]);
	expect(others.at(-1)).toMatchObject({ request: { operationId: 'deleteContact' } });
	expect(others.at(-1)).not.toHaveProperty('after.id');
});
