import { Readable } from 'node:stream';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { connect, send, type Connection } from '../../nodes/shared/transport/connection';
import type { KiamoCredential } from '../../nodes/shared/transport/credential';
import type { Transport } from '../../nodes/shared/transport/exchange';
import type { KiamoRequest } from '../../nodes/shared/transport/failure';
import { authenticate } from '../../nodes/shared/transport/credential';

const credential = { serverUrl: 'https://kiamo.example.com', apiToken: 'f'.repeat(40) };
const post: KiamoRequest = { api: 'contactManager', method: 'POST', path: '/bases', ids: {}, body: [] };

interface Given {
	status: number;
	headers: IDataObject;
	body: unknown;
}
const toResponse = ({ body, ...head }: Given) => ({
	...head,
	body: Readable.from([Buffer.from(body === '' ? '' : JSON.stringify(body))]),
});

/** A connection whose way out is a function of the test. */
function connectionOver(answer: () => Given, more: { signal?: AbortSignal } = {}): Connection {
	const transport: Transport = async () => await Promise.resolve().then(() => toResponse(answer()));
	return connect(credential, {}, transport, more.signal);
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
		failure: {
			request: post,
			addressLabel: 'server address',
			cause: { kind: 'unreachable', code },
			mayHaveWritten: true,
		},
	});
});

it('nothing is sent for a run that was canceled before', async () => {
	let sent = 0;
	const connection = connectionOver(() => ({ status: 200, headers: {}, body: { count: ++sent } }), {
		signal: AbortSignal.abort(),
	});
	expect(await send(connection, post)).toEqual({
		ok: false,
		failure: {
			request: post,
			addressLabel: 'server address',
			cause: { kind: 'cancelled' },
			mayHaveWritten: false,
		},
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
		failure: {
			request: post,
			addressLabel: 'server address',
			cause: { kind: 'cancelled' },
			mayHaveWritten: true,
		},
	});
});

it('ends in time although the HTTP helper ignores its signal, and lets go of what comes later', async () => {
	let answer: (response: Awaited<ReturnType<Transport>>) => void = () => {};
	const late = toResponse({ status: 200, headers: {}, body: [] });
	const connection = connect(
		credential,
		{ timeout: 0.1 },
		async () =>
			await new Promise((resolve) => {
				answer = resolve;
			}),
	);
	expect(await send(connection, post)).toMatchObject({
		ok: false,
		failure: { cause: { kind: 'unreachable', code: 'ECONNABORTED' }, mayHaveWritten: true },
	});
	answer(late);
	await new Promise((resolve) => setImmediate(resolve));
	expect(late.body.destroyed).toBe(true);
});

it('a request that begins at the deadline has a few seconds, and is not sent again', async () => {
	let signal: AbortSignal | undefined;
	const connection = connect(credential, { timeout: 600 }, async (_, given) => {
		signal = given;
		return await Promise.resolve(toResponse({ status: 503, headers: {}, body: {} }));
	});
	connection.deadline = Date.now();
	const answer = await send(connection, { ...post, method: 'GET' });
	expect(answer).toMatchObject({ ok: false, failure: { cause: { status: 503 } } });
	expect(signal?.aborted).toBe(false);
});

it('a refused PUT whose first answer was lost may have been carried out', async () => {
	const answers = [throwing(new Error('lost')), () => ({ status: 422, headers: {}, body: {} })];
	const connection = connectionOver(() => (answers.shift() ?? throwing(new Error()))());
	expect(await send(connection, { ...post, method: 'PUT' })).toMatchObject({
		ok: false,
		failure: { cause: { kind: 'refused', status: 422 }, mayHaveWritten: true },
	});
});

it.each([
	['a contact', 'contactManager', '/bases/a/contacts/b', true],
	['an interaction, which stays when it is canceled', 'interaction', '/interactions/5', false],
	['a path that the contract does not have', 'agent', '/teams/5', false],
] as const)('a DELETE of %s that meets 404 after a lost answer', async (_what, api, path, isDone) => {
	const answers = [throwing(new Error('lost')), () => ({ status: 404, headers: {}, body: {} })];
	const connection = connectionOver(() => (answers.shift() ?? throwing(new Error()))());
	const answer = await send(connection, { api, method: 'DELETE', path, ids: {} });
	expect(answer).toMatchObject(
		isDone ? { ok: true } : { ok: false, failure: { cause: { status: 404 }, mayHaveWritten: true } },
	);
});

it.each([
	['a web page', '<html>'],
	['half an answer', `{"message":"${'x'.repeat(70_000)}"}`],
])('a DELETE that meets %s with 404 after a lost answer is not known to be done', async (_what, text) => {
	const lost = throwing(new Error('lost'));
	const answers: Array<() => Given> = [lost];
	const connection = connect(credential, {}, async () => {
		await Promise.resolve(answers.shift()?.());
		return { status: 404, headers: {}, body: Readable.from([Buffer.from(text)]) };
	});
	const path = '/bases/a/contacts/b';
	expect(await send(connection, { api: 'contactManager', method: 'DELETE', path, ids: {} })).toMatchObject({
		ok: false,
		failure: { mayHaveWritten: true },
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
	const handed = async (more: Partial<KiamoCredential>, options = {}, request = post) => {
		let handed: IHttpRequestOptions = { url: '' };
		const transport: Transport = async (given) => {
			handed = given;
			return await Promise.resolve(toResponse({ status: 200, headers: {}, body: {} }));
		};
		await send(connect({ ...credential, ...more }, options, transport), request);
		return handed;
	};

	it('is a proxy with the usual port when its address has none', async () => {
		const portOf = async (proxyUrl: string) => (await handed({ useProxy: true, proxyUrl })).proxy;
		expect(await portOf('http://proxy.example.com')).toEqual({
			protocol: 'http:',
			host: 'proxy.example.com',
			port: 80,
		});
		expect(await portOf('https://proxy.example.com')).toMatchObject({ protocol: 'https:', port: 443 });
	});

	it('is a timeout of 30 seconds unless the user sets another', async () => {
		expect((await handed({})).timeout).toBe(30_000);
		expect((await handed({}, { timeout: 2 })).timeout).toBe(2_000);
	});

	it('is the address of the server when an API has none of its own', async () => {
		expect((await handed({ separateAddresses: true })).url).toBe('https://kiamo.example.com/api/v3/bases');
	});
});
