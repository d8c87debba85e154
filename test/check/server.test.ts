import type { IDataObject, INodeType } from 'n8n-workflow';
import { operations, type Operation } from '../../contract/generated/operations';
import { KiamoActivityPlanning } from '../../nodes/ActivityPlanning/KiamoActivityPlanning.node';
import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import { KiamoSupervision } from '../../nodes/Supervision/KiamoSupervision.node';
import { Clock, startSimulator, type Quirks, type Simulator, type SimulatorOptions } from '../../simulator';
import { serve } from '../http/support';
import { operationsOf, type OperationRun } from '../support/operations';

const nodes: Record<string, INodeType> = {
	activityPlanning: new KiamoActivityPlanning(),
	agent: new KiamoAgent(),
	contactManager: new KiamoContactManager(),
	interaction: new KiamoInteraction(),
	supervision: new KiamoSupervision(),
};
const apis = Object.keys(nodes);

let simulator: Simulator;
afterEach(async () => await simulator.close());

/** A server on which every list has rows. */
async function start(options: SimulatorOptions = {}): Promise<void> {
	const clock = new Clock(new Date('2026-03-02T10:00:00Z'));
	simulator = await startSimulator({ contacts: 20, clock, ...options });
	for (let customer = 10; customer < 16; customer++)
		simulator.centre.receive({ service: 1, customer: `06123456${customer}` });
}

const check = async (api: string, more: OperationRun = {}) =>
	await operationsOf(nodes[api])(simulator, 'server.checkCompatibility', {}, more);

/** The items of all GETs, by API and path. */
async function checkAll(credentials: IDataObject = {}): Promise<Map<string, IDataObject>> {
	const items = new Map<string, IDataObject>();
	for (const api of apis) {
		const { json, error } = await check(api, { credentials });
		expect(error).toBeUndefined();
		for (const item of json) {
			const request = (item.request as string | null) ?? '';
			if (request.startsWith('GET')) items.set(`${api} ${request.slice(4)}`, item);
		}
	}
	return items;
}

const gets = (Object.values(operations) as Operation[])
	.filter(({ method }) => method === 'GET')
	.map(({ api, path }) => `${api} ${path}`);

it('finds all as assumed on a server that is, and only reads', async () => {
	await start();
	const items = await checkAll();
	expect([...items.keys()]).toEqual(gets);
	const others = [...items].filter(([, { verdict }]) => verdict !== 'asAssumed');
	expect(others).toEqual([]);
	expect([...new Set(simulator.counts.lastRequests.map(({ method }) => method))]).toEqual(['GET']);
	expect(simulator.writes).toEqual([]);
	expect(simulator.contractViolations).toEqual([]);
});

it.each(apis)('%s: sends at most 40 requests, one at a time, once per execution', async (api) => {
	await start();
	const { json, items } = await check(api, { items: [{}, {}, {}] });
	expect(simulator.counts.requests).toBeLessThanOrEqual(40);
	expect(simulator.counts.peakConcurrent).toBe(1);
	const calls = (Object.values(operations) as Operation[]).filter((operation) => operation.api === api);
	expect(json).toHaveLength(calls.length + 1);
	// A table shows the first properties without scrolling.
	for (const item of json)
		expect(Object.keys(item)).toEqual(['call', 'verdict', 'whatToDo', 'differences', 'paging', 'request']);
	expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
});

it.each(apis)(
	'%s: leaves the writes untried, and says what can be relied on in the last item',
	async (api) => {
		await start();
		const { json } = await check(api);
		for (const item of json.filter(({ request }) => /^(?:POST|PUT|DELETE)/.test(request as string))) {
			expect(item).toMatchObject({ verdict: 'notTried', differences: 'none' });
			expect(item.whatToDo).toBe('It writes, and the check only reads. Try it on test data.');
		}
		expect(json.at(-1)).toMatchObject({ call: 'Summary', verdict: 'asAssumed' });
		expect(json.at(-1)?.whatToDo).toMatch(/ can be relied on\./);
		expect(json.at(-1)?.whatToDo).toMatch(/ so only their reads were checked: try them on test data\./);
		expect(json.at(-1)?.whatToDo).not.toMatch(/couldn't be checked|don't work|differs/);
	},
);

/** The paths with a verdict. */
const listsWith = (items: Map<string, IDataObject>, verdict: string) =>
	[...items].filter(([, item]) => item.verdict === verdict).map(([key]) => key);

it('says which operations and triggers need another API too', async () => {
	await start();
	expect((await check('activityPlanning')).json.at(-1)?.whatToDo).toContain(
		'Kiamo Activity Planning Trigger: Back on Plan, Off Plan also need the Agent API: run the check in its node too.',
	);
	expect((await check('agent')).json.at(-1)?.whatToDo).not.toContain('also need');
});

