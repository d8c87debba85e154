import pLimit from 'p-limit';
import type { IHttpRequestOptions } from 'n8n-workflow';
import type { KiamoRequest, KiamoResponse } from '../../nodes/shared/transport/failure';
import { send, type Connection } from '../../nodes/shared/transport/connection';
import { authenticate } from '../../nodes/shared/transport/token';

const credential = { serverUrl: 'https://kiamo.example.com', apiToken: 'f'.repeat(40) };
const post: KiamoRequest = { api: 'contactManager', method: 'POST', path: '/bases', ids: {}, body: [] };

/** A connection whose way out is a function of the test. */
function connectionOver(answer: () => KiamoResponse, more: Partial<Connection> = {}): Connection {
	const transport = async () => await Promise.resolve(answer());
	return { credential, options: {}, limit: pLimit(5), clockAhead: 0, transport, ...more };
}

const throwing = (error: unknown) => () => {
	throw error;
};

it.each([
	['an error without a code', new Error('odd'), 'unknown'],
	['what is no error', 'odd', 'unknown'],
	[
		'a code deep inside',
		new Error('outer', { cause: Object.assign(new Error(), { code: 'EPIPE' }) }),
		'EPIPE',
	],
])('%s ends as a connection that broke, and keeps nothing but its code', async (_name, error, code) => {
	expect(await send(connectionOver(throwing(error)), post)).toEqual({
		ok: false,
		failure: { request: post, cause: { kind: 'unreachable', code }, mayHaveWritten: true },
	});
});

it('nothing is sent for a run that was canceled before', async () => {
	let sent = 0;
	const connection = connectionOver(() => ({ status: 200, headers: {}, body: { count: ++sent } }), {
		signal: AbortSignal.abort(),
	});
	expect(await send(connection, post)).toEqual({
		ok: false,
		failure: { request: post, cause: { kind: 'cancelled' }, mayHaveWritten: false },
	});
	expect(sent).toBe(0);
});

it('a write cut off by a cancel may have been carried out', async () => {
	const abort = new AbortController();
	const cutOff = () => {
		abort.abort();
		throw new Error('canceled');
	};
	expect(await send(connectionOver(cutOff, { signal: abort.signal }), post)).toEqual({
		ok: false,
		failure: { request: post, cause: { kind: 'cancelled' }, mayHaveWritten: true },
	});
});

it('the connection knows how far the clock of the server is ahead', async () => {
	const date = new Date(Date.now() + 3_600_000).toUTCString();
	const connection = connectionOver(() => ({ status: 201, headers: { date }, body: [] }));
	expect(await send(connection, post)).toEqual({ ok: true, data: [] });
	expect(Math.round(connection.clockAhead / 60_000)).toBe(60);
});

it('a server that tells no time is taken to have ours', async () => {
	const connection = connectionOver(() => ({ status: 204, headers: {}, body: '' }));
	expect(await send(connection, post)).toEqual({ ok: true, data: undefined });
	expect(connection.clockAhead).toBe(0);
});

it('the token goes into its header, beside those that are there; a missing one is empty', async () => {
	const request = { url: '/bases', headers: { accept: 'application/json' } };
	expect(await authenticate({ apiToken: ' abc\n' }, request)).toEqual({
		url: '/bases',
		headers: { accept: 'application/json', 'Kiamo-Api-Token': 'abc' },
	});
	expect(await authenticate({}, { url: '/' })).toMatchObject({ headers: { 'Kiamo-Api-Token': '' } });
});

describe('what is handed to n8n', () => {
	const handed = async (more: Partial<Connection>) => {
		let options: IHttpRequestOptions = { url: '' };
		const transport: Connection['transport'] = async (given) => {
			options = given;
			return await Promise.resolve({ status: 200, headers: {}, body: {} });
		};
		await send(
			connectionOver(() => ({ status: 200, headers: {}, body: {} }), { ...more, transport }),
			post,
		);
		return options;
	};

	it('is a proxy with the usual port when its address has none', async () => {
		const portOf = async (proxy: string) => (await handed({ options: { proxy } })).proxy;
		expect(await portOf('http://proxy.example.com')).toEqual({
			protocol: 'http:',
			host: 'proxy.example.com',
			port: 80,
		});
		expect(await portOf('https://proxy.example.com')).toMatchObject({ protocol: 'https:', port: 443 });
	});

	it('is a timeout of 30 seconds unless the user sets another', async () => {
		expect((await handed({})).timeout).toBe(30_000);
		expect((await handed({ options: { timeout: 2 } })).timeout).toBe(2_000);
	});

	it('is the address of the server when an API has none of its own', async () => {
		const separate = { ...credential, separateAddresses: true };
		expect((await handed({ credential: separate })).url).toBe('https://kiamo.example.com/api/v3/bases');
	});
});
