import type { IDataObject } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { said } from '../http/support';
import { byLogin, run } from './support';
import type { OperationRun } from '../support/operations';
import { withTextIds } from '../support/ids';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({
		contacts: 0,
		history: 0,
		clock: new Clock(new Date('2026-03-02T09:00:00Z')),
	});
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** Create or Update of items that carry the names of the node's fields. */
const upsert = async (items: IDataObject[], matchOn = 'login', more: OperationRun = {}) =>
	await run(
		simulator,
		'agent.upsert',
		{
			matchOn,
			login: '={{ $json.login }}',
			email: '={{ $json.email }}',
			firstName: '={{ $json.first }}',
			lastName: '={{ $json.last }}',
			additionalFields: { extension: '={{ $json.extension }}', clear: '={{ $json.clear ?? [] }}' },
		},
		{ items, ...more },
	);

const shown = ({ json }: { json: IDataObject[] }) =>
	json.map(
		({ status, id, changedFields, error }) => error ?? [status, id, (changedFields as string[]).join()],
	);

it('creates who is not there, updates who is, and writes nothing where nothing changes', async () => {
	const items = [
		{ login: 'new', first: 'A', last: 'B', email: 'a@centre.example' },
		{ login: ' NARNAUD ', last: 'Blanc' },
		{ login: 'kbenali', first: 'Karim', email: 'KBENALI@centre.example' },
		{ login: 'jlhote', extension: '9' },
	];
	const result = await upsert(items);
	expect(shown(result)).toEqual([
		['created', '16', 'login,first_name,last_name,email'],
		['updated', '1', 'last_name'],
		['unchanged', '3', ''],
		['updated', '8', 'extension'],
	]);
	expect(result.json[1]).toMatchObject(withTextIds(byLogin(simulator).get('narnaud')) as object);
	expect(simulator.counts.byOperation).toEqual({
		listAgents: 1,
		getAgent: 1,
		createAgents: 1,
		updateAgent: 2,
	});
	expect(result.items[3].pairedItem).toEqual({ item: 3 });
	const retryAdvice = await upsert(items);
	expect(retryAdvice.json.map(({ status }) => status)).toEqual(Array(4).fill('unchanged'));
});

it('applies several items for one agent in their order, new or not', async () => {
	const result = await upsert([
		{ login: 'new', first: 'A', last: 'One' },
		{ login: 'narnaud', last: 'One' },
		{ login: 'NEW', last: 'Two' },
		{ login: 'narnaud', last: 'Two' },
		{ login: 'new', first: 'A', last: 'Two' },
	]);
	expect(shown(result)).toEqual([
		['created', '16', 'login,first_name,last_name'],
		['updated', '1', 'last_name'],
		['updated', '16', 'last_name'],
		['updated', '1', 'last_name'],
		['unchanged', '16', ''],
	]);
	expect(byLogin(simulator).get('narnaud')?.last_name).toBe('Two');
});

it('creates a hundred in one request', async () => {
	const items = Array.from({ length: 150 }, (_, at) => ({ login: `new${at}`, first: 'A', last: 'B' }));
	const { json } = await upsert(items);
	expect(json.every(({ status }) => status === 'created')).toBe(true);
	expect(simulator.counts.arraySizes.createAgents).toEqual([100, 50]);
});

it('finds by email, changes the login, and clears what is asked for', async () => {
	const result = await upsert(
		[
			{ email: 'NArnaud@Centre.example', login: 'nadege', clear: ['extension', 'group_ids'] },
			{ email: 'new@centre.example', login: 'new', first: 'A', last: 'B' },
		],
		'email',
	);
	expect(shown(result)).toEqual([
		['updated', '1', 'extension,group_ids,login'],
		['created', '16', 'login,first_name,last_name,email'],
	]);
	expect(byLogin(simulator).get('nadege')).toMatchObject({ extension: null, group_ids: [] });
});

