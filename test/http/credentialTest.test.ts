import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, node } from '../contactManager/support';
import { testCredential } from '../support/methods';
import { answering, closedPort, readBases, serve } from './support';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 1 });
});
beforeEach(() => {
	simulator.faults.clear();
	simulator.resetCounts();
});
afterAll(() => simulator.close());

const testWith = async (more: IDataObject) =>
	await testCredential({ node, method: 'kiamoApiTest', credentials: credentialsOf(simulator, more) });

const everyApi = 'Activity planning, Agent, Contact Manager, Interaction, Supervision';
const notAccepted = "Kiamo didn't accept the API token, or it lacks the permission GET for all five APIs.";
const whatToDo =
	'In Kiamo, under Development > API tokens, check that the token is active and has GET enabled for the APIs you use.';

it('says which APIs the token opens', async () => {
	expect(await testWith({})).toEqual({ status: 'OK', message: `The token gives access to: ${everyApi}.` });
	expect(simulator.counts).toMatchObject({ requests: 5, contactsCreated: 0 });
});

it('takes a token with spaces around it, and an address with spaces and slashes', async () => {
	const result = await testWith({ apiToken: ` ${simulator.token}\n`, serverUrl: ` ${simulator.url}// ` });
	expect(result.status).toBe('OK');
});

it('takes a token and an address with marks that nobody sees', async () => {
	const marked = { apiToken: `\u200b${simulator.token}\ufeff`, serverUrl: `\u2060${simulator.url}/\u200b` };
	expect(await testWith(marked)).toEqual({
		status: 'OK',
		message: `The token gives access to: ${everyApi}.`,
	});
	expect((await readBases(simulator, { credentials: marked })).json).toHaveLength(3);
});

it('names the APIs that do not answer, and why', async () => {
	simulator.faults.add({ kind: 'html', status: 200, operationId: 'listAgents' });
	simulator.faults.add({ kind: 'status', status: 500, operationId: 'listServices' });
	expect((await testWith({})).message).toBe(
		'The token gives access to: Activity planning, Contact Manager, Supervision. Not available: Agent (a web page), Interaction (500).',
	);
});

it('says what comes in another form, and asks once where no answer comes', async () => {
	const bases = [{ name: 'Customers' }, { name: 'Prospects' }];
	const other = await serve((request, response) => {
		if (request.url?.includes('/bases')) {
			answering({ data: bases, total: 2 })(request, response);
			return;
		}
		if (request.url?.includes('/agents')) {
			answering({ items: [] })(request, response);
			return;
		}
		if (!request.url?.includes('/services')) answering({ data: [], total: 0 })(request, response);
	});
	const { status, message } = await testWith({ serverUrl: other.url });
	const requests = other.requests();
	await other.close();
	expect(status).toBe('OK');
	expect(message).toBe(
		'The token gives access to: Activity planning. Not available: Agent (unreadable), Contact Manager (records without id), Interaction (no answer), Supervision (no answer).',
	);
	expect(requests).toBe(5);
}, 30_000);

it.each([
	['unknown', { apiToken: 'f'.repeat(40) }],
	['inactive', { inactive: true }],
	['without GET', { verbs: ['POST', 'PUT', 'DELETE'] }],
])(
	'says that the token is at fault when it is %s',
	async (_why, { apiToken, inactive, verbs }: IDataObject) => {
		const token = simulator.tokens.add({ active: !inactive, ...(verbs ? { verbs: verbs as never } : {}) });
		const result = await testWith({ apiToken: apiToken ?? token.value });
		expect(result).toEqual({ status: 'Error', message: `${notAccepted} ${whatToDo}` });
	},
);

it.each(['', 'abc', 'Z'.repeat(40), 'f'.repeat(41)])(
	'hints that "%s" is no token of 40 characters',
	async (apiToken) => {
		const { status, message } = await testWith({ apiToken });
		expect(status).toBe('Error');
		expect(message).toBe(
			`${notAccepted} A token of Kiamo has 40 characters, digits and a to f. This one is different: check that it was copied completely. ${whatToDo}`,
		);
	},
);

it('does not refuse a token of another form that the server takes', async () => {
	const { value: apiToken } = simulator.tokens.add({ value: 'not-forty-hex' });
	expect(await testWith({ apiToken })).toMatchObject({ status: 'OK' });
});

