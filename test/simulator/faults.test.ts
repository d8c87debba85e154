import { request as httpRequest } from 'node:http';
import type { Contact } from '../../simulator';
import { clientOf, readDripping, useSimulator, type Page } from './client';

const { simulator, client, baseId, contactsPath } = useSimulator();

const petit = [{ fields: { contactLastName: 'Petit' } }];
const create = () => client().post<Contact[]>(contactsPath(), petit);
const faults = () => simulator().faults;

function gate() {
	const held: { open?: () => void } = {};
	const opened = new Promise<void>((resolve) => (held.open = resolve));
	return { opened, open: () => held.open?.() };
}

/** The body as it came over the wire, with the length that was announced. */
function readRaw(path: string): Promise<{ announced: string | undefined; body: string }> {
	const { apiUrl, token } = simulator();
	return new Promise((resolve, reject) => {
		const request = httpRequest(apiUrl + path, { headers: { 'Kiamo-Api-Token': token } }, (response) => {
			let body = '';
			response.on('data', (chunk: Buffer) => (body += chunk.toString()));
			response.on('error', reject);
			response.on('end', () => resolve({ announced: response.headers['content-length'], body }));
		});
		request.on('error', reject).end();
	});
}

test('a fault meets the requests of its scope, after those let through, as often as asked', async () => {
	const fault = faults().add({ kind: 'status', status: 500, operationId: 'listContacts', skip: 1, times: 2 });
	const statuses = [];
	for (const path of [contactsPath(), '/bases', contactsPath(), contactsPath(), contactsPath()]) {
		statuses.push((await client().get(path)).status);
	}
	expect(statuses).toEqual([200, 200, 500, 500, 200]);
	expect(fault.hits).toBe(2);
	expect(simulator().counts.byStatus).toEqual({ 200: 3, 500: 2 });
});

test('a fault can be scoped to a verb and a path, stopped and cleared', async () => {
	const fault = faults().add({
		kind: 'status',
		status: 503,
		method: 'POST',
		path: /contacts$/,
		times: Infinity,
	});
	expect([(await create()).status, (await client().get(contactsPath())).status]).toEqual([503, 200]);
	fault.stop();
	expect((await create()).status).toBe(201);
	faults().add({ kind: 'status', status: 503 });
	faults().clear();
	expect((await create()).status).toBe(201);
});

test('Retry-After is left out, in seconds, or a date of the server clock', async () => {
	simulator().clock.set(new Date('2026-03-01T08:30:00Z'));
	faults().add({ kind: 'status', status: 429 });
	expect((await create()).headers).not.toHaveProperty('retry-after');
	faults().add({ kind: 'status', status: 429, retryAfter: 7 });
	expect((await create()).headers['retry-after']).toBe('7');
	faults().add({ kind: 'status', status: 503, retryAfter: 7, retryAfterAs: 'date' });
	const { headers, status } = await create();
	expect([status, headers['retry-after'], headers.date]).toEqual([
		...[503, 'Sun, 01 Mar 2026 08:30:07 GMT', 'Sun, 01 Mar 2026 08:30:00 GMT'],
	]);
	expect(simulator().counts.contactsCreated).toBe(0);
});

test.each([
	{ afterWork: false, created: 0 },
	{ afterWork: true, created: 1 },
])(
	'a reset and a 500 with afterWork $afterWork leave $created contacts written',
	async ({ afterWork, created }) => {
		faults().add({ kind: 'reset', afterWork });
		await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(simulator().counts).toMatchObject({ contactsCreated: created, byStatus: { reset: 1 } });
		simulator().resetCounts();
		faults().add({ kind: 'status', status: 500, afterWork });
		expect((await create()).status).toBe(500);
		expect(simulator().counts.contactsCreated).toBe(created);
		expect(simulator().contacts()).toHaveLength(20 + 2 * created);
	},
);

test('truncated JSON has a Content-Length that fits what is sent', async () => {
	faults().add({ kind: 'truncated' });
	const { announced, body } = await readRaw(contactsPath());
	expect(Number(announced)).toBe(Buffer.byteLength(body));
	expect(() => JSON.parse(body) as unknown).toThrow(SyntaxError);
});

test.each([200, 502])('an HTML page comes with status %i, and no work is done', async (status) => {
	faults().add({ kind: 'html', status });
	const answer = await create();
	expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
	expect(answer.data).toMatch(/<html/);
	expect(simulator().counts.contactsCreated).toBe(0);
});

