import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate, node } from '../contactManager/support';
import { mapFields, searchList, testCredential } from '../support/methods';
import { closedPort, readBases, request, said, serve, type SmallServer } from './support';

let simulator: Simulator;
let secure: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 1 });
	secure = await startSimulator({ contacts: 1, tls: true });
});
afterAll(async () => {
	await simulator.close();
	await secure.close();
});

const untrusted = "The certificate of the Kiamo server isn't trusted";

/** Each is asked for several times, with pauses: so all at once. */
describe('a server that cannot be reached', () => {
	const words: Record<string, ReturnType<typeof said>> = {};
	let silent: SmallServer;
	beforeAll(async () => {
		silent = await serve(() => {});
		const read = async (name: string, serverUrl: string) => {
			const run = await readBases(simulator, {
				credentials: { serverUrl },
				requestOptions: { timeout: name === 'silent' ? 2 : 30 },
			});
			words[name] = said(run);
		};
		const breaking = await serve((incoming) => incoming.socket.resetAndDestroy());
		await Promise.all([
			read('unknown', 'http://kiamo.invalid'),
			closedPort().then(async (url) => read('closed', url)),
			read('silent', silent.url),
			read('breaking', breaking.url),
			read('http to https', secure.url.replace('https:', 'http:')),
			closedPort().then(async (proxy) => {
				words.proxy = said(await readBases(simulator, { credentials: { useProxy: true, proxyUrl: proxy } }));
			}),
			closedPort().then(async (serverUrl) => {
				const post = { method: 'POST', path: '/bases', body: '{}' };
				words.post = said(await request(simulator, post, { credentials: { serverUrl } }));
			}),
		]);
		await Promise.all([silent.close(), breaking.close()]);
	});

	it('because nobody knows its name: says to check the spelling', () => {
		expect(words.unknown).toMatchObject({
			message: "Couldn't resolve the Kiamo server's hostname",
			description: expect.stringContaining(
				'Check the spelling of the server address in the Kiamo credential',
			) as string,
			item: 0,
		});
	});

	it('because no server listens at the port: says to check address and port', () => {
		expect(words.closed).toMatchObject({
			message: "Couldn't connect to the Kiamo server",
			description: expect.stringContaining(
				'Check the server address and the port in the Kiamo credential',
			) as string,
		});
	});

	it('because no server listens at the port: says about a POST that nothing was done', () => {
		expect(words.post.message).toBe("Couldn't connect to the Kiamo server");
		expect(words.post.description).not.toContain('It is unknown');
	});

	it('because its proxy does not answer: says to check that, and does not go around it', () => {
		expect(words.proxy.message).toContain("Couldn't connect");
		expect(words.proxy.description).toContain('those of the proxy');
		expect(simulator.counts.requests).toBe(0);
	});

	it('because it does not answer in time: says what to raise, after it was asked again', () => {
		expect(words.silent).toEqual({
			message: "Kiamo didn't respond in time",
			description:
				'Try again later, or increase Timeout under Request Options. A firewall between n8n and Kiamo can also cause this.',
			item: 0,
		});
		expect(silent.requests()).toBe(4);
	});

	it('because the connection breaks each time: says so', () => {
		expect(words.breaking).toMatchObject({
			message: 'The connection to Kiamo closed before the response was complete',
			description: expect.stringContaining('(ECONNRESET)') as string,
		});
	});

	it('because the address of a server that speaks TLS begins with http://: asks for https://', () => {
		expect(words['http to https'].description).toContain(
			'check whether the server address must start with https://',
		);
	});
});

it('https:// in front of a server that does not speak TLS says so, at once', async () => {
	simulator.resetCounts();
	const serverUrl = simulator.url.replace('http:', 'https:');
	expect(said(await readBases(simulator, { credentials: { serverUrl } }))).toMatchObject({
		message: "Couldn't open an HTTPS connection to the Kiamo server",
		description:
			"The server at this address doesn't use HTTPS. Check the port, or start the server address in the Kiamo credential with http:// (ERR_SSL_WRONG_VERSION_NUMBER).",
		item: 0,
	});
	expect(simulator.counts.connections).toBe(1);
});

describe('a certificate of the server’s own making', () => {
	const bases = { results: [{ name: 'Clients' }, { name: 'Prospects' }, { name: 'Fournisseurs' }] };
	const editor = (ignoreSslIssues: boolean) => ({
		node,
		credentials: credentialsOf(secure, { ignoreSslIssues }),
		parameters: { base: locate(secure.bases[0].id) },
	});

	it('is refused in actions, until Ignore SSL Issues is on', async () => {
		const { message, description } = said(await readBases(secure));
		expect(message).toBe(untrusted);
		expect(description).toContain('turn on Ignore SSL Issues in the Kiamo credential');
		expect(secure.counts.requests).toBe(0);
		const run = await readBases(secure, { credentials: { ignoreSslIssues: true } });
		expect(run.json).toHaveLength(3);
	});

	it('is refused in drop-downs, until Ignore SSL Issues is on', async () => {
		const method = 'searchBases';
		await expect(searchList({ ...editor(false), method })).rejects.toThrow(untrusted);
		expect(await searchList({ ...editor(true), method })).toMatchObject(bases);
		const unread = await mapFields({ ...editor(false), method: 'getContactFields' });
		expect(unread.emptyFieldsNotice).toContain(untrusted);
		expect((await mapFields({ ...editor(true), method: 'getContactFields' })).fields).toHaveLength(27);
	});

	it('is refused in the test of the credential, until Ignore SSL Issues is on', async () => {
		const method = 'kiamoApiTest';
		const refused = await testCredential({ ...editor(false), method });
		expect(refused).toMatchObject({ status: 'Error' });
		expect(refused.message).toContain(untrusted);
		expect(await testCredential({ ...editor(true), method })).toMatchObject({ status: 'OK' });
	});
});