it('fails for an email that several agents share, and names them', async () => {
	simulator.centre.agents.change(8, { email: 'NARNAUD@centre.example' });
	const failed = said(await upsert([{ email: 'narnaud@centre.example', last: 'X' }], 'email'));
	expect(failed.message).toBe(
		`2 agents have the email "narnaud@centre.example": Nadège Arnaud (narnaud, ID 1), Jérémie L'Hôte (jlhote, ID 8)`,
	);
	expect(simulator.counts.byOperation).toEqual({ listAgents: 1 });
});

it('says what is missing, for the items where it is', async () => {
	const result = await upsert(
		[{ login: '' }, { login: 'nobody', first: 'A' }, { login: 'narnaud', last: 'Blanc' }],
		'login',
		{ goOn: true },
	);
	expect(shown(result)).toEqual([
		'The item has no login to match on',
		'No agent has the login "nobody", and a new one needs: Last Name',
		['updated', '1', 'last_name'],
	]);
});

it('stops at the first item that fails, and says what was done', async () => {
	const items = [
		{ login: 'narnaud', last: 'Blanc' },
		{ login: 'nobody' },
		{ login: 'kbenali', last: 'Noir' },
	];
	const failed = said(await upsert(items));
	expect(failed.description).toContain(
		'Processed before the error: item 0. The remaining items were not processed.',
	);
	expect(byLogin(simulator).get('kbenali')?.last_name).toBe('Benali');
});

it('sends nothing more after a refusal, unless it is to go on', async () => {
	simulator.faults.add({ kind: 'status', status: 422, operationId: 'updateAgent' });
	const items = ['narnaud', 'kbenali', 'fpayet'].map((login) => ({ login, last: 'X' }));
	const failed = said(await upsert(items, 'login'));
	expect(failed.item).toBe(0);
	simulator.faults.add({ kind: 'status', status: 422, operationId: 'updateAgent' });
	const result = await upsert(
		items.map(({ login }) => ({ login, last: 'Y' })),
		'login',
		{ goOn: true },
	);
	expect(result.json.filter(({ error }) => error)).toHaveLength(1);
});

it('stops permanently when the token is refused half-way', async () => {
	simulator.faults.add({ kind: 'status', status: 403, operationId: 'updateAgent', times: Infinity });
	const items = ['narnaud', 'kbenali', 'narnaud'].map((login, at) => ({ login, last: `X${at}` }));
	const result = await upsert(items, 'login', { goOn: true });
	expect(result.json.map(({ error }) => error)).toEqual(
		Array(3).fill(expect.stringMatching(/lacks the permission PUT/)),
	);
	expect(simulator.counts.byOperation.updateAgent).toBeLessThanOrEqual(2);
});

it('never creates an agent twice when the answer was lost and nobody can be found', async () => {
	simulator.faults.add({ kind: 'reset', operationId: 'createAgents' });
	const items = [
		{ login: 'new', first: 'A', last: 'B' },
		{ login: 'NEW', first: 'A', last: 'C' },
	];
	const result = await upsert(items, 'login', { goOn: true });
	expect(result.json.map(({ message }) => message)).toEqual(
		Array(2).fill(expect.stringContaining('You can safely retry')),
	);
	expect(simulator.counts.byOperation.createAgents).toBe(1);
});

it('reads back an agent after an update without a response body', async () => {
	simulator.quirks.emptyPut = true;
	const { json } = await upsert([{ login: 'narnaud', last: 'Blanc' }]);
	expect(json[0]).toMatchObject(withTextIds(byLogin(simulator).get('narnaud')) as object);
});

it('two runs at once create one agent', async () => {
	const runs = await Promise.all(
		[1, 2].map(async () => await upsert([{ login: 'new', first: 'A', last: 'B' }])),
	);
	expect(runs.map(({ json }) => json[0].status).sort()).toEqual(['created', 'unchanged']);
});

it('writes nothing when the agents cannot be read', async () => {
	simulator.faults.add({ kind: 'status', status: 500, operationId: 'listAgents', times: Infinity });
	const failed = said(await upsert([{ login: 'new', first: 'A', last: 'B' }]));
	expect(failed.message).toMatch(/server error/);
});
