import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios, { type AxiosRequestConfig } from 'axios';
import { startSimulator, type Simulator } from '../../simulator';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 45, history: 0, dialect: 'page' });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const ask = async (method: string, path: string, data?: unknown, more: AxiosRequestConfig = {}) => {
	const { status, data: body } = await axios.request<unknown>({
		method,
		url: `${simulator.url}${path}`,
		data,
		headers: { 'X-Api-Key': simulator.token },
		proxy: false,
		validateStatus: () => true,
		...more,
	});
	return { status, body };
};
/** Starts a simulator with an overlay of its own in place of the other. */
async function startWith(overlay: object): Promise<void> {
	await simulator.close();
	const dialect = join(mkdtempSync(join(tmpdir(), 'dialect-')), 'own.yaml');
	writeFileSync(dialect, JSON.stringify(overlay));
	simulator = await startSimulator({ contacts: 45, history: 0, dialect });
}
const people = () => `/api/v3/directories/${simulator.bases[0].id}/people`;

it('answers pages by their number, at the paths and under the names of the dialect', async () => {
	const { body } = await ask('GET', `${people()}?page=3&itemsPerPage=20&order=id`);
	const ids = simulator.contacts().map(({ id }) => id);
	expect(body).toMatchObject({ items: ids.slice(40).map((id) => ({ id })), meta: { count: 45 } });
	const { body: live } = await ask('GET', '/live/v1/now/services?itemsPerPage=1');
	expect(live).toMatchObject({ items: [{ service_id: '1' }] });
});

it.each([
	['a path of the contract without the dialect', 404, '/api/v3/groups'],
	['the base of another API', 404, '/api/v3/now/services'],
	['a parameter of the contract without the dialect', 400, '/api/v3/agents?limit=5'],
	['a page before the first', 400, '/api/v3/agents?page=0'],
])('refuses %s', async (_, status, path) => {
	expect(await ask('GET', path)).toMatchObject({
		status,
		body: { code: status, detail: expect.any(String) as string },
	});
});

it('says the header that carries the token', async () => {
	expect(simulator.tokenHeader).toBe('X-Api-Key');
	const plain = await startSimulator({ contacts: 0, history: 0 });
	expect(plain.tokenHeader).toBe('Kiamo-Api-Token');
	await plain.close();
});

it('refuses the header, the verbs and the bodies of the contract without the dialect', async () => {
	const headers = { 'Kiamo-Api-Token': simulator.token };
	expect((await ask('GET', '/api/v3/agents', undefined, { headers })).status).toBe(401);
	expect((await ask('PUT', people(), [])).status).toBe(405);
	const agent = { login: 'new', first_name: 'A', last_name: 'B' };
	expect((await ask('POST', '/api/v3/agents', [agent])).status).toBe(400);
	expect(await ask('POST', '/api/v3/agents', { ...agent, group_ids: [1] })).toEqual({
		status: 400,
		body: {
			code: 400,
			detail: 'The request is not valid',
			violations: [{ property: 'group_ids', reason: 'Must be text' }],
		},
	});
});

it('takes and answers one element, with ids as text, and names what is bad of it', async () => {
	const agent = { login: 'new', first_name: 'A', last_name: 'B', group_ids: ['1'], email: 'a@kiamo.test' };
	const { status, body } = await ask('POST', '/api/v3/agents', agent);
	expect([status, body]).toMatchObject([201, { ...agent, id: expect.any(String) as string }]);
	expect((await ask('POST', '/api/v3/agents', agent)).body).toMatchObject({
		violations: [{ property: 'login' }],
	});
	const { id } = body as { id: string };
	const blanked = await ask('PUT', `/api/v3/agents/${id}`, { last_name: 'C' });
	expect(blanked.body).toMatchObject({ last_name: 'C', email: null, group_ids: [] });
});

it('speaks other pages, shorter arrays and a PUT that replaces, each where the overlay has it', async () => {
	await startWith({
		'common.yaml': {
			'x-paging': {
				size: 'count',
				position: 'start',
				largest: 20,
				rows: 'results.list',
				total: 'results.total',
			},
			components: { securitySchemes: { token: { name: 'X-Api-Key' } } },
		},
		'agent.yaml': {
			operations: { createAgents: { 'x-arrays': 2 }, updateAgent: { 'x-put': 'replace' } },
		},
		'supervision.yaml': {
			'x-paging': { style: 'page', size: 'per', position: 'at', first: 0, rows: 'rows' },
		},
	});
	const base = `/api/v3/bases/${simulator.bases[0].id}/contacts`;
	const ids = simulator.contacts().map((each) => ({ id: each.id }));
	const list = ids.slice(10, 30);
	expect((await ask('GET', `${base}?start=10&count=50`)).body).toMatchObject({
		results: { list, total: 45 },
	});
	expect((await ask('GET', `${base}?limit=5`)).status).toBe(400);
	const { body: live } = await ask('GET', '/api/v3/supervision/services?per=1&at=1');
	expect(live).toMatchObject({ rows: [{ service_id: 2 }], results: { total: 7 } });

	const agent = (login: string) => ({ login, first_name: 'A', last_name: 'B' });
	expect((await ask('POST', '/api/v3/agents', ['x', 'y', 'z'].map(agent))).status).toBe(413);
	expect((await ask('POST', '/api/v3/agents', ['x', 'y'].map(agent))).status).toBe(201);
	expect((await ask('PUT', '/api/v3/agents/1', { last_name: 'C' })).body).toMatchObject({ email: null });
	const fields = { contactCity: 'Lyon' };
	const { fields: before } = simulator.contacts()[0];
	expect((await ask('PUT', `${base}/${ids[0].id}`, { fields })).body).toMatchObject({
		fields: { ...before, ...fields },
	});
});