describe('quirks', () => {
	it.each<[string, Partial<Quirks>]>([
		['no total', { total: 'missing' }],
		['ids as text', { idsAsText: true }],
		['UUIDs', { idsUuid: true }],
		['empty texts for null', { emptyStrings: true }],
		['whole seconds', { wholeSeconds: true }],
		['properties in changing order', { shufflesKeys: true }],
		['pages of 30', { pageSize: 30 }],
		['arrays refused', { refusesArrays: 422 }],
		['answers without a body to PUT', { emptyPut: true }],
		['errors as web pages', { htmlErrors: true }],
	])('%s is as assumed', async (_title, quirks) => {
		await start({ quirks });
		expect(listsWith(await checkAll(), 'asAssumed')).toEqual(gets);
	});

	it.each<[string, Partial<Quirks>, RegExp, string]>([
		[
			'ignores pages',
			{ ignoresPaging: true, pageSize: 30 },
			/asked for 2 rows|repeats the first/,
			'contradicted',
		],
		['shows pages in turn', { alternatingPages: true }, /far behind the end/, 'contradicted'],
		['never ends', { endlessPages: true }, /far behind the end|repeats the first/, 'contradicted'],
		['total of the page', { total: 'page' }, /less than the rows/, 'proven'],
		['total null', { total: null }, /"total" is nothing/, 'proven'],
		['total -1', { total: -1 }, /"total" is a number, not a count/, 'proven'],
		['total []', { total: [] }, /"total" is a list/, 'proven'],
		['total true', { total: true }, /"total" is yes or no/, 'proven'],
		['ignores filters', { ignoresFilters: true }, /ignores "updated_from"/, 'proven'],
		['ignores feeds', { ignoresFilters: 'feeds' }, /ignores "updated_from"/, 'proven'],
	])('a server that %s differs', async (_title, quirks, difference, paging) => {
		await start({ quirks });
		const items = await checkAll();
		const contacts = items.get('contactManager /bases/{baseId}/contacts');
		expect(contacts).toMatchObject({ verdict: 'differs', paging });
		expect(contacts?.differences).toMatch(difference);
		// Where one row is answered, none of this shows.
		expect(items.get('contactManager /bases/{baseId}')?.verdict).toBe('asAssumed');
	});

	it.each<[string, null | Record<string, unknown>, string]>([
		['null', null, '2 of 4 rows are not an object'],
		['without an ID', { id: undefined }, '"id" is missing'],
		['with a date that is none', { updated_at: '0000-00-00' }, '"updated_at" is a text, not moment'],
		['with a number for a date', { updated_at: 1_760_000_000 }, '"updated_at" is a number, not moment'],
		['with a text for fields', { fields: 'Jean Dupont' }, '"fields" is a text, not object'],
	])('rows %s differ', async (_title, as, difference) => {
		await start({ quirks: { badRows: { as, rows: 'first', of: ['listContacts'] } } });
		const { json } = await check('contactManager');
		const contacts = json.find(({ request }) => request === 'GET /bases/{baseId}/contacts');
		expect(contacts?.verdict).toBe('differs');
		expect(contacts?.differences).toContain(difference);
		expect(JSON.stringify(json)).not.toContain('Dupont');
		expect(json.at(-1)?.verdict).toBe('differs');
		expect(json.at(-1)?.whatToDo).toMatch(/Contact: .*Get Many.* read something that differs/);
	});

	it('says words that it does not know, and no value that may be of a person', async () => {
		const rows = { of: ['listAgentStates'] as const, rows: 'all' as const };
		await start({ quirks: { badRows: { ...rows, as: { state: 'meditating' } } } });
		const item = async () =>
			(await check('agent')).json.find(({ request }) => request === 'GET /agents/states');
		expect((await item())?.differences).toBe('"state" has unknown words: meditating');
		simulator.quirks.badRows = { ...rows, as: { state: 'Jean Dupont' } };
		expect((await item())?.differences).toBe('"state" has unknown words');
	});
});

it('a server without rows leaves open what rows would show', async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	for (const { id } of simulator.bases) simulator.clearContacts(id);
	simulator.centre.planning.clear();
	const items = await checkAll();
	for (const path of ['contactManager /bases/{baseId}/contacts', 'activityPlanning /planned-activities'])
		expect(items.get(path)).toMatchObject({
			verdict: 'notTried',
			whatToDo: 'The list is empty. Run the check again when it has a record.',
		});
	for (const path of [
		'contactManager /bases/{baseId}/contacts/{contactId}',
		'activityPlanning /planned-activities/{plannedActivityId}',
	])
		expect(items.get(path)).toMatchObject({
			verdict: 'notTried',
			whatToDo: 'The lists before it gave no ID, or could not be read.',
		});
	const { json } = await check('contactManager');
	expect(json.at(-1)?.whatToDo).toMatch(/Contact: .*Get Many.* couldn't be checked/);
});

it('looks for a base with contacts where the first has none', async () => {
	await start();
	const [first, second] = simulator.bases;
	simulator.clearContacts(first.id);
	simulator.addContact(second.id, { contactLastName: 'Martin' });
	const { json } = await check('contactManager');
	const verdictOf = (path: string) => json.find(({ request }) => request === `GET ${path}`)?.verdict;
	expect(verdictOf('/bases/{baseId}/contacts')).toBe('asAssumed');
	expect(verdictOf('/bases/{baseId}/contacts/{contactId}')).toBe('asAssumed');
});