test('rows can come and go between two pages', async () => {
	const [first] = simulator().contacts();
	simulator().betweenPages(() => {
		simulator().removeContact(baseId(), first.id);
		simulator().addContact(baseId(), { contactLastName: 'Petit' });
	});
	const pages = [];
	for (const offset of [0, 10, 20]) {
		pages.push((await client().get<Page>(`${contactsPath()}?limit=10&offset=${offset}`)).data.data);
	}
	expect(pages.map(({ length }) => length)).toEqual([10, 10, 0]);
	expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(20);
	expect(pages[1].at(-1)?.fields).toEqual({ contactLastName: 'Petit' });
});

test('what a write with a late fault does shows in lists after the delay only', async () => {
	simulator().clock.set(new Date('2030-01-01T00:00:00Z'));
	faults().add({ kind: 'late', operationId: 'createContacts', milliseconds: 3000 });
	const [{ id }] = (await create()).data;
	const total = async () => (await client().get<Page>(contactsPath())).data.total;
	expect([await total(), (await client().get(`${contactsPath()}/${id}`)).status]).toEqual([20, 200]);
	simulator().clock.advance(3000);
	expect(await total()).toBe(21);
});

test('a running clock can be skewed: dates of rows and of HTTP follow it', async () => {
	simulator().clock.advance(-3_600_000);
	const { data, headers } = await create();
	for (const date of [data[0].created_at, String(headers.date)]) {
		expect(Math.abs(Date.now() - 3_600_000 - Date.parse(date))).toBeLessThan(60_000);
	}
});

test('faults at random are the same for the same seed', async () => {
	const run = async (seed: number) => {
		faults().clear();
		faults().random({
			rate: 0.5,
			seed,
			faults: [
				{ kind: 'status', status: 500 },
				{ kind: 'html', status: 502 },
			],
		});
		const statuses = [];
		for (let request = 0; request < 30; request++) statuses.push((await client().get('/bases')).status);
		return statuses;
	};
	const [one, again, other] = [await run(3), await run(3), await run(4)];
	expect(again).toEqual(one);
	expect(other).not.toEqual(one);
	expect(new Set(one)).toEqual(new Set([200, 500, 502]));
});

test('latency holds requests up together', async () => {
	faults().add({ kind: 'latency', milliseconds: 100, times: 4 });
	await Promise.all(Array.from({ length: 4 }, () => client().get('/bases')));
	expect(simulator().counts).toMatchObject({ requests: 4, peakConcurrent: 4, concurrent: 0 });
});

test('close cuts a request that is held up', async () => {
	faults().add({ kind: 'latency', milliseconds: 3_600_000 });
	const held = client().get('/bases');
	const outcome = expect(held).rejects.toMatchObject({ code: 'ECONNRESET' });
	while (!simulator().counts.concurrent) await new Promise(setImmediate);
	await simulator().close();
	await outcome;
});

test('a request whose answer is lost can be carried out later all the same', async () => {
	const [contact] = simulator().contacts();
	const path = `${contactsPath()}/${contact.id}`;
	const requests = {
		POST: () => create(),
		PUT: () => client().put(path, { fields: { contactCity: 'Ici' } }),
		DELETE: () => client().delete(path),
	};
	for (const [method, send] of Object.entries(requests)) {
		const later = gate();
		faults().add({ kind: 'reset', method, workAfter: later.opened });
		await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
		const before = simulator().writes.length;
		later.open();
		while (simulator().writes.length === before) await new Promise(setImmediate);
	}
	expect(simulator().writes.map(({ before, after }) => [Boolean(before), Boolean(after)])).toEqual([
		[false, true],
		[true, true],
		[true, false],
	]);
});

test('an answer that drips never ends', async () => {
	faults().add({ kind: 'drip', milliseconds: 1 });
	expect(JSON.parse(await readDripping(simulator(), '/bases'))).toHaveProperty('total', 3);
});

test('the last requests are kept with verb, path, query, elements and status', async () => {
	await client().get(`${contactsPath()}?limit=2`);
	await create();
	await clientOf(simulator()).get('/nothing');
	expect(simulator().counts.lastRequests).toEqual([
		{ method: 'GET', path: contactsPath(), query: 'limit=2', operationId: 'listContacts', status: 200 },
		{
			method: 'POST',
			path: contactsPath(),
			query: '',
			operationId: 'createContacts',
			elements: 1,
			status: 201,
		},
		{ method: 'GET', path: '/nothing', query: '', status: 404 },
	]);
	expect(simulator().counts.connections).toBeGreaterThan(0);
});
