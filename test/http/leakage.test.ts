import { LoggerProxy, type INodeParameters } from 'n8n-workflow';
import { startSimulator, type Fault, type Simulator } from '../../simulator';
import { autoMapped, credentialsOf, locate, node, runOn } from '../contactManager/support';
import { loadOptions, searchList, testCredential } from '../support/methods';
import { everything, expectWithout } from './leak';
import { answering, closedPort, request, serve, unknownId } from './support';

let simulator: Simulator;
let secure: Simulator;
let token: string;
/** All that was written or logged while a test ran. */
let written: string;
const spies: jest.SpyInstance[] = [];

beforeAll(async () => {
	simulator = await startSimulator({ contacts: 3 });
	secure = await startSimulator({ contacts: 1, tls: true, token: simulator.token });
	({ token } = simulator);
});
beforeEach(() => {
	written = '';
	simulator.faults.clear();
	const keep = (...parts: unknown[]) => void (written += parts.map((part) => everything(part)).join(' '));
	LoggerProxy.init({ error: keep, warn: keep, info: keep, debug: keep });
	for (const stream of [process.stdout, process.stderr]) {
		spies.push(jest.spyOn(stream, 'write').mockImplementation((text) => (keep(text), true)));
	}
	for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
		spies.push(jest.spyOn(console, level).mockImplementation(keep));
	}
});
afterEach(() => {
	for (const spy of spies.splice(0)) spy.mockRestore();
	expectNoToken(written);
});
afterAll(async () => {
	await simulator.close();
	await secure.close();
});

const expectNoToken = (thing: unknown) => expectWithout(token, thing);

/** Runs in each way that shows errors in another place. */
async function runs(parameters: INodeParameters, credentials: Record<string, unknown>) {
	const ways = [{}, { goOn: true }, { settings: { onError: 'continueErrorOutput' as const } }];
	return await Promise.all(
		ways.map(
			async (way) => await request(simulator, parameters, { ...way, credentials: credentials as never }),
		),
	);
}

const statuses = [400, 401, 403, 404, 409, 413, 422, 429, 500, 503];
const faults: Array<[string, Fault]> = [
	...statuses.map((status): [string, Fault] => [`${status}`, { kind: 'status', status, retryAfter: 0 }]),
	['reset', { kind: 'reset' }],
	['truncated', { kind: 'truncated' }],
	['a web page', { kind: 'html', status: 200 }],
];

it.each(faults)('the token is in nothing that comes of %s', async (_name, fault) => {
	simulator.faults.add({ ...fault, times: 99 });
	const path = `/bases/${simulator.bases[0].id}/contacts`;
	const results = await runs({ method: 'POST', path, body: '[{"fields":{"contactLastName":"A"}}]' }, {});
	expect(results[0].error?.message).toBeTruthy();
	expect(results[1].json[0].error).toBeTruthy();
	expectNoToken(results);
});

it('the token is in nothing that comes of a server that cannot be reached', async () => {
	const silent = await serve(() => {});
	const redirecting = await serve((_incoming, response) => response.writeHead(302, { location: '/x' }).end());
	const cases = [
		[{ serverUrl: await closedPort() }, {}],
		[{ serverUrl: 'http://kiamo.invalid' }, {}],
		[{ serverUrl: secure.url }, {}],
		[{ serverUrl: silent.url }, { timeout: 0.1 }],
		[{ serverUrl: redirecting.url }, {}],
		[{ serverUrl: 'nowhere' }, {}],
		[{ useProxy: true, proxyUrl: await closedPort() }, {}],
		[{ useProxy: true, proxyUrl: 'nowhere' }, {}],
	];
	const results = await Promise.all(
		cases.map(
			async ([credentials, requestOptions]) => await runs({ path: '/bases', requestOptions }, credentials),
		),
	);
	await Promise.all([silent.close(), redirecting.close()]);
	for (const [run] of results) expect(run.error?.message).toBeTruthy();
	expectNoToken(results);
});

it('a server that echoes what it was sent does not bring the token back in an error', async () => {
	const echo = await serve((incoming, response) => {
		const said = JSON.stringify({
			code: 400,
			message: 'Bad',
			headers: incoming.headers,
			rawHeaders: incoming.rawHeaders,
		});
		response.writeHead(400, { ...incoming.headers, 'content-type': 'application/json' }).end(said);
	});
	const results = await runs({ path: '/bases' }, { serverUrl: echo.url });
	await echo.close();
	expect(results[0].error?.message).toBe('Kiamo refused the request');
	expectNoToken(results);
});

it('a server that names the token in its own words does not bring it into an error', async () => {
	const errors = [{ field: `tokens.${token}`, message: `${token} is unknown` }];
	const server = await serve(answering({ code: 400, message: `No token ${token}`, errors }, 400));
	const results = await runs({ path: '/bases' }, { serverUrl: server.url });
	await server.close();
	expect(results[0].error?.message).toBe('Kiamo refused the data: field "…": … is unknown');
	expectNoToken(results);
});

it('the token is in nothing that comes of a run that ends well, hints included', async () => {
	const run = await runOn(simulator, {
		operation: 'upsert',
		items: [{ contactLastName: 'Zimmer', contactEmail: 'z@kiamo.test', unknown: 1 }],
		parameters: { fields: autoMapped('contactEmail') as never },
	});
	expect(run.json).toHaveLength(1);
	expect(run.hints.length).toBeGreaterThan(0);
	expectNoToken(run);
});

it('the token is in no error of the editor, and in no answer of the test of a credential', async () => {
	const base = locate(unknownId);
	const editor = { node, credentials: credentialsOf(simulator), parameters: { base } };
	const failed = await loadOptions({ ...editor, method: 'getFieldOptions' }).catch((error: unknown) => error);
	expect(failed).toBeInstanceOf(Error);
	const untrusted = { ...editor, credentials: credentialsOf(secure) };
	const refused = await searchList({ ...untrusted, method: 'searchBases' }).catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(Error);
	const tests = [
		await testCredential({ ...untrusted, method: 'kiamoApiTest' }),
		await testCredential({ ...editor, method: 'kiamoApiTest' }),
	];
	expectNoToken([failed, refused, tests]);
});

it('this test would see a token that is hidden deep in an error', () => {
	const hidden = new Error('outer', {
		cause: Object.assign(new Error('inner'), { config: { headers: { token } } }),
	});
	expect(everything(hidden).includes(token)).toBe(true);
});
