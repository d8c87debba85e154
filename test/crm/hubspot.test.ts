import { HubSpot } from '../../simulator/crm/hubspot';

const authorization = 'Bearer hubspot-token';

function call(
	hubspot: HubSpot,
	at: string,
	body?: unknown,
	headers: Record<string, string> = { authorization },
) {
	const [method, url] = at.split(' ');
	const { pathname, searchParams } = new URL(url, 'http://x');
	const { status = 200, json } = hubspot.app.answer({
		method,
		path: `/crm/v3${pathname}`,
		query: Object.fromEntries(searchParams),
		body,
		headers,
	});
	return { status, json: json as Record<string, unknown> & { results: Array<{ id: string }> } };
}
const search = (hubspot: HubSpot, body: object) => call(hubspot, 'POST /objects/contacts/search', body);

it('answers what n8n asks to test a credential', () => {
	const hubspot = new HubSpot({ scopes: [] });
	const test = (token: string) =>
		hubspot.app.answer({
			method: 'GET',
			path: '/account-info/v3/details',
			query: {},
			body: undefined,
			headers: { authorization: `Bearer ${token}` },
		});
	expect(test('hubspot-token')).toMatchObject({ json: { accountType: 'STANDARD' } });
	expect(test('other').status).toBe(401);
});

it('refuses a bad token, a missing scope, and what it does not know', () => {
	const hubspot = new HubSpot({ scopes: ['crm.objects.contacts.read'] });
	expect(call(hubspot, 'GET /objects/contacts', undefined, {}).status).toBe(401);
	expect(call(hubspot, 'POST /objects/contacts', { properties: {} })).toMatchObject({
		status: 403,
		json: { category: 'MISSING_SCOPES' },
	});
	expect(call(hubspot, 'GET /objects/contacts?page=2').status).toBe(400);
	expect(call(hubspot, 'GET /objects/leads').status).toBe(404);
	expect(search(hubspot, { filter: [] }).status).toBe(400);
});

it('refuses properties that do not exist, emails that are none, and an email that another contact has', () => {
	const hubspot = new HubSpot();
	const create = (properties: object) => call(hubspot, 'POST /objects/contacts', { properties });
	expect(create({ kiamoId: '1' })).toMatchObject({ status: 400, json: { category: 'VALIDATION_ERROR' } });
	expect(create({ email: 'jean@@example.fr' }).status).toBe(400);
	expect(create({ email: 'Jean@Example.fr', phone: '' })).toMatchObject({
		status: 201,
		json: { properties: { email: 'jean@example.fr', phone: null } },
	});
	const [{ id }] = hubspot.contacts.rows.all();
	expect(create({ email: 'jean@example.fr' })).toMatchObject({
		status: 409,
		json: { message: `Contact already exists. Existing ID: ${id}` },
	});
});

it('pages a search, sorts it, and ends it at 10,000 results', () => {
	const hubspot = new HubSpot();
	for (let n = 0; n < 250; n++) hubspot.contacts.create({ lastname: `Nom ${n}` });
	const sorts = [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }];
	const first = search(hubspot, { sorts, limit: 200 });
	expect(first.json).toMatchObject({ total: 250, paging: { next: { after: '200' } } });
	const second = search(hubspot, { sorts, limit: 200, after: '200' });
	expect(second.json.paging).toBeUndefined();
	const ids = [...first.json.results, ...second.json.results].map(({ id }) => Number(id));
	expect(ids).toEqual(Array.from({ length: 250 }, (_, n) => 101 + n));
	expect(search(hubspot, { limit: 201 }).status).toBe(400);
	expect(search(hubspot, { limit: 200, after: '9900' }).status).toBe(400);
});

it('shows changes late in searches, and at once by ID', () => {
	const hubspot = new HubSpot({ lag: 60_000 });
	const { id } = hubspot.contacts.create({ lastname: 'Roux' });
	expect(search(hubspot, {}).json.total).toBe(0);
	expect(call(hubspot, `GET /objects/contacts/${id}`).status).toBe(200);
});

it('answers 429 to the sixth search of a second and to the request after a hundred in ten seconds', () => {
	const hubspot = new HubSpot();
	const statuses = Array.from({ length: 6 }, () => search(hubspot, {}).status);
	expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
	const reads = Array.from({ length: 95 }, () => call(hubspot, 'GET /objects/contacts').status);
	expect(reads.filter((status) => status === 429)).toHaveLength(1);
});

it('logs a call with its contact only, and with a known direction', () => {
	const hubspot = new HubSpot();
	const { id } = hubspot.contacts.create({ lastname: 'Roux' });
	const log = (associationTypeId: number, hs_call_direction = 'INBOUND') =>
		call(hubspot, 'POST /objects/calls', {
			properties: { hs_timestamp: '2026-11-29T10:00:00Z', hs_call_direction },
			associations: [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }] }],
		}).status;
	expect([log(193), log(194, 'inbound'), log(194)]).toEqual([400, 400, 201]);
	expect([...hubspot.contactOfCall.values()]).toEqual([id]);
});

it('pages the members of a list, and knows no other list', () => {
	const hubspot = new HubSpot();
	hubspot.lists.set('7', ['103', '101', '102']);
	const first = call(hubspot, 'GET /lists/7/memberships?limit=2').json;
	expect(first.paging).toEqual({
		next: { after: '102', link: 'https://api.hubapi.com/crm/v3/lists/7/memberships?limit=2&after=102' },
	});
	expect(call(hubspot, 'GET /lists/7/memberships?limit=2&after=102').json.results).toMatchObject([
		{ recordId: '103' },
	]);
	expect(call(hubspot, 'GET /lists/8/memberships').status).toBe(404);
});

it('merges two contacts into a new one, which the IDs of both return', () => {
	const hubspot = new HubSpot();
	const { contacts } = hubspot;
	const [first, second] = ['ada@example.fr', 'a.byron@example.fr'].map(
		(email) => contacts.create({ lastname: 'Byron', email }, 'person').id,
	);
	const merged = contacts.merge(first, second);
	expect([first, second]).not.toContain(merged.id);
	expect(contacts.rows.all().map(({ id }) => id)).toEqual([merged.id]);
	for (const id of [first, second])
		expect(
			call(hubspot, `GET /objects/contacts/${id}?properties=email,hs_merged_object_ids`).json,
		).toMatchObject({
			id: merged.id,
			properties: { email: 'ada@example.fr', hs_merged_object_ids: `${first};${second}` },
		});
});
