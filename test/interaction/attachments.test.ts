import { createHash } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { serve } from '../http/support';
import { runNode } from '../support/harness';
import { node, reception, run } from './support';
import type { OperationRun } from '../support/operations';

let simulator: Simulator;
let id: number;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	({ id } = simulator.centre.receive({ service: reception, customer: '0612345678' }));
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const download = async (parameters: IDataObject = {}, more: OperationRun = {}) =>
	await run(simulator, 'attachment.download', { interaction: locate(String(id)), ...parameters }, more);
const one = (attachment: number | string) => ({ which: 'one', attachment: locate(String(attachment)) });
const bytesOf = (data: string | undefined) => Buffer.from(data ?? '', 'base64');
const asked = () => simulator.counts.byOperation.downloadAttachment;

it('Get Many: lists attachments by kind', async () => {
	simulator.centre.attach(id);
	simulator.centre.attach(id, { kind: 'voicemail', readyAfter: 60_000 });
	const many = async (parameters: IDataObject) =>
		(await run(simulator, 'attachment.getAll', { interaction: locate(String(id)), ...parameters })).json;
	expect(await many({})).toMatchObject([
		{ kind: 'recording', ready: true },
		{ kind: 'voicemail', ready: false, size: null },
	]);
	expect(await many({ kinds: ['voicemail'] })).toMatchObject([{ kind: 'voicemail' }]);
	expect(await many({ limit: 1 })).toHaveLength(1);
});

it('downloads one: the bytes, the name and the type as Kiamo has them', async () => {
	const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
	const attachment = simulator.centre.attach(id, { kind: 'file', name: 'Devis é.pdf', content });
	const { items } = await download(one(attachment));
	expect(items).toHaveLength(1);
	expect(items[0].json).toMatchObject({
		interaction_id: String(id),
		id: String(attachment),
		kind: 'file',
		ready: true,
	});
	expect(items[0].binary?.data).toMatchObject({
		fileName: 'Devis é.pdf',
		mimeType: 'application/pdf',
		fileExtension: 'pdf',
	});
	expect(bytesOf(items[0].binary?.data.data).equals(content)).toBe(true);
});

it('downloads all of some kinds, each as an item that is paired', async () => {
	const other = simulator.centre.receive({ service: reception, customer: '0712345678' });
	simulator.centre.attach(id);
	simulator.centre.attach(id, { kind: 'voicemail' });
	simulator.centre.attach(other.id, { kind: 'voicemail' });
	const { items } = await download(
		{ interaction: locate('={{ $json.id }}'), kinds: ['voicemail'], options: { field: 'message' } },
		{ items: [{ id }, { id: other.id }, { id: 999 }], goOn: true },
	);
	expect(items.map(({ json, pairedItem }) => [json.interaction_id ?? json.error, pairedItem])).toEqual([
		[String(id), { item: 0 }],
		[String(other.id), { item: 1 }],
		['Interaction "999" not found in Kiamo', { item: 2 }],
	]);
	expect(items[0].binary?.message.mimeType).toBe('audio/wav');
	expect((await download()).items).toHaveLength(2);
	expect((await download({ kinds: ['file'] })).items).toEqual([]);
});

it('keeps only the last part of a hostile name', async () => {
	const attachment = simulator.centre.attach(id, {
		kind: 'file',
		name: '../../etc\\passwd.txt',
		mime_type: 'text/plain',
	});
	const { items } = await download(one(attachment));
	expect(items[0].binary?.data).toMatchObject({ fileName: 'passwd.txt', mimeType: 'text/plain' });
	expect(items[0].binary?.data.directory).toBeUndefined();
});

it('says which attachment there is none of', async () => {
	expect((await download(one(77))).error?.message).toBe(
		`Interaction ${id} has no attachment with the ID "77"`,
	);
	expect((await download(one('={{ "a/b" }}'))).error?.message).toContain('cannot be the ID of');
});

it('tells what is not ready yet from what fails', async () => {
	const attachment = simulator.centre.attach(id, { readyAfter: 3_600_000 });
	expect((await download(one(attachment))).error).toMatchObject({
		message: expect.stringMatching(/^The recording ".*" is not ready yet$/) as string,
		description: expect.stringContaining('Try again later') as string,
	});
	const { items } = await download({ ...one(attachment), options: { ifNotReady: 'withoutFile' } });
	expect(items).toMatchObject([{ json: { id: String(attachment), ready: false } }]);
	expect(items[0].binary).toBeUndefined();
	expect(asked()).toBeUndefined();
});

it('tells so too where only the download says it', async () => {
	const attachment = simulator.centre.attach(id);
	simulator.faults.add({ kind: 'status', status: 409, operationId: 'downloadAttachment', times: 2 });
	expect((await download(one(attachment))).error?.message).toContain('is not ready yet');
	const { json } = await download({ ...one(attachment), options: { ifNotReady: 'withoutFile' } });
	expect(json).toMatchObject([{ ready: false }]);
});

it('refuses what is too large before it is downloaded', async () => {
	const attachment = simulator.centre.attach(id, { size: 1_500_000 });
	const { error } = await download({ ...one(attachment), options: { maxSize: 1 } });
	expect(error?.message).toMatch(/^The recording ".*" \(1.5 MB\) is larger than 1 MB$/);
	expect(asked()).toBeUndefined();
	expect((await download({ ...one(attachment), options: { maxSize: 0 } })).error?.message).toContain(
		'Max Size must be',
	);
});

