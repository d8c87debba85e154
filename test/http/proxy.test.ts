import { request as forward } from 'node:http';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, node } from '../contactManager/support';
import { searchList, testCredential } from '../support/methods';
import { readBases, said, serve, type SmallServer } from './support';

let simulator: Simulator;
let proxy: SmallServer;
const authorizations: unknown[] = [];
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 1 });
	proxy = await serve((incoming, response) => {
		authorizations.push(incoming.headers['proxy-authorization']);
		const { method, headers, url = '' } = incoming;
		incoming.pipe(
			forward(url, { method, headers }, (answer) => {
				response.writeHead(answer.statusCode ?? 0, answer.headers);
				answer.pipe(response);
			}),
		);
	});
});
afterAll(async () => {
	await proxy.close();
	await simulator.close();
});

const through = (more: object = {}) => ({ useProxy: true, proxyUrl: proxy.url, ...more });

it('sends actions, drop-downs and the credential test through the proxy of the credential', async () => {
	const before = proxy.requests();
	expect((await readBases(simulator, { credentials: through() })).json).toHaveLength(3);
	expect(proxy.requests()).toBe(before + 1);
	const credentials = credentialsOf(simulator, through());
	await searchList({ node, credentials, method: 'searchBases' });
	expect(proxy.requests()).toBe(before + 2);
	expect(await testCredential({ node, credentials, method: 'kiamoApiTest' })).toMatchObject({ status: 'OK' });
	expect(proxy.requests()).toBe(before + 7);
});

it('gives user name and password to the proxy', async () => {
	const credentials = through({ proxyUser: 'jean', proxyPassword: 'p@ss:1' });
	const expected = `Basic ${Buffer.from('jean:p@ss:1').toString('base64')}`;
	await readBases(simulator, { credentials });
	expect(authorizations.at(-1)).toBe(expected);
	const method = 'kiamoApiTest';
	await testCredential({ node, credentials: credentialsOf(simulator, credentials), method });
	expect(authorizations.at(-1)).toBe(expected);
});

it('asks no proxy when it is off, whatever is in a node or in the fields', async () => {
	const before = proxy.requests();
	await readBases(simulator, { requestOptions: { proxy: proxy.url } });
	await readBases(simulator, { credentials: { useProxy: false, proxyUrl: proxy.url } });
	expect(proxy.requests()).toBe(before);
});

it.each([
	'',
	'proxy',
	'proxy.example.com:8080',
	'ftp://proxy.example.com',
	'http://',
	'http://jean:secret@proxy.example.com',
])('rejects %j as the address of a proxy, and sends nothing', async (proxyUrl) => {
	simulator.resetCounts();
	const run = await readBases(simulator, { credentials: { useProxy: true, proxyUrl } });
	expect(said(run)).toMatchObject({
		message:
			'The proxy address in the Kiamo credential is not valid. Write it like http://proxy.example.com:8080, and use the fields below it for user name and password',
		item: 0,
	});
	expect(simulator.counts.requests).toBe(0);
});