it('says that the address is at fault when no server listens there', async () => {
	const { status, message } = await testWith({ serverUrl: await closedPort() });
	expect(status).toBe('Error');
	expect(message).toContain(
		"Couldn't connect to the Kiamo server. The connection was refused. Check the server address and the port",
	);
});

it('says that the address is at fault when a web page answers, or anything that is not found', async () => {
	simulator.faults.add({ kind: 'html', status: 200, times: 5 });
	expect((await testWith({})).message).toContain('The server returned a web page instead of data.');
	const elsewhere = await serve(answering({ code: 404, message: 'Not here' }, 404));
	const { message } = await testWith({ serverUrl: elsewhere.url });
	await elsewhere.close();
	expect(message).toContain(
		"The path /activities doesn't exist on the Activity planning API. Check the path",
	);
});

it('says which of several addresses is at fault', async () => {
	const elsewhere = await serve((_request, response) =>
		response.writeHead(400, { 'content-type': 'text/html' }).end('<html>400 Bad Request</html>'),
	);
	const { url } = elsewhere;
	const closed = await closedPort();
	const secure = simulator.url.replace('http:', 'https:');
	// An address of its own is for Activity planning only: it is named, as all five fail.
	const failing = async (serverUrl: string, separateAddresses: boolean) => {
		const addresses = { serverUrl, separateAddresses, activityPlanningUrl: serverUrl };
		return (await testWith(addresses)).message;
	};
	const page = 'Check the server address in the Kiamo credential, and whether it must start with https://.';
	expect(await failing(url, false)).toContain(page);
	expect(await failing(url, true)).toContain(
		page.replace('server address', 'address of the Activity planning API'),
	);
	expect(await failing(closed, false)).toContain('Check the server address and the port');
	expect(await failing(closed, true)).toContain(
		'Check the address of the Activity planning API and the port',
	);
	expect(await failing(secure, false)).toContain(
		'start the server address in the Kiamo credential with http://',
	);
	expect(await failing(secure, true)).toContain(
		'start the address of the Activity planning API in the Kiamo credential with http://',
	);
	await elsewhere.close();
});

it.each(['', 'kiamo.example.com', 'ftp://kiamo.example.com', 'localhost:3080', 'http://'])(
	'says how to write an address instead of "%s"',
	async (serverUrl) => {
		expect(await testWith({ serverUrl })).toEqual({
			status: 'Error',
			message:
				'The server address in the Kiamo credential is not a valid URL. Start it with http:// or https://, e.g. https://kiamo.example.com',
		});
	},
);

it('names the API whose own address is none', async () => {
	const { message } = await testWith({ separateAddresses: true, agentUrl: 'agents.example.com' });
	expect(message).toContain('The address of the Agent API in the Kiamo credential is not a valid URL.');
});

it('does not follow a redirect with the token', async () => {
	const elsewhere = await serve(answering({ data: [] }));
	const redirecting = await serve((_request, response) =>
		response.writeHead(307, { location: elsewhere.url }).end(),
	);
	const { message } = await testWith({ serverUrl: redirecting.url });
	await Promise.all([elsewhere.close(), redirecting.close()]);
	expect(message).toContain(`The server redirected the request to ${elsewhere.url}`);
	expect(elsewhere.requests()).toBe(0);
});

it('tells an empty credential from a wrong one', async () => {
	const result = await testCredential({ node, method: 'kiamoApiTest', credentials: {} });
	expect(result.message).toContain('The server address in the Kiamo credential is not a valid URL.');
});

it('does not say that it opens an API whose records no node could read', async () => {
	const rows = { as: { id: undefined, service_id: undefined }, rows: 'all' as const };
	simulator.quirks.badRows = { ...rows, of: ['listAgents'] };
	expect((await testWith({})).message).toBe(
		'The token gives access to: Activity planning, Contact Manager, Interaction, Supervision. Not available: Agent (records without id).',
	);
	simulator.quirks.badRows = rows;
	const { status, message } = await testWith({});
	simulator.quirks.badRows = undefined;
	expect(status).toBe('Error');
	expect(message).toContain('Kiamo\'s response has an unexpected format. Its records lack "id".');
});

it('does not say that it opens an API that answers with no list', async () => {
	const elsewhere = await serve(answering({ items: [{ id: 1 }] }));
	const { status, message } = await testWith({ serverUrl: elsewhere.url });
	await elsewhere.close();
	expect(status).toBe('Error');
	expect(message).toContain("Couldn't read Kiamo's response");
});