it.each([
	['is cut in the middle', { kind: 'reset', midway: true }],
	['comes in part, under a length that fits the part', { kind: 'truncated' }],
	['is reset', { kind: 'reset' }],
	['meets a busy server', { kind: 'status', status: 503 }],
] as const)('fetches again what %s', async (_, fault) => {
	const content = Buffer.alloc(200_000, 'x');
	const attachment = simulator.centre.attach(id, { content });
	simulator.faults.add({ ...fault, operationId: 'downloadAttachment' });
	const { items } = await download(one(attachment));
	expect(bytesOf(items[0].binary?.data.data).equals(content)).toBe(true);
	expect(asked()).toBe(2);
});

it.each([
	[{ kind: 'reset', midway: true }, 'The connection to Kiamo closed before the response was complete'],
	[{ kind: 'truncated' }, "Couldn't read Kiamo's response"],
	[{ kind: 'html', status: 200 }, 'The server returned a web page instead of data'],
	[{ kind: 'html', status: 403 }, 'The API token lacks the permission GET for the Interaction API'],
	[{ kind: 'status', status: 404 }, 'not found in Kiamo'],
	[{ kind: 'status', status: 401 }, "Kiamo didn't accept the API token"],
	[{ kind: 'status', status: 422, message: 'Nope' }, 'Kiamo refused the request'],
] as const)(
	'gives no broken file when each try meets %j',
	async (fault, sentence) => {
		const attachment = simulator.centre.attach(id, { content: Buffer.alloc(200_000, 'x') });
		simulator.faults.add({ ...fault, operationId: 'downloadAttachment', rate: 1 });
		const { error, items } = await download(one(attachment));
		expect(error?.message).toContain(sentence);
		expect(items).toEqual([]);
		expect(JSON.stringify(error)).not.toContain(simulator.token);
	},
	15_000,
);

describe('a server of its own ways', () => {
	const attachment = {
		id: 1,
		kind: 'file',
		name: 'a.txt',
		mime_type: 'text/plain',
		size: 5,
		ready: true,
		created_at: '2026-03-02T09:00:00Z',
	};
	const from = async (listener: RequestListener, given: IDataObject = {}, more: IDataObject = {}) => {
		const server = await serve((request, response) => {
			if (!request.url?.includes('/attachments/')) {
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ data: [{ ...attachment, ...given }], total: 1 }));
			} else listener(request, response);
		});
		const { cancelAfterMs, timeout = 2, ...options } = more;
		const result = await runNode({
			node,
			credentials: { serverUrl: server.url, apiToken: 'secret' },
			parameters: {
				resource: 'attachment',
				operation: 'download',
				interaction: locate('1'),
				options,
				requestOptions: { timeout },
			} as never,
			cancelAfterMs: cancelAfterMs as number | undefined,
		});
		await server.close();
		return { ...result, requests: server.requests() };
	};

	it('takes a file whose size is unknown, and one that is a web page', async () => {
		const plain = await from((_, response) => response.end('hello'), { size: null });
		expect(bytesOf(plain.items[0].binary?.data.data).toString()).toBe('hello');
		const html = await from(
			(_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hi</p>'),
			{ mime_type: 'text/html', size: 9 },
		);
		expect(bytesOf(html.items[0].binary?.data.data).toString()).toBe('<p>hi</p>');
	});

	it('stops at the largest size wanted when the size announced was a smaller one', async () => {
		const { error, requests } = await from(
			(_, response) => response.end(Buffer.alloc(3_000_000)),
			{ size: null },
			{ maxSize: 1 },
		);
		expect(error?.message).toBe('The file "a.txt" is larger than 1 MB');
		expect(requests).toBe(2);
	});

	it('gives up on bytes that stop coming', async () => {
		const { error } = await from(
			(_, response) => response.writeHead(200, { 'content-length': 5 }).write('he'),
			{},
			{ timeout: 0.3 },
		);
		expect(error?.message).toBe("Kiamo didn't respond in time");
	});

	it('stops when the run is canceled', async () => {
		const { status } = await from(
			(_, response) => response.writeHead(200, { 'content-length': 5 }).write('he'),
			{},
			{ cancelAfterMs: 300, timeout: 300 },
		);
		expect(status).toBe('canceled');
	});

	it('follows no redirect with the token', async () => {
		const { error } = await from((_, response) =>
			response.writeHead(302, { location: 'https://elsewhere.example/x' }).end(),
		);
		expect(error?.message).toBe(
			'The server redirected the request to https://elsewhere.example instead of answering',
		);
	});
});

it('a large file comes whole', async () => {
	const content = Buffer.alloc(20_000_000, 'kiamo');
	const attachment = simulator.centre.attach(id, { content });
	const { items } = await download(one(attachment));
	const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
	expect(sum(bytesOf(items[0].binary?.data.data))).toBe(sum(content));
});

it('downloads a file of which Kiamo says neither name nor type', async () => {
	const server = await serve((request, response) => {
		const isList = request.url?.includes('/attachments?') ?? false;
		const row = { id: 5, kind: 'file', ready: true, size: null };
		response.writeHead(200, { 'content-type': isList ? 'application/json' : 'application/octet-stream' });
		response.end(isList ? JSON.stringify({ data: [row], total: 1 }) : 'abc');
	});
	const { items, error } = await download({}, { credentials: { serverUrl: server.url } });
	await server.close();
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ id: '5', interaction_id: String(id) });
	expect(bytesOf(items[0].binary?.data.data).toString()).toBe('abc');
});
