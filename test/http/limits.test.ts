import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { startSimulator, type Simulator } from '../../simulator';
import { answering, readBases, request, said, serve, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer | undefined;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 1 });
});
afterEach(async () => {
	await server?.close();
	server = undefined;
});
afterAll(() => simulator.close());

const timeout = 0.5;
const notInTime = "Kiamo didn't respond in time";
const list = JSON.stringify({ data: [], total: 0 });

/** A server of bare sockets that writes a text one byte at a time, for ever slower than any idle timeout. */
async function drip(text: string): Promise<{ url: string; sockets: Set<Socket>; close(): Promise<void> }> {
	const sockets = new Set<Socket>();
	const bare = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {}).on('close', () => sockets.delete(socket));
		let sent = 0;
		const timer = setInterval(() => {
			if (sent < text.length) socket.write(text[sent++]);
		}, 40);
		socket.on('close', () => clearInterval(timer));
	});
	await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}`,
		sockets,
		async close() {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => bare.close(resolve));
		},
	};
}

describe('an answer that drips a byte at a time', () => {
	it.each([
		['in its headers', `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(9000)}`],
		['in its body', `HTTP/1.1 200 OK\r\n\r\n{"data":[${' '.repeat(9000)}`],
	])('%s ends with a sentence, and its connection is closed', async (_where, text) => {
		const dripping = await drip(text);
		const run = await readBases(simulator, {
			credentials: { serverUrl: dripping.url },
			requestOptions: { timeout },
		});
		expect(said(run).message).toBe(notInTime);
		for (let waits = 0; dripping.sockets.size > 0 && waits < 100; waits++) await sleep(20);
		expect(dripping.sockets.size).toBe(0);
		await dripping.close();
	});

	it('as a refusal stays that refusal, without what it would have said', async () => {
		server = await serve((_incoming, response) => {
			response.writeHead(422, { 'content-type': 'application/json' });
			response.write('{"message": "');
		});
		const run = await request(
			simulator,
			{ method: 'POST', path: '/bases', body: '{}', requestOptions: { timeout } },
			{ credentials: { serverUrl: server.url } },
		);
		expect(said(run)).toMatchObject({ message: 'Kiamo refused the request' });
		expect(said(run).description).not.toContain('It is unknown');
	});
});

it('of a refusal no more than 64 kB are read', async () => {
	let sent = 0;
	server = await serve((incoming, response) => {
		incoming.resume();
		response.writeHead(500, { 'content-type': 'application/json' });
		response.write('{"message":"');
		const pump = () => {
			while (sent < 300_000_000 && !response.destroyed) {
				sent += 100_000;
				if (!response.write('x'.repeat(100_000))) return void response.once('drain', pump);
			}
			response.end();
		};
		pump();
	});
	const run = await readBases(simulator, { credentials: { serverUrl: server.url } });
	expect(said(run).message).toBe('Kiamo returned a server error (500)');
	expect(sent).toBeLessThan(20_000_000);
});

it.each([404, 403])('a refusal of %d with a long message is quoted in 200 characters', async (status) => {
	const message = `a\u0000\u202eb\r\n${'long '.repeat(2000)}`;
	server = await serve(answering({ code: status, message }, status === 404 ? 400 : 418));
	const { description } = said(await readBases(simulator, { credentials: { serverUrl: server.url } }));
	const [, quoted] = /message: "(.*)"/s.exec(description) ?? [];
	expect(quoted).toMatch(/^a b long .*…$/);
	expect(quoted.length).toBeLessThanOrEqual(201);
});

it('an answer of more than 256 MB is not read, and says so', async () => {
	server = await serve((_incoming, response) => {
		response.writeHead(200, { 'content-length': '300000000' });
		response.write('{');
	});
	const run = await readBases(simulator, { credentials: { serverUrl: server.url } });
	expect(said(run)).toMatchObject({
		message: "Kiamo's response is larger than 256 MB",
		description: 'Request less at a time, e.g. with a limit or a filter.',
	});
	expect(server.requests()).toBe(1);
});

it('an answer that is small only while compressed is not read whole', async () => {
	server = await serve((_incoming, response) => {
		response.writeHead(200, { 'content-encoding': 'gzip' });
		const gzip = createGzip({ level: 1 });
		gzip.pipe(response);
		const spaces = Buffer.alloc(10_000_000, ' ');
		for (let megabytes = 0; megabytes < 270; megabytes += 10) gzip.write(spaces);
		gzip.end(list);
	});
	const run = await readBases(simulator, { credentials: { serverUrl: server.url } });
	expect(said(run).message).toBe("Kiamo's response is larger than 256 MB");
});

it('a compressed answer is read', async () => {
	server = await serve((_incoming, response) => {
		response.writeHead(200, { 'content-encoding': 'gzip' });
		const gzip = createGzip();
		gzip.pipe(response);
		gzip.end(`\uFEFF${JSON.stringify({ data: [{ id: 'a', name: 'Clients é' }], total: 1 })}`);
	});
	const run = await readBases(simulator, { credentials: { serverUrl: server.url } });
	expect(run.json).toMatchObject([{ id: 'a', name: 'Clients é' }]);
});

it.each([
	[{ concurrency: 21 }, 'Concurrency must be at most 20, not 21'],
	[{ concurrency: 1e9 }, 'Concurrency must be at most 20, not 1000000000'],
	[{ timeout: 601 }, 'Timeout must be at most 600, not 601'],
])('rejects Request Options %j', async (requestOptions, message) => {
	simulator.resetCounts();
	expect((await readBases(simulator, { requestOptions })).error?.message).toBe(message);
	expect(simulator.counts.requests).toBe(0);
});

it.each([{ body: [] }, { body: {} }])('sends the empty body of %j as it is', async ({ body }) => {
	const seen: string[] = [];
	server = await serve((incoming, response) => {
		incoming.on('data', (chunk) => seen.push(String(chunk)));
		incoming.on('end', () => response.end(JSON.stringify({ type: incoming.headers['content-type'] })));
	});
	const run = await request(
		simulator,
		{ method: 'PUT', path: '/bases', body: JSON.stringify(body) },
		{ credentials: { serverUrl: server.url } },
	);
	expect(run.json).toEqual([{ type: 'application/json' }]);
	expect(seen.join('')).toBe(JSON.stringify(body));
});
