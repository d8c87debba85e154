import { request as forward } from 'node:http';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, node } from '../contactManager/support';
import { searchList } from '../support/methods';
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

it('actions and drop-downs go through the proxy of Request Options', async () => {
	const requestOptions = { proxy: proxy.url };
	expect((await readBases(simulator, { requestOptions })).json).toHaveLength(3);
	expect(proxy.requests()).toBe(1);
	const credentials = credentialsOf(simulator);
	await searchList({ node, credentials, method: 'searchBases', parameters: { requestOptions } });
	expect(proxy.requests()).toBe(2);
});

it('name and password in the address are given to the proxy', async () => {
	const withUser = proxy.url.replace('://', '://jean:p%40ss@');
	await readBases(simulator, { requestOptions: { proxy: withUser } });
	expect(authorizations.at(-1)).toBe(`Basic ${Buffer.from('jean:p@ss').toString('base64')}`);
});

it('without a proxy, none is asked', async () => {
	const before = proxy.requests();
	await readBases(simulator, { requestOptions: { proxy: '' } });
	expect(proxy.requests()).toBe(before);
});

it.each(['proxy', 'proxy.example.com:8080', 'ftp://proxy.example.com', 'http://'])(
	'%s as a proxy says how to write one',
	async (address) => {
		simulator.resetCounts();
		const run = await readBases(simulator, { requestOptions: { proxy: address } });
		expect(said(run)).toMatchObject({
			message:
				'The proxy under Request Options is not an address. Write it like http://proxy.example.com:8080',
			item: 0,
		});
		expect(simulator.counts.requests).toBe(0);
	},
);
