import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { serve } from '../http/support';
import { operationsOf } from '../support/operations';

let simulator: Simulator;
beforeEach(async () => {
	const clock = new Clock(new Date('2026-03-02T10:00:00Z'));
	simulator = await startSimulator({ contacts: 20, clock });
	simulator.centre.receive({ service: 1, customer: '0612345678' });
});
afterEach(async () => await simulator.close());

interface Given {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** Checks a server that answers as the simulator does, but for what `change` gives for a path and its query. */
async function checkWith(
	change: (path: string, query: URLSearchParams) => Given | 'silence' | undefined,
	node: KiamoContactManager | KiamoInteraction = new KiamoContactManager(),
) {
	const server = await serve((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://kiamo');
		const given = change(pathname.replace('/api/v3', ''), searchParams);
		if (given === 'silence') return;
		if (given) {
			const { status = 200, body, headers = { 'content-type': 'application/json' } } = given;
			response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
			return;
		}
		const headers = { 'kiamo-api-token': String(request.headers['kiamo-api-token']) };
		void fetch(`${simulator.url}${request.url}`, { headers }).then(async (answer) => {
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			response.end(await answer.text());
		});
	});
	const credentials = { serverUrl: server.url };
	const { json, error } = await operationsOf(node)(
		simulator,
		'server.checkCompatibility',
		{ requestOptions: { timeout: 2 } },
		{ credentials },
	);
	await server.close();
	expect(error).toBeUndefined();
	return (path: string) => json.find(({ request }) => request === `GET ${path}`);
}

const base = { id: '574c1d397505d89b41000029', name: 'Customers', contacts_count: 20 };
const contact = '/bases/{baseId}/contacts/{contactId}';

it.each<[string, Given, string]>([
	['just rows', { body: [base] }, 'the list comes without an object around it; the nodes read it'],
	['rows that are no objects', { body: { data: [base, 5], total: 2 } }, '2 of 4 rows are not an object'],
	[
		'rows under another name',
		{ body: { items: [base] } },
		'the rows are not in "data": the answer is an object with items',
	],
	[
		'two lists under other names',
		{ body: { items: [base], rows: [base] } },
		'the answer is not a list, but an object with items, rows',
	],
	[
		'rows further inside',
		{ body: { data: { items: [base] }, meta: { total: 1 } } },
		'the rows are in "data.items", not in "data"',
	],
	[
		'rows under their IDs',
		{ body: { a74c1d397505d89b41000029: base, dupont: base } },
		'the answer is not a list, but an object with 2 unknown names',
	],
	['no rows and a total', { body: { data: [], total: 7 } }, 'the list is empty, but "total" counts rows'],
	['a text', { body: '"no list"' }, 'the answer is not a JSON object or list'],
	['an object without names', { body: {} }, 'the answer is not a list, but an object with no names'],
	[
		'a web page',
		{ body: '<!doctype html><html></html>', headers: { 'content-type': 'text/html' } },
		'the answer is a web page',
	],
	['no JSON', { body: '{"data": [' }, 'the answer is not a JSON object or list'],
	['another address', { status: 302, headers: { location: '/login' } }, 'the server redirects the request'],
	['a refusal', { status: 409, body: { message: 'no' } }, 'the server refused the request (409)'],
	['an error', { status: 500, body: '<html>' }, 'the server returned an error (500)'],
])('a list that answers with %s differs', async (_, given, difference) => {
	const found = await checkWith((path) => (path === '/bases' ? given : undefined));
	expect(found('/bases')).toMatchObject({ verdict: 'differs' });
	expect(found('/bases')?.differences).toContain(difference);
});

it('reads a list that refuses the parameters of a page without them', async () => {
	const found = await checkWith((path, query) => {
		if (path !== '/bases') return undefined;
		return query.has('limit') ? { status: 422, body: {} } : { body: { data: [base], total: 1 } };
	});
	expect(found('/bases')).toMatchObject({
		verdict: 'differs',
		paging: 'contradicted',
		differences: 'the server refuses "limit" or "offset" (422)',
	});
});

it('says the refusal of a list that takes no request', async () => {
	const found = await checkWith((path) => (path === '/bases' ? { status: 422, body: {} } : undefined));
	expect(found('/bases')).toMatchObject({
		verdict: 'differs',
		differences: 'the server refused the request (422)',
	});
});

it('says that a feed is refused', async () => {
	const found = await checkWith((_, query) =>
		query.has('updated_from') ? { status: 400, body: {} } : undefined,
	);
	expect(found('/bases/{baseId}/contacts')?.differences).toBe(
		'the server refuses "updated_from" or its order of rows',
	);
});

const pageOf = (query: URLSearchParams) => Number(query.get('offset')) / 2;
const bases = [1, 2, 3, 4].map((id) => ({ id, name: 'Customers', contacts_count: 20 }));
const empty = { body: { data: [], total: 4 } };
const some = (from: number, to: number) => ({ body: { data: bases.slice(from, to), total: 4 } });

it.each<[string, Array<Given | undefined>, string]>([
	['refused', [{ status: 404, body: {} }], 'the second page, asked for with "offset", is refused (404)'],
	['no list', [{ body: {} }], 'the second page, asked for with "offset", is not a list'],
	['a web page', [{ body: '<html>' }], 'the second page, asked for with "offset", is refused (unreadable)'],
	['empty', [empty], 'the second page, asked for with "offset", is empty, but "total" counts more rows'],
	['the first', [some(0, 2)], 'the second page, asked for with "offset", repeats the first'],
	[
		'right, and the end is refused',
		[some(2, 4), { status: 404, body: {} }],
		'a page behind the end of the list is refused (404)',
	],
])('contradicts pages where the second is %s', async (_, [second, far = empty], difference) => {
	const found = await checkWith((path, query) => {
		if (path !== '/bases') return undefined;
		return [some(0, 2), second][pageOf(query)] ?? far;
	});
	expect(found('/bases')).toMatchObject({
		verdict: 'differs',
		paging: 'contradicted',
		differences: difference,
	});
});

it.each<[string, (rows: unknown[]) => unknown, string]>([
	[
		'under another name',
		(rows) => ({ items: rows }),
		'the rows are not in "data": the answer is an object with items',
	],
	['further inside', (rows) => ({ result: { rows } }), 'the rows are in "result.rows", not in "data"'],
])('proves pages whose rows are %s', async (_, wrapped, difference) => {
	const found = await checkWith((path, query) => {
		if (path !== '/bases') return undefined;
		return { body: wrapped(bases.slice(2 * pageOf(query), 2 * pageOf(query) + 2)) };
	});
	expect(found('/bases')).toMatchObject({
		verdict: 'differs',
		paging: 'proven',
		differences: difference,
	});
});

it('does not take rows that are nothing for a proof of pages', async () => {
	const found = await checkWith((path, query) => {
		if (path !== '/bases') return undefined;
		return { body: { data: pageOf(query) < 2 ? [null, null] : [] } };
	});
	expect(found('/bases')).toMatchObject({ verdict: 'differs', paging: 'notProven' });
});

it('does not take pages of another size for repeated ones', async () => {
	const found = await checkWith((path, query) =>
		path === '/bases' ? some(Number(query.get('offset')), 4) : undefined,
	);
	expect(found('/bases')?.differences).toBe('asked for 2 rows with "limit", the server returned 4');
});

it('takes no account of a refusal that may be for the size of a number', async () => {
	const found = await checkWith((path, query) => {
		if (path !== '/bases') return undefined;
		return [some(0, 2), some(2, 4)][pageOf(query)] ?? { status: 400, body: {} };
	});
	expect(found('/bases')).toMatchObject({ verdict: 'asAssumed', paging: 'proven' });
});

const busy = { status: 503, headers: { 'retry-after': '0' }, body: {} };
const outage = 'The server had an outage, or wanted fewer requests (503): run the check again.';

it.each([
	['of a list', (query: URLSearchParams) => query.get('offset') === '0'],
	['of a page', (query: URLSearchParams) => query.get('offset') !== '0'],
	['of a feed', (query: URLSearchParams) => query.has('updated_from')],
])('leaves open what an outage %s hides, and goes on', async (_, isDown) => {
	const found = await checkWith((path, query) =>
		path.endsWith('/contacts') && isDown(query) ? busy : undefined,
	);
	expect(found('/bases/{baseId}/contacts')).toMatchObject({ verdict: 'notTried', whatToDo: outage });
	expect(found('/bases/{baseId}/fields')).toMatchObject({ verdict: 'asAssumed' });
});

it('sends at most 40 requests where each is tried again', async () => {
	let requests = 0;
	await checkWith((_, query) => {
		requests++;
		return Number(query.get('offset')) > 0 || query.has('updated_from') ? busy : undefined;
	}, new KiamoInteraction());
	expect(requests).toBeGreaterThan(20);
	expect(requests).toBeLessThanOrEqual(40);
});

it('goes on where one call gets no answer, and asks it once', async () => {
	let requests = 0;
	const found = await checkWith((path) => {
		if (!path.endsWith('/fields')) return undefined;
		requests++;
		return 'silence';
	});
	expect(requests).toBe(1);
	expect(found('/bases/{baseId}/fields')).toMatchObject({
		verdict: 'notTried',
		whatToDo: "The server didn't respond: run the check again.",
	});
	expect(found(contact)).toMatchObject({ verdict: 'asAssumed' });
});

it.each(['', '.', '..'])('asks for nothing with the ID "%s"', async (id) => {
	const found = await checkWith((path) =>
		path === '/bases' ? { body: { data: [{ ...base, id }], total: 1 } } : undefined,
	);
	expect(found('/bases/{baseId}')).toMatchObject({ verdict: 'notTried' });
});

it('tries another ID where nothing is under the first', async () => {
	let asked = '';
	const found = await checkWith((path) => {
		if (!path.includes('/contacts/')) return undefined;
		asked ||= path;
		return path === asked ? { status: 404, body: {} } : undefined;
	});
	expect(asked).toContain('/contacts/');
	expect(found(contact)).toMatchObject({ verdict: 'asAssumed' });
});

it('says to check the address where another server may have answered', async () => {
	const found = await checkWith((path) =>
		path === '/bases' ? { status: 302, headers: { location: '/login' } } : undefined,
	);
	expect(found('/bases')?.whatToDo).toContain(
		'Check the address of the Contact Manager API in the credential',
	);
});

it('says what differs, whatever hides the pages behind', async () => {
	for (const behind of [busy, 'silence'] as const) {
		const found = await checkWith((path, query) => {
			if (path !== '/bases') return undefined;
			return query.get('offset') === '0'
				? {
						body: {
							data: [
								{ ...base, name: 5 },
								{ ...base, id: 2 },
							],
							total: 9,
						},
					}
				: behind;
		});
		expect(found('/bases')).toMatchObject({
			verdict: 'differs',
			paging: 'notProven',
			differences: '"name" is a number, not text',
		});
	}
});

it.each<[string, (record: object) => unknown, string]>([
	['under its name', (record) => ({ base: record }), 'nested: the answer is an object with base'],
	[
		'beside others',
		(record) => ({ success: true, error: null, data: record }),
		'nested: the answer is an object with success, error, data',
	],
	['in a list', (record) => ({ data: [record] }), 'nested: the answer is an object with data'],
])('says where one record is: %s', async (_, wrapped, difference) => {
	const found = await checkWith((path) =>
		/^\/bases\/\w+$/.test(path) ? { body: wrapped(base) } : undefined,
	);
	expect(found('/bases/{baseId}')).toMatchObject({
		verdict: 'differs',
		differences: `the record is ${difference}`,
	});
});

it('says that one record comes as a list', async () => {
	const found = await checkWith((path) => (/^\/bases\/\w+$/.test(path) ? { body: [base] } : undefined));
	expect(found('/bases/{baseId}')?.differences).toBe('the answer is a list, not one record');
});

it('names what one record is instead', async () => {
	const found = await checkWith((path) =>
		/\/contacts\/./.test(path) ? { body: { contact: { ID: 1 } } } : undefined,
	);
	expect(found(contact)).toMatchObject({ verdict: 'differs' });
	expect(found(contact)?.differences).toContain('the answer is an object with contact');
});

it('leaves a file open that is not ready, and tells a web page from a file', async () => {
	const file = '/interactions/{interactionId}/attachments/{attachmentId}';
	const checkFile = async (status: number, type = 'audio/mpeg', headers?: Record<string, string>) =>
		await checkWith((path) => {
			const attachment = { id: '1', name: 'call', kind: 'file', ready: true, mime_type: type };
			if (path.endsWith('/attachments')) return { body: { data: [attachment], total: 1 } };
			return path.endsWith('/attachments/1') ? { status, body: {}, headers } : undefined;
		}, new KiamoInteraction());
	const page = { 'content-type': 'text/html' };
	expect((await checkFile(200, 'audio/mpeg', page))(file)).toMatchObject({ verdict: 'differs' });
	expect((await checkFile(200, 'text/html', page))(file)).toMatchObject({ verdict: 'asAssumed' });
	expect((await checkFile(409))(file)).toMatchObject({ verdict: 'notTried' });
	expect((await checkFile(404))(file)).toMatchObject({ verdict: 'missing' });
});
