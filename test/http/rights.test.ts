import { apiNames } from '../../contract/generated/operations';
import { startSimulator, type Api, type Simulator, type Verb } from '../../simulator';
import { credentialsOf, locate, mapped, node, runOn } from '../contactManager/support';
import { searchList, testCredential } from '../support/methods';
import { request, said } from './support';

const verbs: Verb[] = ['GET', 'POST', 'PUT', 'DELETE'];
const apis = Object.keys(apiNames) as Api[];

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 3 });
});
beforeEach(() => simulator.resetCounts());
afterAll(() => simulator.close());

const tokenWithout = (verb: Verb) =>
	simulator.tokens.add({ verbs: verbs.filter((other) => other !== verb) }).value;

/** An operation of the node for each verb. */
async function use(verb: Verb, apiToken: string) {
	const contact = locate(simulator.contacts()[0].id);
	const fields = mapped({ contactLastName: 'Durand', contactCity: 'Brest' }) as never;
	const operation = { GET: 'get', POST: 'create', PUT: 'update', DELETE: 'delete' }[verb];
	return await runOn(simulator, { operation, credentials: { apiToken }, parameters: { contact, fields } });
}

it.each(verbs)('403 says to enable %s for the API, and nothing is done', async (verb) => {
	const run = await use(verb, tokenWithout(verb));
	expect(said(run)).toEqual({
		message: `The API token lacks the permission ${verb} for the Contact Manager API`,
		description: `In Kiamo, under Development > API tokens, enable ${verb} for "Contact Manager" on this token.`,
		item: 0,
	});
	expect(simulator.counts).toMatchObject({ contactsCreated: 0, contactsUpdated: 0, contactsDeleted: 0 });
	expect(simulator.counts.byStatus['403']).toBe(1);
});

it.each(verbs)('403 on an API Request names %s, too', async (method) => {
	const path = `/bases/${simulator.bases[0].id}/contacts`;
	const credentials = { apiToken: tokenWithout(method) };
	// The contract has no DELETE here; what it does not have, the server cannot refuse by a right.
	const at = method === 'DELETE' ? `${path}/${simulator.contacts()[0].id}` : path;
	const run = await request(simulator, { method, path: at, body: '[]' }, { credentials });
	expect(said(run).message).toContain(`lacks the permission ${method} for the Contact Manager API`);
});

it.each(verbs)('401 names the API and %s', async (method) => {
	const { value } = simulator.tokens.add({ apis: apis.filter((api) => api !== 'contactManager') });
	const path = `/bases/${simulator.bases[0].id}/contacts/${method === 'POST' ? '' : simulator.contacts()[0].id}`;
	const body = method === 'POST' ? '[{"fields":{"contactLastName":"A"}}]' : '{"fields":{}}';
	const run = await request(simulator, { method, path, body }, { credentials: { apiToken: value } });
	expect(said(run)).toEqual({
		message: "Kiamo didn't accept the API token for the Contact Manager API",
		description: `In Kiamo, under Development > API tokens, check that the token is active, copied completely, and has ${method} enabled for "Contact Manager".`,
		item: 0,
	});
});

it('a token that was switched off is not accepted any more, and is again when it is on', async () => {
	const token = simulator.tokens.add();
	expect((await use('GET', token.value)).error).toBeUndefined();
	token.active = false;
	expect(said(await use('GET', token.value)).message).toContain("Kiamo didn't accept the API token");
	token.active = true;
	expect((await use('GET', token.value)).error).toBeUndefined();
});

it('drop-downs say what is missing, too', async () => {
	const credentials = credentialsOf(simulator, { apiToken: tokenWithout('GET') });
	await expect(searchList({ node, credentials, method: 'searchBases' })).rejects.toMatchObject({
		message: 'The API token lacks the permission GET for the Contact Manager API',
		description: expect.stringContaining('enable GET for "Contact Manager"') as string,
	});
});

it.each(apis)('the test of a credential that opens %s alone names it, and the four others', async (api) => {
	const { value: apiToken } = simulator.tokens.add({ apis: [api] });
	const credentials = credentialsOf(simulator, { apiToken });
	const { status, message } = await testCredential({ node, credentials, method: 'kiamoApiTest' });
	const others = apis.filter((other) => other !== api).map((other) => `${apiNames[other]} (401)`);
	expect({ status, message }).toEqual({
		status: 'OK',
		message: `The token gives access to: ${apiNames[api]}. Not available: ${others.join(', ')}.`,
	});
});
