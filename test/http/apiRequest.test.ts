import type { Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { answering, request, said, serve } from './support';

let simulator: Simulator;
let contacts: string;
beforeEach(async () => {
	simulator = await startWith(Array.from({ length: 7 }, (_, at) => ({ contactLastName: `Martin ${at}` })));
	contacts = `/bases/${simulator.bases[0].id}/contacts`;
});
afterEach(async () => {
	expect(simulator.contractViolations).toEqual([]);
	await simulator.close();
});

const ids = () => simulator.contacts().map(({ id }) => id);
const fields = { contactLastName: 'Durand', contactCity: 'Évry' };
const lastQuery = () => simulator.counts.lastRequests.at(-1)?.query;

it('GET puts out what Kiamo answers, as it is', async () => {
	const { json, items } = await request(simulator, { path: '/bases' });
	expect(json).toMatchObject([{ total: 3, data: [{ name: 'Clients' }, { name: 'Prospects' }, {}] }]);
	expect(items[0].pairedItem).toEqual({ item: 0 });
});

it.each(['bases', '/bases', '/bases/', ' /bases '])('a path may be written as "%s"', async (path) => {
	expect((await request(simulator, { path })).json).toMatchObject([{ total: 3 }]);
});

it.each([
	['text', JSON.stringify([{ fields }])],
	['an expression that gives an object', '={{ [{ fields: $json }] }}'],
])('POST sends a body given as %s', async (_as, body) => {
	const { json } = await request(simulator, { method: 'POST', path: contacts, body }, { items: [fields] });
	expect(json).toMatchObject([{ fields }]);
	expect(simulator.contacts().at(-1)?.fields).toEqual(fields);
});

it('PUT changes, DELETE that answers 204 puts out success', async () => {
	const path = `${contacts}/${ids()[0]}`;
	const put = await request(simulator, { method: 'PUT', path, body: JSON.stringify({ fields }) });
	expect(put.json).toMatchObject([{ id: ids()[0], fields }]);
	expect((await request(simulator, { method: 'DELETE', path })).json).toEqual([{ success: true }]);
	expect(simulator.contacts()).toHaveLength(6);
});

it('PUT and GET may answer 204, too', async () => {
	simulator.quirks.emptyPut = true;
	const path = `${contacts}/${ids()[0]}`;
	const put = await request(simulator, { method: 'PUT', path, body: JSON.stringify({ fields }) });
	expect(put.json).toEqual([{ success: true }]);
	const empty = await serve((_request, response) => response.writeHead(204).end());
	const get = await request(simulator, { path: '/bases' }, { credentials: { serverUrl: empty.url } });
	await empty.close();
	expect(get.json).toEqual([{ success: true }]);
});

it.each([
	['null', 'GET', null, [{ success: true }]],
	['null', 'POST', null, [{ success: true }]],
	['an empty list', 'PUT', [], []],
	['a list with holes', 'GET', [null, { id: 1 }], [{ data: null }, { id: 1 }]],
	['a list of values', 'GET', [1, 'two', [3]], [{ data: 1 }, { data: 'two' }, { data: [3] }]],
])('puts out objects only where Kiamo answers with %s to %s', async (_as, method, body, items) => {
	const server = await serve(answering(body));
	const run = await request(simulator, { method, path: '/x' }, { credentials: { serverUrl: server.url } });
	await server.close();
	expect(run.error).toBeUndefined();
	expect(run.json).toEqual(items);
});

it('puts out the rows of pages as objects, too', async () => {
	const server = await serve(answering({ data: [null, 1, { id: 1 }], total: 3 }));
	const credentials = { serverUrl: server.url };
	const run = await request(simulator, { path: '/x', readPages: true, returnAll: true }, { credentials });
	await server.close();
	expect(run.error).toBeUndefined();
	expect(run.json).toEqual([{ data: null }, { data: 1 }, { id: 1 }]);
});

it('GET and DELETE send no body', async () => {
	const bodies: string[] = [];
	const server = await serve((incoming, response) => {
		let body = '';
		incoming.on('data', (part) => (body += String(part)));
		incoming.on('end', () => {
			bodies.push(body);
			response.end('{}');
		});
	});
	const credentials = { serverUrl: server.url };
	for (const method of ['GET', 'DELETE', 'POST']) {
		await request(simulator, { method, path: '/x', body: '{"a":1}' }, { credentials });
	}
	await server.close();
	expect(bodies).toEqual(['', '', '{"a":1}']);
});

it.each(['{', '{a: 1}', '[1,]', "{'a': 1}"])(
	'the body %s says that it is no JSON, before a request',
	async (body) => {
		expect(said(await request(simulator, { method: 'POST', path: contacts, body }))).toMatchObject({
			message: expect.stringMatching(/not valid JSON/i) as string,
		});
		expect(simulator.counts.requests).toBe(0);
	},
);

it('query parameters are encoded; a name may come several times, and have any name', async () => {
	const parameter = [
		{ name: 'filter[contactLastName]', value: 'Martin 1' },
		{ name: 'filter[contactLastName]', value: 'Martin 3' },
		{ name: 'limit', value: '={{ 5 }}' },
		{ name: '', value: 'left out' },
		{ name: '__proto__', value: 'a&b' },
		{ name: 'constructor', value: 'é' },
	];
	await request(simulator, { path: contacts, query: { parameter } });
	expect(lastQuery()).toBe(
		'filter%5BcontactLastName%5D=Martin+1&filter%5BcontactLastName%5D=Martin+3&limit=5&__proto__=a%26b&constructor=%C3%A9',
	);
});

it.each(['/bases?limit=1', '/bases#top'])('the path %s says where a query belongs', async (path) => {
	expect(said(await request(simulator, { path })).message).toContain(
		'Put what follows a ? under Query Parameters',
	);
	expect(simulator.counts.requests).toBe(0);
});

it.each(['', '/', ' ', '/bases//contacts', '/bases/../bases', '/%2e%2e/x'])(
	'the path "%s" is refused, before a request',
	async (path) => {
		expect(said(await request(simulator, { path: path || '={{ "" }}' })).message).toContain(
			'cannot be part of a path',
		);
		expect(simulator.counts.requests).toBe(0);
	},
);

it('a path may hold encoded characters, and a % that encodes nothing', async () => {
	for (const path of ['/caf%C3%A9', '/café', '/100%', '/a%2Fb']) await request(simulator, { path });
	expect(simulator.counts.lastRequests.map(({ path }) => path)).toEqual([
		'/caf%C3%A9',
		'/caf%C3%A9',
		'/100%25',
		'/a%2Fb',
	]);
});