it('a token that may only read is enough', async () => {
	await start();
	const { value: apiToken } = simulator.tokens.add({ verbs: ['GET'] });
	for (const api of apis) {
		const { json, error } = await check(api, { credentials: { apiToken } });
		expect(error).toBeUndefined();
		expect(json.at(-1)?.verdict).toBe('asAssumed');
	}
});

it.each([
	['without GET', { verbs: ['POST' as const] }, /\(403\)/],
	['without the API', { apis: ['interaction' as const] }, /\(401\)/],
])('a token %s: not allowed', async (_title, token, status) => {
	await start();
	const { value: apiToken } = simulator.tokens.add(token);
	const { json } = await check('contactManager', { credentials: { apiToken } });
	expect(json[0]).toMatchObject({ request: 'GET /bases', verdict: 'notAllowed' });
	expect(json[0].whatToDo).toMatch(status);
	expect(json[0].whatToDo).toContain('enable GET for "Contact Manager" on this token');
	expect(json.at(-1)).toMatchObject({ verdict: 'notAllowed' });
	expect(json.at(-1)?.whatToDo).toMatch(/Base: Get Many doesn't work with this server and this token\./);
});

it.each([404, 405])(
	'a path that the server does not have (%i) is missing, the others are not',
	async (status) => {
		await start();
		simulator.faults.add({ kind: 'status', status, operationId: 'listBaseFields', times: 99 });
		const { json } = await check('contactManager');
		expect(json.find(({ request }) => request === 'GET /bases/{baseId}/fields')).toMatchObject({
			verdict: 'missing',
			whatToDo: `The server has no /bases/{baseId}/fields (${status}). Check the address of the Contact Manager API in the credential. If it is right, send us this item.`,
		});
		expect(json.filter(({ verdict }) => verdict === 'missing')).toHaveLength(2);
		expect(json.at(-1)?.whatToDo).toMatch(/Field: Get Many.* don't work with this server/);
	},
);

it('stops at a server that cannot be reached, with the usual sentence', async () => {
	await start();
	const { error } = await check('agent', { credentials: { serverUrl: 'http://127.0.0.1:1' } });
	expect(error?.message).toBe("Couldn't connect to the Kiamo server");
});

it('says no value of a person: nothing of what the server holds is in the output', async () => {
	await start();
	const values = [
		...simulator.contacts().flatMap(({ id, fields }) => [id, ...Object.values(fields)]),
		...simulator.centre.agents.all().flatMap((agent) => [agent.login, agent.last_name, agent.email]),
		...simulator.bases.flatMap(({ id, name }) => [id, name]),
	].filter((value): value is string => typeof value === 'string' && value.length > 4);
	expect(values.length).toBeGreaterThan(100);
	const outputs = [];
	for (const api of apis) outputs.push(JSON.stringify((await check(api)).json));
	for (const value of values)
		expect(outputs.filter((output) => output.includes(JSON.stringify(value)))).toEqual([]);
	for (const output of outputs) expect(output).not.toContain(simulator.token);
});

it('a server of a dialect: what is elsewhere is missing, what is said in other words differs, and no more', async () => {
	simulator = await startSimulator({ contacts: 20, dialect: 'page' });
	// Without the token nothing would show: the dialect wants it in another header.
	const dialect = await serve((request, response) => {
		const headers = { 'x-api-key': String(request.headers['kiamo-api-token']) };
		void fetch(`${simulator.url}${request.url}`, { headers }).then(async (answer) => {
			response.writeHead(answer.status, { 'content-type': 'application/json' });
			response.end(await answer.text());
		});
	});
	const items = await checkAll({ serverUrl: dialect.url });
	await dialect.close();
	const wanted = { verdict: 'differs', paging: 'contradicted' };
	for (const key of ['agent /agents', 'contactManager /bases', 'interaction /interactions']) {
		expect(items.get(key)).toMatchObject(wanted);
		expect(items.get(key)?.differences).toBe(
			'the server refuses "limit" or "offset" (400); the rows are not in "data": the answer is an object with items, meta',
		);
	}
	const verdicts = (verdict: string) => listsWith(items, verdict);
	expect(verdicts('missing')).toEqual([
		'activityPlanning /planned-activities',
		'agent /agents/{agentId}/state',
		'agent /groups',
		'contactManager /bases/{baseId}/contacts',
		'supervision /supervision/services',
		'supervision /supervision/agents',
		'supervision /supervision/groups',
	]);
	expect(verdicts('asAssumed')).toEqual(
		expect.arrayContaining([
			'agent /agents/{agentId}',
			'contactManager /bases/{baseId}',
			'interaction /interactions/{interactionId}',
		]),
	);
	expect([...new Set(simulator.counts.lastRequests.map(({ method }) => method))]).toEqual(['GET']);
});
