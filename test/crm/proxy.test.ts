import { connect } from 'node:net';
import { connect as secure } from 'node:tls';
import { text } from 'node:stream/consumers';
import { CrmApp } from '../../simulator/crm/app';
import { HubSpotDoorman } from '../../simulator/crm/hubspot/refusals';
import { startCrmProxy, type CrmProxy } from '../../simulator/crm/proxy';

const host = 'api.hubapi.com';
const app = new CrmApp(
	{ 'GET /ping': { page: 'none', handle: () => ({ json: 'pong' }) } },
	new HubSpotDoorman(new Map([['t', []]])),
);
let proxy: CrmProxy;
beforeAll(async () => {
	proxy = await startCrmProxy({ [host]: app.listener });
});
afterAll(async () => {
	await proxy.close();
});

/** What the proxy answers to CONNECT, then what the host answers to a GET. */
async function ask(to: string): Promise<{ connected: string; answer?: string }> {
	const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1');
	socket.write(`CONNECT ${to}:443 HTTP/1.1\r\nHost: ${to}\r\n\r\n`);
	const connected = await new Promise<string>((resolve) =>
		socket.once('data', (data) => resolve(String(data))),
	);
	if (!connected.includes(' 200 ')) return { connected };
	const channel = secure({ socket, servername: to, ca: proxy.authority });
	channel.write(`GET /ping HTTP/1.1\r\nHost: ${to}\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n`);
	return { connected, answer: await text(channel) };
}

it('answers for a host with a certificate that its authority vouches for', async () => {
	expect((await ask(host)).answer).toMatch(/200 OK[\s\S]*"pong"/);
});

it('refuses every other host, and remembers it', async () => {
	expect((await ask('example.com')).connected).toMatch(/502/);
	expect(proxy.refused).toEqual(['example.com:443']);
});

it('meets the faults that were set: a status, or a cut connection after the work', async () => {
	app.faults.add({ kind: 'status', status: 500, path: /^\/ping$/ });
	expect((await ask(host)).answer).toMatch(/ 500 /);
	app.faults.add({ kind: 'reset', afterWork: true, path: /^\/ping$/ });
	expect((await ask(host)).answer).toBe('');
	expect(app.log.map(({ status }) => status)).toEqual([200, 500, 0]);
});
