import { createServer, globalAgent, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { generate } from 'selfsigned';
import { fetchCollection } from '../../scripts/contractDiff/fetch';

let server: Server;
let address: string;
let answer: RequestListener;
beforeAll(async () => {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
	globalAgent.options.ca = cert;
	server = createServer({ key, cert }, (request, response) => answer(request, response));
	await new Promise<void>((done) => server.listen(0, 'localhost', done));
	address = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	globalAgent.options.ca = undefined;
	globalAgent.destroy();
	server.closeAllConnections();
	await new Promise((done) => server.close(done));
});

describe('Fetching the collection', () => {
	test('follows redirects over HTTPS', async () => {
		answer = ({ url }, response) => {
			if (url === '/new') response.end('{"info":{}}');
			else response.writeHead(302, { location: '/new' }).end();
		};
		expect(await fetchCollection(`${address}/old`)).toBe('{"info":{}}');
	});

	test.each<[string, RequestListener, string]>([
		[
			'a redirect to plain HTTP',
			(_, response) => response.writeHead(301, { location: 'http://localhost:1/' }).end(),
			'which is not HTTPS',
		],
		[
			'redirects without an end',
			(_, response) => response.writeHead(302, { location: '/' }).end(),
			'again and again',
		],
		['a refusal', (_, response) => response.writeHead(403).end(), 'HTTP status 403'],
		['silence', () => undefined, 'no answer within 0.3 seconds'],
		['a body that never ends', (_, response) => response.write('{'), 'no answer within 0.3 seconds'],
	])('says what to do after %s', async (_, listener, reason) => {
		answer = listener;
		const failure = fetchCollection(address, reason.startsWith('no answer') ? 0.3 : 10);
		await expect(failure).rejects.toThrow(reason);
		await expect(failure).rejects.toThrow('run: npm run contract:diff -- FILE');
	});

	test('takes no address but HTTPS', async () => {
		await expect(fetchCollection('http://localhost:1/')).rejects.toThrow('which is not HTTPS');
	});
});
