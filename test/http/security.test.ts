/** What SECURITY.md says and no other test shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PollContext } from 'n8n-core';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { n8n } from '../../package.json';
import { agentTrigger } from '../agentTrigger/support';
import { contactTrigger } from '../contactManagerTrigger/support';
import { credentialsOf, locate } from '../contactManager/support';
import { run as runInteraction, reception } from '../interaction/support';
import { interactionTrigger } from '../interactionTrigger/support';
import { nodeOf } from '../rights/nodeOf';
import { inFrontOf, inJson } from '../support/proxy';
import { everything } from './leak';
import { readBases, request, serve, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer | undefined;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
});
afterEach(async () => {
	await server?.close();
	server = undefined;
	await simulator.close();
});

const root = join(__dirname, '../..');
const sources = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
		.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const),
);

describe('where requests go', () => {
	it.each([
		'https://elsewhere.example.com/bases',
		'//elsewhere.example.com/bases',
		'/\\elsewhere.example.com',
		'@elsewhere.example.com/bases',
		':80@elsewhere.example.com',
		'.elsewhere.example.com/bases',
	])('is to the address of the credential, whatever the path of an API Request is: %s', async (path) => {
		simulator.resetCounts();
		const { error } = await request(simulator, { path });
		const isRefused = /cannot be part of a path/.test(error?.message ?? '');
		expect(simulator.counts.requests).toBe(isRefused ? 0 : 1);
		expect(error?.message).not.toMatch(/resolve|connect/);
	});

	it('is not an option of any node', () => {
		const namesOf = (options: Array<INodeProperties | INodePropertyCollection> = []): string[] =>
			options.flatMap((option) => [
				'type' in option ? option.name : '',
				...('values' in option ? namesOf(option.values) : namesOf(option.options as INodeProperties[])),
			]);
		const names = n8n.nodes.flatMap((file) =>
			namesOf(nodeOf(basename(file, '.node.js')).description.properties),
		);
		expect(names).toContain('timeout');
		expect(names.filter((name) => /proxy|url|uri|host|server$|address|redirect|port$/i.test(name))).toEqual(
			[],
		);
	});

	it('is decided in two files, as nothing else in the package can send', () => {
		const sends =
			/\bfetch\(|axios|XMLHttpRequest|WebSocket|helpers\.(http)?request|from '(node:)?(https?|http2|net|tls|dgram|dns|child_process|undici)'/i;
		const able = sources.filter(([, text]) => sends.test(text)).map(([name]) => name);
		expect(able.sort()).toEqual(['connection.ts', 'credentialTest.ts']);
	});

	it('is not to another address that a redirect names', async () => {
		const other = await serve((_incoming, response) => response.end('{}'));
		server = await serve((_incoming, response) => {
			response.writeHead(307, { location: `${other.url}/bases` }).end();
		});
		await readBases(simulator, { credentials: { serverUrl: server.url } });
		await other.close();
		expect(server.requests()).toBe(1);
		expect(other.requests()).toBe(0);
	});
});

it('the address of a proxy is in no error', async () => {
	server = await serve((_incoming, response) => {
		const message = `No way through ${server?.url ?? ''} and proxy.internal.example`;
		response.writeHead(502, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
	});
	const run = await readBases(simulator, { credentials: { useProxy: true, proxyUrl: server.url } });
	expect(run.error?.message).toContain('502');
	expect(everything(run)).not.toContain(new URL(server.url).hostname);
});

it('the contents of a downloaded file stay as they are', async () => {
	const { id } = simulator.centre.receive({ service: reception, customer: '0612345678' });
	const content = Buffer.from(`The token is ${simulator.token}.`);
	const attachment = simulator.centre.attach(id, { kind: 'file', name: `${simulator.token}.txt`, content });
	const { items } = await runInteraction(simulator, 'attachment.download', {
		interaction: locate(String(id)),
		which: 'one',
		attachment: locate(String(attachment)),
	});
	expect(Buffer.from(items[0].binary?.data.data ?? '', 'base64').equals(content)).toBe(true);
	expect(everything(items[0].json)).not.toContain(simulator.token);
	expect(items[0].binary?.data.fileName).not.toContain(simulator.token);
});

it('the token is in no log of a trigger, where a server puts it into its rows', async () => {
	const { token } = simulator;
	simulator.addContact(simulator.bases[0].id, { contactLastName: 'Old' });
	server = await inFrontOf(
		simulator,
		inJson((body) => {
			const { data } = body as { data?: object[] };
			return data
				? { ...(body as object), data: data.map((row) => ({ ...row, id: token, updated_at: null })) }
				: body;
		}),
	);
	let log = '';
	const keep = (...parts: unknown[]) => void (log += everything(parts));
	const logger = { error: keep, warn: keep, info: keep, debug: keep, scoped: () => logger };
	const spy = jest.spyOn(PollContext.prototype, 'logger', 'get').mockReturnValue(logger as never);
	const credentials = credentialsOf(simulator, { serverUrl: server.url });
	const poller = contactTrigger(simulator, {}, { credentials });
	const shown = [await poller.activate(), await poller.poll(), poller.saved];
	spy.mockRestore();
	expect(log).toContain('has no date of its last change');
	expect(`${log}${everything(shown)}`).not.toContain(token);
});

it('triggers save no values of contacts, agents and interactions', async () => {
	const { centre, bases, clock } = simulator;
	const watchFields = { field: ['contactEmail', 'contactLastName', 'contactCity'].map((name) => ({ name })) };
	const triggers = [
		contactTrigger(simulator, { events: ['createdOrUpdated', 'deleted'], options: { watchFields } }),
		interactionTrigger(simulator, {
			events: ['created', 'statusChanged', 'recordingAvailable', 'callbackDueSoon', 'waitingLongerThan'],
		}),
		agentTrigger(simulator, {
			events: ['agentCreated', 'agentUpdated', 'stateChanged', 'inStateLongerThan'],
			minutes: 5,
		}),
	];
	for (const trigger of triggers) await trigger.activate();
	clock.advance(60_000);
	const fields = {
		contactLastName: 'Zimmermann',
		contactEmail: 'secret@example.com',
		contactCity: 'Quimperlé',
	};
	const { id } = simulator.addContact(bases[0].id, fields);
	centre.receive({ service: reception, customer: '0612345678' });
	centre.agents.change(3, { email: 'agent@example.com', extension: '48213' });
	const emitted: unknown[] = [];
	for (let round = 0; round < 3; round++) {
		for (const trigger of triggers) emitted.push((await trigger.poll()).items);
		clock.advance(60_000);
		simulator.changeContact(bases[0].id, id, { contactCity: `Brest ${round}` });
	}
	const saved = JSON.stringify(triggers.map((trigger) => trigger.saved));
	for (const value of [
		'Zimmermann',
		'secret@example.com',
		'Quimperl',
		'0612345678',
		'agent@example.com',
		'48213',
	]) {
		expect(JSON.stringify(emitted)).toContain(value);
		expect(saved).not.toContain(value);
	}
	expect(saved).not.toContain(simulator.token);
});
