import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { locate, runOn } from '../contactManager/support';
import { readBases, said } from './support';

let simulator: Simulator;
let inFolder: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 20 });
	inFolder = await startSimulator({ contacts: 1, basePath: '/kiamo/prod/api/v3' });
});
beforeEach(() => {
	simulator.faults.clear();
	simulator.resetCounts();
});
afterAll(async () => {
	await simulator.close();
	await inFolder.close();
});

const bases = async (server: Simulator, credentials: IDataObject) =>
	(await readBases(server, { credentials })).json;

it.each(['', '/', '//', '/api/v3', '/api/v3/'])(
	'the address of the server may end with "%s"',
	async (end) => {
		expect(await bases(simulator, { serverUrl: ` ${simulator.url}${end} ` })).toHaveLength(3);
	},
);

it.each(['', '/', '/api/v3', '/api/v3/', '/?x=1#y'])('a sub-path is kept, also before "%s"', async (end) => {
	expect(await bases(inFolder, { serverUrl: `${inFolder.url}/kiamo/prod${end}` })).toHaveLength(3);
});

it('an API may have an address of its own, taken as it is', async () => {
	const separate = { separateAddresses: true, serverUrl: 'http://kiamo.invalid' };
	expect(await bases(inFolder, { ...separate, contactManagerUrl: ` ${inFolder.apiUrl}/ ` })).toHaveLength(3);
	const blank = { separateAddresses: true, contactManagerUrl: ' ', agentUrl: 'http://kiamo.invalid' };
	expect(await bases(simulator, blank)).toHaveLength(3);
	const off = { separateAddresses: false, contactManagerUrl: 'http://kiamo.invalid' };
	expect(await bases(simulator, off)).toHaveLength(3);
});

it('the path of an own address is not completed', async () => {
	const server = await startSimulator({ contacts: 1, basePath: '/contact-manager' });
	const read = await bases(server, { separateAddresses: true, contactManagerUrl: server.apiUrl });
	await server.close();
	expect(read).toHaveLength(3);
});

it.each(['kiamo.example.com', 'localhost:3080', 'ftp://kiamo', '//kiamo', ''])(
	'an address without http:// (%s) says how to write it',
	async (serverUrl) => {
		expect(said(await readBases(simulator, { credentials: { serverUrl } }))).toMatchObject({
			message:
				'The server address in the Kiamo credential is not a valid URL. Start it with http:// or https://, e.g. https://kiamo.example.com',
			item: 0,
		});
	},
);

it('an own address without http:// names its API', async () => {
	const credentials = { separateAddresses: true, contactManagerUrl: 'contacts.example.com' };
	expect(said(await readBases(simulator, { credentials })).message).toContain(
		'The address of the Contact Manager API in the Kiamo credential is not a valid URL.',
	);
});

it.each([' ', '\n', '\t', '\u00a0'])('a token with %j around it is taken', async (space) => {
	expect(await bases(simulator, { apiToken: `${space}${simulator.token}${space}` })).toHaveLength(3);
});

it.each(['0123456789abcdef…', 'clé', 'two\nlines'])(
	'a token with characters that none has (%j) is explained',
	async (apiToken) => {
		const { message, description } = said(await readBases(simulator, { credentials: { apiToken } }));
		expect(message).toContain('API token');
		expect(description).toContain('copied completely');
	},
);

describe('twenty items', () => {
	/** Resolves when so many requests wait for an answer, and more have had time to come; gives up after five seconds. */
	const allWait = async (requests: number) => {
		const deadline = Date.now() + 5000;
		while (simulator.counts.concurrent < requests && Date.now() < deadline) await sleep(5);
		await sleep(100);
	};
	const read = async (expected: number, requestOptions: { concurrency?: number } = {}) => {
		simulator.faults.add({ kind: 'hold', until: allWait(expected), times: 20 });
		const run = await runOn(simulator, {
			operation: 'get',
			items: simulator.contacts().map(({ id }) => ({ id })),
			parameters: { contact: locate('={{ $json.id }}'), simplify: false, requestOptions },
		});
		expect(run.json.map(({ id }) => id)).toEqual(simulator.contacts().map(({ id }) => id));
		return run;
	};

	it('are sent five at a time', async () => {
		await read(5);
		expect(simulator.counts.peakConcurrent).toBe(5);
	});

	it.each([1, 3, 12])('are sent %d at a time when Concurrency says so', async (concurrency) => {
		await read(concurrency, { concurrency });
		expect(simulator.counts.peakConcurrent).toBe(concurrency);
	});

	it('decrypt the credential once', async () => {
		expect((await read(5)).decryptions).toBe(1);
	});
});
