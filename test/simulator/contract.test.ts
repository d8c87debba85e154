import { Contract } from '../../simulator/contract';
import { handlers } from '../../simulator/api';
import { Environment } from '../../simulator/environment';
import { Kiamo } from '../../simulator/kiamo';
import { Clock, startSimulator } from '../../simulator';
import { clientOf, useSimulator, type ErrorBody } from './client';

const { simulator, client, baseId, contactsPath } = useSimulator();
const unknownId = 'f'.repeat(24);

describe('a request off the contract', () => {
	test.each([
		'unknown=1',
		'filter[nothing]=1',
		'filter[]=1',
		'filter=1',
		'filter[__proto__]=1',
		'__proto__[a]=1',
	])('is answered 400 for the query %s', async (query) => {
		const { status, data } = await client().get<ErrorBody>(`${contactsPath()}?${query}`);
		expect([status, data.code]).toEqual([400, 400]);
		expect(data.errors).not.toHaveLength(0);
	});

	test.each([
		'limit=0',
		'limit=ten',
		'offset=-1',
		'sort=name',
		'updated_from=yesterday',
		'updated_from=2026-13-01T00:00:00Z',
	])('is answered 400 for the value %s', async (query) => {
		expect((await client().get(`${contactsPath()}?${query}`)).status).toBe(400);
	});

	test('is answered 400 for a body that is no JSON, no array, or not of contacts', async () => {
		for (const body of [
			'{"fields":',
			'{"fields":{}}',
			'[]',
			'[{}]',
			'[{"fields":{"contactCity":["Metz"]}}]',
			'"text"',
		]) {
			const answer = await client().post(contactsPath(), body, {
				headers: { 'Content-Type': 'application/json' },
			});
			expect([body, answer.status]).toEqual([body, 400]);
		}
		expect(simulator().counts.contactsCreated).toBe(0);
	});

	test('is answered 404 for an unknown path and for an id that cannot be one', async () => {
		const paths = [
			'/nothing',
			'/bases/x',
			'/bases/%2f',
			'/bases/é',
			`/bases/${'a'.repeat(10_000)}`,
			`/bases/${unknownId}`,
		];
		for (const path of [...paths, `${contactsPath()}/${unknownId}`, `${contactsPath()}/..%2f..`]) {
			const { status, data } = await client().get<ErrorBody>(path);
			expect([path, status, data]).toEqual([
				path,
				404,
				{ code: 404, message: 'The requested resource was not found' },
			]);
		}
	});

	test('is answered 405 for a verb that the path does not have', async () => {
		expect((await client().patch(contactsPath(), [])).status).toBe(405);
		expect((await client().delete('/bases')).status).toBe(405);
	});

	test('is answered 413 for more than 100 elements', async () => {
		const contacts = Array.from({ length: 101 }, () => ({ fields: { contactLastName: 'Petit' } }));
		expect((await client().post(contactsPath(), contacts)).status).toBe(413);
		expect((await client().post(contactsPath(), contacts.slice(1))).status).toBe(201);
		expect(simulator().counts.contactsCreated).toBe(100);
	});
});

test('an answer off the contract is a 500 and is kept for the test to see', async () => {
	const broken = new Contract({ ...handlers, getBase: () => ({ id: 'no id', name: 'Clients' }) });
	await broken.init();
	const kiamo = new Kiamo(1, 1, new Environment(new Clock()));
	const headers = { 'kiamo-api-token': kiamo.tokens.add().value };
	const request = {
		method: 'GET',
		path: `/bases/${unknownId}`,
		query: '',
		headers,
		body: undefined,
		lateBy: 0,
	};
	const { status } = await broken.answer(kiamo, request, broken.route(request));
	expect(status).toBe(500);
	expect(kiamo.contractViolations).toMatchObject([{ operationId: 'getBase', status: 200 }]);
});

describe('a token', () => {
	const refused = { code: 401, message: 'The authentication token is not valid' };

	test('is refused with 401 when it is missing, unknown, inactive or without the API', async () => {
		const { tokens } = simulator();
		const inactive = tokens.add({ active: false }).value;
		const elsewhere = tokens.add({ apis: ['agent', 'supervision'] }).value;
		for (const token of ['', 'x'.repeat(40), inactive, elsewhere]) {
			const { status, data } = await clientOf(simulator(), { 'Kiamo-Api-Token': token }).get<ErrorBody>(
				'/bases',
			);
			expect([token, status, data]).toEqual([token, 401, refused]);
		}
		expect((await clientOf(simulator(), { 'Kiamo-Api-Token': elsewhere }).get('/agents')).status).toBe(200);
	});

	test('is refused with 403 for a verb it lacks, until it is given', async () => {
		const token = simulator().tokens.get(simulator().token);
		token.verbs = ['GET'];
		expect((await client().post(contactsPath(), [{ fields: { contactLastName: 'Petit' } }])).status).toBe(
			403,
		);
		expect((await client().get(contactsPath())).status).toBe(200);
		token.verbs = ['GET', 'POST'];
		expect((await client().post(contactsPath(), [{ fields: { contactLastName: 'Petit' } }])).status).toBe(
			201,
		);
	});

	test('opens one read of each of the five APIs, and is never in the list of requests', async () => {
		for (const path of ['/bases', '/services', '/agents', '/activities', '/supervision/services']) {
			expect((await client().get(path)).status).toBe(200);
		}
		expect(simulator().token).toMatch(/^[0-9a-f]{40}$/);
		expect(JSON.stringify(simulator().counts)).not.toContain(simulator().token);
	});
});

test('the API can be mounted under any path', async () => {
	const mounted = await startSimulator({ contacts: 1, basePath: '/kiamo/api/v3' });
	expect((await clientOf(mounted).get(`${mounted.url}/kiamo/api/v3/bases`)).status).toBe(200);
	expect((await clientOf(mounted).get(`${mounted.url}/api/v3/bases`)).status).toBe(404);
	await mounted.close();
});

test('bases, fields and interactions can be read', async () => {
	const bases = await client().get<{ data: unknown[] }>('/bases?q=prosp');
	expect(bases.data.data).toMatchObject([{ name: 'Prospects' }]);
	const fields = await client().get<{ total: number }>(`/bases/${baseId()}/fields`);
	expect(fields.data.total).toBe(26);
	const totals = await Promise.all(
		simulator()
			.contacts()
			.map(
				async ({ id }) =>
					(await client().get<{ total: number }>(`${contactsPath()}/${id}/interactions`)).data.total,
			),
	);
	expect(Math.max(...totals)).toBeGreaterThan(1);
});
