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
	change: (path: string, query: URLSearchParams) => Given | undefined,
	node: KiamoContactManager | KiamoInteraction = new KiamoContactManager(),
) {
	const server = await serve((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://kiamo');
		const given = change(pathname.replace('/api/v3', ''), searchParams);
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
		{},
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
	['rows that are no objects', { body: { data: [base, 5], total: 2 } }, '2 of 4 rows are no object'],
	[
		'rows under another name',
		{ body: { items: [base] } },
		'the rows are not in "data": the answer is an object with items',
	],
	[
		'two lists under other names',
		{ body: { items: [base], others: [] } },
		'the answer is no list, but an object with items, others',
	],
	['a text', { body: '"no list"' }, 'the answer is no JSON object or list'],
	['an object without names', { body: {} }, 'the answer is no list, but an object with no names'],
	[
		'a web page',
		{ body: '<!doctype html><html></html>', headers: { 'content-type': 'text/html' } },
		'the answer is a web page',
	],
	['no JSON', { body: '{"data": [' }, 'the answer is no JSON object or list'],
	['another address', { status: 302, headers: { location: '/login' } }, 'the server redirects the request'],
	['a refusal', { status: 409, body: { message: 'no' } }, 'the server refused the request (409)'],
])('a list that answers with %s differs', async (_, given, difference) => {
	const found = await checkWith((path) => (path === '/bases' ? given : undefined));
	expect(found('/bases')).toMatchObject({ verdict: 'differs' });
	expect(found('/bases')?.differences).toContainEqual(difference);
});

it('reads a list that refuses the parameters of a page without them', async () => {
	const found = await checkWith((path, query) => {
		if (path !== '/bases') return undefined;
		return query.has('limit') ? { status: 422, body: {} } : { body: { data: [base], total: 1 } };
	});
	expect(found('/bases')).toMatchObject({
		verdict: 'differs',
		paging: 'contradicted',
		differences: ['the server refuses "limit" or "offset" (422)'],
	});
});

it('says the refusal of a list that takes no request', async () => {
	const found = await checkWith((path) => (path === '/bases' ? { status: 422, body: {} } : undefined));
	expect(found('/bases')).toMatchObject({
		verdict: 'differs',
		differences: ['the server refused the request (422)'],
	});
});

it('says that a feed is refused', async () => {
	const found = await checkWith((_, query) =>
		query.has('updated_from') ? { status: 400, body: {} } : undefined,
	);
	expect(found('/bases/{baseId}/contacts')?.differences).toEqual([
		'the server refuses "updated_from" or its order of rows',
	]);
});

it('leaves pages open where the second is refused', async () => {
	const found = await checkWith((path, query) =>
		path === '/bases' && query.get('offset') !== '0' ? { status: 404, body: {} } : undefined,
	);
	expect(found('/bases')).toMatchObject({ verdict: 'asAssumed', paging: 'notProven' });
});

it('names what one record is instead', async () => {
	const found = await checkWith((path) =>
		/\/contacts\/./.test(path) ? { body: { contact: { ID: 1 } } } : undefined,
	);
	expect(found(contact)).toMatchObject({ verdict: 'differs' });
	expect(found(contact)?.differences).toContainEqual('the answer is an object with contact');
});

it('leaves a file open that is not ready, and does not find one that is not there', async () => {
	const file = '/interactions/{interactionId}/attachments/{attachmentId}';
	const attachments = { data: [{ id: '1', name: 'call.mp3', kind: 'recording', ready: true }], total: 1 };
	const checkFile = async (status: number) =>
		await checkWith((path) => {
			if (path.endsWith('/attachments')) return { body: attachments };
			return path.endsWith('/attachments/1') ? { status, body: {} } : undefined;
		}, new KiamoInteraction());
	expect((await checkFile(409))(file)).toMatchObject({ verdict: 'notTried' });
	expect((await checkFile(404))(file)).toMatchObject({ verdict: 'missing' });
});