it('answers lists that have no pages with all rows', async () => {
	await startWith({
		'common.yaml': { components: { securitySchemes: { token: { name: 'X-Api-Key' } } } },
		'contact-manager.yaml': { 'x-paging': { style: 'none', rows: 'contacts' } },
		'agent.yaml': { operations: { listAgents: { 'x-paging': { style: 'none' } } } },
	});
	for (let more = 0; more < 600; more++) simulator.addContact(simulator.bases[0].id, {});
	const base = `/api/v3/bases/${simulator.bases[0].id}/contacts`;
	const { body } = await ask('GET', base);
	expect((body as { contacts: unknown[] }).contacts).toHaveLength(645);
	expect((await ask('GET', `${base}?limit=5`)).status).toBe(400);
	const { body: agents } = await ask('GET', '/api/v3/agents');
	expect((agents as { data: unknown[] }).data).toHaveLength(simulator.centre.agents.all().length);
	expect(await ask('GET', '/api/v3/groups?limit=1')).toMatchObject({ body: { data: [{}] } });
});

it('takes lists that are their rows, without a total, and other words for the order of a feed', async () => {
	await startWith({
		'common.yaml': {
			'x-paging': { rows: '', total: null },
			components: {
				securitySchemes: { token: { name: 'X-Api-Key' } },
				parameters: {
					limit: { name: 'max' },
					sort: { name: 'order', schema: { enum: ['id', 'changed'] } },
				},
			},
		},
		'agent.yaml': {
			operations: {
				getAgent: { path: '/users/{user-id}' },
				removeGroupAgent: { path: '/teams/{team}/members/{user-id}' },
				listAgents: { 'x-feed': { from: 'since', sort: { sort: 'changed' } } },
			},
		},
	});
	const { body } = await ask('GET', '/api/v3/agents?order=changed&since=2030-01-01T00:00:00Z');
	expect(body).toEqual([]);
	const { body: newest } = await ask('GET', '/api/v3/agents?order=changed&max=1');
	expect(newest).toEqual([expect.objectContaining({ login: expect.any(String) as string })]);
	expect((await ask('GET', '/api/v3/agents?limit=1')).status).toBe(400);
	expect((await ask('GET', '/api/v3/agents?order=updated_at')).status).toBe(400);
	expect((await ask('GET', '/api/v3/users/1')).body).toMatchObject({ id: 1 });
	expect((await ask('DELETE', '/api/v3/teams/1/members/1')).status).toBe(204);
	expect((await ask('DELETE', '/api/v3/teams/1/members/1')).status).toBe(404);
});

it.each([
	[
		{ message: 'error.message', errors: 'error.details', field: 'source.pointer', fieldMessage: 'title' },
		{ code: 404, error: { message: 'The requested resource was not found' } },
		{
			code: 409,
			error: {
				message: expect.any(String) as string,
				details: [{ source: { pointer: '0.login' }, title: expect.any(String) as string }],
			},
		},
	],
	[
		{ message: 'errors.0.message', errors: 'errors', field: 'field', fieldMessage: 'message' },
		{ code: 404, errors: [{ message: 'The requested resource was not found' }] },
		{ code: 409, errors: [{ field: '0.login', message: expect.any(String) as string }] },
	],
])('answers errors with their message and fields at %j', async (error, missing, taken) => {
	await startWith({
		'common.yaml': { 'x-error': error, components: { securitySchemes: { token: { name: 'X-Api-Key' } } } },
	});
	expect((await ask('GET', '/api/v3/agents/999')).body).toEqual(missing);
	const agent = { login: 'narnaud', first_name: 'A', last_name: 'B' };
	expect((await ask('POST', '/api/v3/agents', [agent])).body).toEqual(taken);
});

it('serves APIs that share an address below their names', async () => {
	await startWith({
		'common.yaml': { components: { securitySchemes: { token: { name: 'X-Api-Key' } } } },
		'supervision.yaml': { operations: { listServiceIndicators: { path: '/services' } } },
	});
	const bases = ['', '', '', '/interaction', '/supervision'];
	expect(simulator.apiUrls).toEqual(bases.map((base) => `${simulator.url}${base}/api/v3`));
	const first = async (path: string) => (await ask('GET', `${path}?limit=1`)).body;
	expect(await first('/supervision/api/v3/services')).toMatchObject({ data: [{ service_id: 1 }] });
	expect(await first('/interaction/api/v3/services')).toMatchObject({ data: [{ id: 1 }] });
	expect((await ask('GET', '/api/v3/services')).status).toBe(404);
	expect(await first('/api/v3/agents')).toMatchObject({ data: [{ id: 1 }] });
});

it('says the address of each API where they have not the same', async () => {
	expect(simulator.apiUrls.at(-1)).toBe(`${simulator.url}/live/v1`);
	await startWith({ 'common.yaml': {} });
	expect(simulator.apiUrls).toEqual([]);
});

it('serves two APIs with the same path, each at its own address', async () => {
	await startWith({
		'common.yaml': { components: { securitySchemes: { token: { name: 'X-Api-Key' } } } },
		'supervision.yaml': {
			'x-base': '/live/v1',
			operations: { listServiceIndicators: { path: '/services' }, listAgentIndicators: { path: '/agents' } },
		},
	});
	expect((await ask('GET', '/live/v1/services?limit=1')).body).toMatchObject({ data: [{ service_id: 1 }] });
	expect((await ask('GET', '/api/v3/services?limit=1')).body).toMatchObject({ data: [{ id: 1 }] });
});
