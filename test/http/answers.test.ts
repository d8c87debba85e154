import { startSimulator, type Simulator } from '../../simulator';
import { locate, mapped, runOn } from '../contactManager/support';
import { answering, readBases, request, said, serve, unknownId, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer | undefined;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 1 });
});
beforeEach(() => simulator.faults.clear());
afterEach(async () => {
	await server?.close();
	server = undefined;
});
afterAll(() => simulator.close());

const atServer = async () => await readBases(simulator, { credentials: { serverUrl: server?.url } });
const webPage = 'The server returned a web page instead of data';

it('a web page with status 200 says that the address may be wrong, at once', async () => {
	simulator.resetCounts();
	simulator.faults.add({ kind: 'html', status: 200 });
	expect(said(await readBases(simulator))).toEqual({
		message: webPage,
		description:
			'Check the server address in the Kiamo credential. A proxy or a login page in front of Kiamo can also cause this.',
		item: 0,
	});
	expect(simulator.counts.requests).toBe(1);
});

it.each([400, 404, 405])('a web page with status %d says so, too', async (status) => {
	simulator.faults.add({ kind: 'html', status });
	const run = await runOn(simulator, { resource: 'base', operation: 'get' });
	expect(said(run).message).toBe(`${webPage} (${status})`);
	expect(said(run).description).toContain('Check the server address in the Kiamo credential');
});

describe('what is asked for again in vain', () => {
	const words: Record<string, ReturnType<typeof said>> = {};
	let badGateway: SmallServer;
	beforeAll(async () => {
		const at = async (name: string, { url }: SmallServer) => {
			words[name] = said(await readBases(simulator, { credentials: { serverUrl: url } }));
		};
		badGateway = await serve((_request, response) => response.writeHead(502).end('<html>Bad Gateway</html>'));
		const text = await serve(answering('a text'));
		const empty = await serve((_request, response) => response.end());
		const cutOff = await serve((_request, response) => response.end('{"data":[{"id":'));
		await Promise.all([at('502', badGateway), at('text', text), at('empty', empty), at('cut off', cutOff)]);
		await Promise.all([badGateway, text, empty, cutOff].map(async (server) => server.close()));
	});

	it('a web page with status 502 says that Kiamo has a server error', () => {
		expect(words['502'].message).toBe('Kiamo returned a server error (502)');
		expect(badGateway.requests()).toBe(4);
	});

	it.each(['cut off', 'empty', 'text'])('an answer that is %s says that it could not be read', (name) => {
		expect(words[name].message).toBe("Couldn't read Kiamo's response");
		expect(words[name].description).toContain('It was cut off or has an unexpected format. Try again.');
	});
});

it.each([null, { rows: [] }, { data: {} }])('%j is not taken for a list', async (body) => {
	server = await serve(answering(body));
	expect(said(await atServer()).message).toBe("Couldn't read Kiamo's response");
});

it('a redirect names where to, and is not followed with the token', async () => {
	const elsewhere = await serve(answering({ data: [] }));
	server = await serve((_request, response) => {
		response.writeHead(302, { location: `${elsewhere.url}/login?next=1` }).end();
	});
	const { message, description } = said(await atServer());
	await elsewhere.close();
	expect(message).toBe(`The server redirected the request to ${elsewhere.url} instead of answering`);
	expect(description).toContain('Check the server address in the Kiamo credential');
	expect(elsewhere.requests()).toBe(0);
});

it('a redirect within the server is reported without an address', async () => {
	server = await serve((_request, response) => response.writeHead(301, { location: '/login' }).end());
	expect(said(await atServer()).message).toBe(
		'The server redirected the request to another address instead of answering',
	);
});

it.each([
	['texts', ['contactEmail is bad']],
	['no field', [{ message: 'bad' }]],
	['numbers', [{ field: 3, message: null }, null]],
	['an object', { contactEmail: ['bad'] }],
])('details of a refusal in another form (%s) do not hide the refusal', async (_form, errors) => {
	server = await serve(answering({ code: 422, message: 'The data is not valid', errors }, 422));
	const { message, description } = said(await atServer());
	expect(message).toBe('Kiamo refused the request');
	expect(description).toContain(`Kiamo's message: "The data is not valid".`);
});

it('many bad fields are named as far as a user can read them', async () => {
	const errors = Array.from({ length: 8 }, (_, at) => ({ field: `fields.field${at}`, message: 'is bad' }));
	server = await serve(answering({ code: 422, message: 'No', errors }, 422));
	const { message } = said(await atServer());
	expect(message).toContain('field "field4": is bad and 3 more');
	expect(message).not.toContain('field5');
});

it('a write whose answer is lost says that it is not known whether it was carried out', async () => {
	simulator.faults.add({ kind: 'truncated', method: 'PUT', times: 9 });
	const path = `/bases/${simulator.bases[0].id}/contacts/${simulator.contacts()[0].id}`;
	const { description } = said(await request(simulator, { method: 'PUT', path, body: '{"fields":{}}' }));
	expect(description).toContain('It is unknown whether Kiamo carried out the request');
});

it('a refused write says nothing of the kind', async () => {
	const run = await runOn(simulator, {
		operation: 'update',
		parameters: { contact: locate(unknownId), fields: mapped({ contactCity: 'Brest' }) as never },
	});
	expect(said(run).description).not.toContain('It is unknown');
});
