import { Clock, startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { said } from '../http/support';
import { loadOptions, searchList } from '../support/methods';
import { credentialsOf } from '../contactManager/support';
import { byLogin, node, run } from './support';
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

const agent = locate('={{ $json.id }}');
const newAgent = { login: '={{ $json.login }}', firstName: '={{ $json.first }}', lastName: 'Test' };

describe('Create', () => {
	it('makes each item an agent, in arrays, with what it gives at its own index', async () => {
		const items = Array.from({ length: 120 }, (_, at) => ({
			login: `new${at}`,
			first: `First ${at}`,
			groups: at % 2 ? [1, '2'] : '3',
		}));
		const additionalFields = {
			email: '={{ $json.login }}@centre.example',
			extension: '7001',
			enabled: false,
			groups: '={{ $json.groups }}',
		};
		const { json, items: out } = await run(
			simulator,
			'agent.create',
			{ ...newAgent, additionalFields },
			{ items },
		);
		expect(json.map(({ login, first_name }) => [login, first_name])).toEqual(
			items.map(({ login, first }) => [login, first]),
		);
		expect(simulator.counts.arraySizes.createAgents).toEqual([100, 20]);
		expect(out[119].pairedItem).toEqual({ item: 119 });
		expect(byLogin(simulator).get('new7')).toMatchObject({
			email: 'new7@centre.example',
			extension: '7001',
			enabled: false,
			group_ids: [1, 2],
		});
		expect(byLogin(simulator).get('new8')).toMatchObject({ group_ids: [3] });
	});

	it('fails only for the items that are bad, each with what is wrong with it', async () => {
		const items = [
			{ login: 'good', first: 'A' },
			{ login: 'narnaud', first: 'B' },
			{ login: ' ', first: '' },
			{ login: 'odd', first: 'C', groups: 'x' },
			{ login: 'far', first: 'D', groups: 99 },
			{ login: 'last', first: 'E' },
		];
		const { json } = await run(
			simulator,
			'agent.create',
			{ ...newAgent, additionalFields: { groups: '={{ $json.groups ?? "" }}' } },
			{ items, goOn: true },
		);
		expect(json.map(({ login, error }) => login ?? error)).toEqual([
			'good',
			expect.stringMatching(/conflict: field "login".*\(given: "narnaud"\)/),
			'A new agent needs: Login, First Name',
			expect.stringMatching(/must be integer \(given: "x"\)/),
			expect.stringMatching(/field "group_ids": There is no group 99/),
			'last',
		]);
	});

	it('writes nothing when an item is bad, and says so', async () => {
		const items = [
			{ login: 'good', first: 'A' },
			{ login: '', first: 'B' },
			{ login: 'never', first: 'C' },
		];
		const failed = said(await run(simulator, 'agent.create', newAgent, { items }));
		expect(failed).toMatchObject({ message: 'A new agent needs: Login', item: 1 });
		expect(failed.description).toContain('Processed before the error: no item.');
		expect([byLogin(simulator).has('good'), byLogin(simulator).has('never')]).toEqual([false, false]);
	});

	it('finds agents whose creation was carried out although the answer was lost', async () => {
		simulator.faults.add({ kind: 'reset', afterWork: true, operationId: 'createAgents' });
		const { json } = await run(simulator, 'agent.create', newAgent, {
			items: [{ login: 'lost', first: 'A' }],
		});
		expect(json).toEqual([withTextIds(byLogin(simulator).get('lost'))]);
		expect(simulator.counts.byOperation.createAgents).toBe(1);
	});

	it('says that it does not know where neither the answer came nor the agent is there', async () => {
		simulator.faults.add({ kind: 'reset', operationId: 'createAgents' });
		const failed = said(
			await run(simulator, 'agent.create', newAgent, { items: [{ login: 'lost', first: 'A' }] }),
		);
		expect(failed.description).toContain('It is unknown whether Kiamo carried out the request');
		expect(simulator.counts.byOperation.createAgents).toBe(1);
	});
});

describe('Get, Get Many, Update and Delete', () => {
	it('Get: puts out the agent of each item', async () => {
		const { json } = await run(simulator, 'agent.get', { agent }, { items: [{ id: 3 }, { id: '1' }] });
		expect(json.map(({ login }) => login)).toEqual(['kbenali', 'narnaud']);
	});

	it.each([
		[{}, 12],
		[{ group: '1' }, 5],
		[{ group: 1, enabled: true }, 5],
		[{ enabled: false }, 1],
		[{ states: ['paused'] }, 2],
		[{ states: ['available', 'paused'], group: '3' }, 3],
	])('Get Many: with the filters %j', async (filters, count) => {
		const { json } = await run(simulator, 'agent.getAll', { filters });
		expect(json).toHaveLength(count);
		if ('states' in filters) expect(filters.states).toContain(json[0].state);
	});

	it('Get Many: stops at the limit, also among those in a state', async () => {
		for (const filters of [{}, { states: ['available'] }]) {
			expect((await run(simulator, 'agent.getAll', { filters, limit: 2 })).json).toHaveLength(2);
		}
		const all = await run(simulator, 'agent.getAll', { returnAll: true });
		expect(all.json).toHaveLength(12);
	});

	it('Update: changes what is given, clears what is asked for, and leaves blanks alone', async () => {
		const updateFields = {
			lastName: '={{ $json.name }}',
			firstName: ' ',
			enabled: '={{ $json.enabled }}',
			clear: ['email', 'group_ids'],
		};
		const items = [
			{ id: 1, name: 'Blanc' },
			{ id: 2, name: 'Noir', enabled: false },
		];
		const { json } = await run(simulator, 'agent.update', { agent, updateFields }, { items });
		expect(json).toMatchObject([
			{ id: '1', first_name: 'Nadège', last_name: 'Blanc', email: null, group_ids: [], enabled: true },
			{ id: '2', first_name: 'Éloïse', last_name: 'Noir', email: null, group_ids: [], enabled: false },
		]);
		expect(simulator.centre.states.get(2).state).toBe('logged_out');
	});

	it('Update: reads emails, extensions and yes or no as lists hold them', async () => {
		const updateFields = {
			email: 'Nadège <nadege@centre.example>;',
			extension: '6101.0',
			enabled: '={{ "FAUX" }}',
		};
		const { json } = await run(simulator, 'agent.update', { agent: locate('1'), updateFields });
		expect(json).toMatchObject([{ email: 'nadege@centre.example', extension: '6101', enabled: false }]);
	});

	it('Update: several items of one agent are applied in their order', async () => {
		const items = Array.from({ length: 12 }, (_, at) => ({ id: 1, name: `Name ${at}` }));
		simulator.faults.add({ kind: 'latency', milliseconds: 60, operationId: 'updateAgent' });
		await run(
			simulator,
			'agent.update',
			{ agent, updateFields: { lastName: '={{ $json.name }}' } },
			{ items },
		);
		expect(byLogin(simulator).get('narnaud')?.last_name).toBe('Name 11');
	});

	it('Update: refuses an item that gives nothing', async () => {
		const failed = said(
			await run(simulator, 'agent.update', { agent: locate('1'), updateFields: { email: '' } }),
		);
		expect(failed.message).toMatch(/nothing to update/);
		expect(simulator.counts.requests).toBe(0);
	});

	it.each([true, false])(
		'Update: reads back what a silent server does not tell; it can: %s',
		async (canRead) => {
			simulator.quirks.emptyPut = true;
			// A token that may write and not read.
			if (!canRead)
				simulator.faults.add({ kind: 'status', status: 403, operationId: 'getAgent', times: Infinity });
			const { json } = await run(simulator, 'agent.update', {
				agent: locate('1'),
				updateFields: { lastName: 'Blanc' },
			});
			expect(json).toEqual([
				withTextIds(canRead ? byLogin(simulator).get('narnaud') : { id: 1, last_name: 'Blanc' }),
			]);
		},
	);

	it('Delete: answers with the id of what is gone; one who is logged in stays', async () => {
		const { json } = await run(
			simulator,
			'agent.delete',
			{ agent },
			{ items: [{ id: 8 }, { id: 1 }], goOn: true },
		);
		expect(json).toEqual([
			{ deleted: true, id: '8' },
			{
				error: 'Kiamo refused because of a conflict',
				message: expect.stringContaining(`Kiamo's message: "The agent is logged in"`) as string,
			},
		]);
		expect(simulator.centre.agents.get(8)).toBeUndefined();
	});

	it.each([
		'agent.get',
		'agent.update',
		'agent.delete',
		'agent.setSkills',
		'state.get',
		'state.set',
		'call.start',
	])('%s: an agent who is not there, or no ID, fails for its item only', async (what) => {
		const { json } = await run(
			simulator,
			what,
			{
				agent,
				updateFields: { lastName: 'X' },
				mode: 'remove',
				state: 'logged_out',
				destination: '0612345678',
			},
			{ items: [{ id: 999 }, { id: '../1' }, { id: '' }, { id: 'x1' }], goOn: true },
		);
		expect(json.map(({ error }) => error)).toEqual([
			'Agent "999" not found in Kiamo',
			'"../1" cannot be the ID of an agent',
			'No agent is chosen',
			'Agent "x1" not found in Kiamo',
		]);
	});

	it.each([
		[401, /didn't accept the API token for the Agent API/],
		[403, /lacks the permission GET for the Agent API/],
		[500, /server error/],
	])('says what a %i means', async (status, sentence) => {
		simulator.faults.add({ kind: 'status', status, times: Infinity });
		expect(said(await run(simulator, 'agent.get', { agent: locate('1') })).message).toMatch(sentence);
	});
});

describe('Set Skills', () => {
	const skillsOf = (id: number) =>
		simulator.centre.agents.get(id)?.skills.map((skill) => [skill.id, skill.level]);
	const skills = (...rows: Array<[id: unknown, level: unknown]>) =>
		({ skill: rows.map(([id, level]) => ({ id, level })) }) as never;

	it('replaces, adds, changes and removes, after reading what is there', async () => {
		const set = async (parameters: object) =>
			await run(simulator, 'agent.setSkills', { agent: locate('1'), ...parameters });
		await set({ mode: 'add', skills: skills(['3', 4]) });
		expect(skillsOf(1)).toEqual([
			[1, 8],
			[3, 4],
		]);
		await set({ mode: 'add', skills: skills([3, '9']) });
		expect(skillsOf(1)).toEqual([
			[1, 8],
			[3, 9],
		]);
		await set({ mode: 'remove', removedSkills: ['1', '2'] });
		expect(skillsOf(1)).toEqual([[3, 9]]);
		const { json } = await set({ mode: 'replace', skills: skills([5, 1], [4, 2]) });
		expect(skillsOf(1)).toEqual([
			[4, 2],
			[5, 1],
		]);
		expect(json).toMatchObject([
			{ id: '1', skills: [{ id: '4', name: 'Technique', level: 2 }, { id: '5' }] },
		]);
	});

	it('writes nothing where nothing changes', async () => {
		await run(simulator, 'agent.setSkills', { agent: locate('1'), mode: 'replace', skills: skills([1, 8]) });
		await run(simulator, 'agent.setSkills', { agent: locate('1'), mode: 'remove', removedSkills: '3,4' });
		expect(simulator.counts.byOperation).toEqual({ getAgent: 2 });
	});

	it('loses no skill where several items add to one agent', async () => {
		simulator.faults.add({ kind: 'latency', milliseconds: 50, operationId: 'getAgent', rate: 0.5 });
		const items = [1, 2, 3, 4, 5].map((skill) => ({ skill }));
		await run(
			simulator,
			'agent.setSkills',
			{ agent: locate('5'), mode: 'add', skills: skills(['={{ $json.skill }}', 5]) },
			{ items },
		);
		expect(skillsOf(5)?.map(([id]) => id)).toEqual([1, 2, 3, 4, 5]);
	});

	it.each([
		[skills(['x', 5]), /must be integer \(given: "x"\)/],
		[skills(['', 5]), /No skill is chosen/],
		[skills([1, 1.5]), /The level of a skill must be a whole number of 1 or more/],
		[skills([1, 5], ['1', 6]), /The skill 1 is listed twice/],
		[skills([1, 11]), /Kiamo refused the data: field "level"/],
		[skills([77, 5]), /This skill does not exist/],
	])('refuses %j', async (given, sentence) => {
		const failed = said(await run(simulator, 'agent.setSkills', { agent: locate('1'), skills: given }));
		expect(failed.message).toMatch(sentence);
		expect(skillsOf(1)).toEqual([[1, 8]]);
	});
});

it('the drop-downs show what Kiamo has', async () => {
	const editor = (method: string) => ({
		node,
		method,
		credentials: credentialsOf(simulator),
		parameters: {},
	});
	expect(await loadOptions(editor('getSkills'))).toContainEqual({ name: 'Anglais', value: '1' });
	expect(await loadOptions(editor('getGroups'))).toContainEqual({ name: 'Support', value: '2' });
	expect(await loadOptions(editor('getPauseReasons'))).toContainEqual({ name: 'Déjeuner', value: '2' });
	const { results } = await searchList({ ...editor('searchAgents'), filter: 'eloise' });
	expect(results).toEqual([{ name: 'Éloïse Le Bihan (elebihan)', value: '2' }]);
	const groups = await searchList({ ...editor('searchGroups'), filter: 'SUPP' });
	expect(groups.results).toEqual([{ name: 'Support', value: '2' }]);
});

it('API Request sends what the node does not have to the Agent API', async () => {
	const { json } = await run(simulator, 'apiRequest.send', { method: 'GET', path: '/agents/3' });
	expect(json).toMatchObject([{ login: 'kbenali' }]);
});
