import { Clock } from '../../simulator';
import type { Agent } from '../../simulator/centre/agents';
import type { AgentState } from '../../simulator/centre/agentStates';
import { useSimulator, type ErrorBody } from './client';

const clock = new Clock();
beforeEach(() => clock.set(new Date('2026-03-04T08:30:00.500Z')));
const { simulator, client } = useSimulator({ contacts: 0, clock });

const list = async (query = '') =>
	(await client().get<{ data: Agent[]; total?: number }>(`/agents?${query}`)).data;
const ids = async (query?: string) => (await list(query)).data.map(({ id }) => id);
const agent = async (id: number) => (await client().get<Agent>(`/agents/${id}`)).data;
const put = (id: number, change: object) => client().put<Agent & ErrorBody>(`/agents/${id}`, change);
const post = (agents: object[]) => client().post<Agent[] & ErrorBody>('/agents', agents);
const state = async (id: number) => (await client().get<AgentState>(`/agents/${id}/state`)).data;
const setState = (id: number, body: object) =>
	client().put<AgentState & ErrorBody>(`/agents/${id}/state`, body);
const fields = ({ errors }: ErrorBody) => errors?.map(({ field }) => field);
const someone = (login: string, rest: object = {}) => ({
	login,
	first_name: 'Léa',
	last_name: 'Roy',
	...rest,
});
const busy = { state: 'in_call', interaction_id: 7 } as const;

describe('agents', () => {
	test('are a dozen in three groups, each with an extension', async () => {
		const { data, total } = await list();
		expect(total).toBe(12);
		expect(new Set(data.flatMap(({ group_ids }) => group_ids)).size).toBe(3);
		expect(new Set(data.map(({ extension }) => extension)).size).toBe(12);
		expect(data[0]).toMatchObject({ id: 1, login: 'narnaud', first_name: 'Nadège', enabled: true });
	});

	test('are created in the order of the request, with what is not given filled in', async () => {
		const { status, data } = await post([
			someone('lroy', { email: 'lroy@centre.example', extension: '6200', group_ids: [3, 1, 3] }),
			someone('mroy', { enabled: false }),
		]);
		expect(status).toBe(201);
		expect(data).toEqual([
			{
				...someone('lroy', { email: 'lroy@centre.example', extension: '6200', group_ids: [1, 3] }),
				id: 16,
				enabled: true,
				skills: [],
				updated_at: '2026-03-04T08:30:00.500Z',
			},
			{
				...someone('mroy', { email: null, extension: null, group_ids: [] }),
				id: 17,
				enabled: false,
				skills: [],
				updated_at: '2026-03-04T08:30:00.500Z',
			},
		]);
		expect(await agent(17)).toEqual(data[1]);
		expect(await state(16)).toMatchObject({ state: 'logged_out', interaction_id: null });
	});

	test('are refused as a whole array, with every bad element named', async () => {
		const { status, data } = await post([
			someone('lroy', { group_ids: [1, 99] }),
			someone(' ', { email: 'nobody' }),
			someone('mroy'),
		]);
		expect(status).toBe(422);
		expect(fields(data)).toEqual(['0.group_ids', '1.login', '1.email']);
		expect((await list()).total).toBe(12);
	});

	test('are refused for a login that is taken, whatever its case: by another, or earlier in the array', async () => {
		const { status, data } = await post([
			someone('lroy'),
			someone('NArnaud'),
			someone('mroy'),
			someone('LRoy'),
		]);
		expect([status, fields(data)]).toEqual([409, ['1.login', '3.login']]);
		expect((await list()).total).toBe(12);
		const change = await put(2, { login: 'narnaud' });
		expect([change.status, fields(change.data)]).toEqual([409, ['login']]);
		expect((await put(1, { login: 'NArnaud' })).data.login).toBe('NArnaud');
	});

	test('change in the fields given, and keep updated_at when nothing differs', async () => {
		const before = await agent(1);
		const same = await put(1, { first_name: 'Nadège', group_ids: [1], extension: before.extension });
		expect(same.data).toEqual(before);
		const { data } = await put(1, { email: null, group_ids: [2, 1] });
		expect(data).toEqual({
			...before,
			email: null,
			group_ids: [1, 2],
			updated_at: '2026-03-04T08:30:00.500Z',
		});
		const refused = await put(1, { group_ids: [99], last_name: ' ' });
		expect([refused.status, fields(refused.data)]).toEqual([422, ['last_name', 'group_ids']]);
		expect((await put(99, { extension: '1' })).status).toBe(404);
	});

	test('give their login free when it changes or they are deleted', async () => {
		await put(1, { login: 'nadege' });
		expect((await post([someone('narnaud')])).status).toBe(201);
		await client().delete('/agents/8');
		expect((await post([someone('jlhote')])).status).toBe(201);
	});

	test('are deleted only when they are logged out, and their plan with them', async () => {
		const { planning } = simulator().centre;
		expect(planning.all().some(({ agent_id }) => agent_id === 1)).toBe(true);
		expect((await client().delete('/agents/1')).status).toBe(409);
		await setState(1, { state: 'logged_out' });
		const statuses = [await client().delete('/agents/1'), await client().delete('/agents/1')];
		expect(statuses.map(({ status }) => status)).toEqual([204, 404]);
		expect(await ids()).not.toContain(1);
		expect(planning.all().some(({ agent_id }) => agent_id === 1)).toBe(false);
		expect((await client().get('/agents/1/state')).status).toBe(404);
	});
});

describe('lists of agents', () => {
	test('filter by group and by whether they may log in', async () => {
		expect(await ids('group_id=3')).toEqual([11, 12, 13, 14]);
		expect(await ids('enabled=false')).toEqual([8]);
		expect(await ids('enabled=true&group_id=2')).toEqual([2, 3, 10, 15]);
		expect(await ids('group_id=99')).toEqual([]);
		expect((await client().get('/agents?enabled=perhaps')).status).toBe(400);
	});

	test('follow changes, sorted by them', async () => {
		await put(5, { extension: '1' });
		clock.advance(1);
		await put(2, { extension: '2' });
		const since = 'updated_from=2026-03-04T08:30:00.500Z';
		expect(await ids(since)).toEqual([2, 5]);
		expect(await ids(`${since}&sort=updated_at`)).toEqual([5, 2]);
		expect(await ids(`${since}&updated_to=2026-03-04T08:30:00.501Z`)).toEqual([5]);
	});

	test('show a late change only after its delay', async () => {
		simulator().faults.add({ kind: 'late', milliseconds: 5000, operationId: 'updateAgent' });
		const { extension } = await agent(5);
		await put(5, { extension: '1' });
		const fresh = simulator().centre.agents.add(someone('lroy'), { lateBy: 5000 });
		expect((await list()).data.find(({ id }) => id === 5)).toMatchObject({ extension });
		expect(await ids('updated_from=2026-03-04T08:30:00Z')).toEqual([]);
		expect(await agent(5)).toMatchObject({ extension: '1' });
		clock.advance(5000);
		expect(await ids('updated_from=2026-03-04T08:30:00Z')).toEqual([5, fresh.id]);
	});

	test('obey the ways of the server', async () => {
		Object.assign(simulator().quirks, {
			pageSize: 5,
			total: 'missing',
			wholeSeconds: true,
			refusesArrays: 413,
		});
		const { data, ...rest } = await list('limit=10&offset=10');
		expect([data.length, rest]).toEqual([2, {}]);
		expect((await state(1)).since).toMatch(/:\d\dZ$/);
		expect((await post([someone('lroy'), someone('mroy')])).status).toBe(413);
		expect((await post([someone('lroy')])).status).toBe(201);
	});
});

describe('skills', () => {
	test('are set as a whole, and named', async () => {
		const { data: known } = await client().get<{ data: object[] }>('/skills');
		expect(known.data).toContainEqual({ id: 4, name: 'Technique' });
		const set = (skills: object[]) => client().put<Agent & ErrorBody>('/agents/1/skills', skills);
		const { data } = await set([
			{ id: 4, level: 2 },
			{ id: 1, level: 10 },
		]);
		expect(data).toMatchObject({
			skills: [
				{ id: 1, name: 'Anglais', level: 10 },
				{ id: 4, name: 'Technique', level: 2 },
			],
			updated_at: '2026-03-04T08:30:00.500Z',
		});
		const bad = await set([
			{ id: 1, level: 1 },
			{ id: 99, level: 1 },
			{ id: 1, level: 2 },
		]);
		expect([bad.status, fields(bad.data)]).toEqual([422, ['1.id', '2.id']]);
		expect((await set([{ id: 1, level: 11 }])).status).toBe(400);
		expect((await set([])).data.skills).toEqual([]);
	});
});

describe('groups', () => {
	const members = async (group: number) =>
		(await client().get<{ data: Agent[] }>(`/groups/${group}/agents`)).data.data.map(({ id }) => id);

	test('are listed, with their members', async () => {
		const { data } = await client().get<{ data: object[]; total: number }>('/groups');
		expect(data.data).toContainEqual({ id: 2, name: 'Support' });
		expect(await members(3)).toEqual([11, 12, 13, 14]);
		expect((await client().get('/groups/99/agents')).status).toBe(404);
	});

	test('take a member once: updated_at moves with the change, and only then', async () => {
		const add = () => client().put('/groups/3/agents/1');
		expect((await add()).status).toBe(204);
		expect(await agent(1)).toMatchObject({ group_ids: [1, 3], updated_at: '2026-03-04T08:30:00.500Z' });
		clock.advance(1000);
		expect((await add()).status).toBe(204);
		expect(await agent(1)).toMatchObject({ group_ids: [1, 3], updated_at: '2026-03-04T08:30:00.500Z' });
		expect((await client().put('/groups/99/agents/1')).status).toBe(404);
		expect((await client().put('/groups/3/agents/99')).status).toBe(404);
	});

	test('let a member go once', async () => {
		const remove = () => client().delete('/groups/3/agents/14');
		expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
		expect(await members(3)).toEqual([11, 12, 13]);
		expect(await agent(14)).toMatchObject({ group_ids: [1], updated_at: '2026-03-04T08:30:00.500Z' });
	});
});

describe('states', () => {
	test('are listed by agent, the disabled one included', async () => {
		const { data } = await client().get<{ data: AgentState[]; total: number }>('/agents/states');
		expect(data.total).toBe(12);
		expect(data.data[4]).toEqual({
			agent_id: 8,
			state: 'logged_out',
			pause_reason_id: null,
			since: expect.any(String) as string,
			interaction_id: null,
		});
	});

	test('are set with the moment, which stays while the state does', async () => {
		const pause = { state: 'paused', pause_reason_id: 2 };
		const expected = { agent_id: 1, ...pause, since: '2026-03-04T08:30:00.500Z', interaction_id: null };
		expect((await setState(1, pause)).data).toEqual(expected);
		clock.advance(60_000);
		expect((await setState(1, pause)).data).toEqual(expected);
		expect(await state(1)).toEqual(expected);
		expect((await setState(1, { state: 'available' })).data).toEqual({
			...expected,
			state: 'available',
			pause_reason_id: null,
			since: '2026-03-04T08:31:00.500Z',
		});
	});

	test('are refused: a pause without a reason or with an unknown one, and what nobody can set', async () => {
		for (const body of [{ state: 'paused' }, { state: 'paused', pause_reason_id: 99 }]) {
			const { status, data } = await setState(1, body);
			expect([status, fields(data)]).toEqual([422, ['pause_reason_id']]);
		}
		expect((await setState(1, { state: 'in_call' })).status).toBe(400);
		expect((await setState(99, { state: 'available' })).status).toBe(404);
		expect((await state(1)).state).toBe('available');
		const reasons = await client().get<{ data: object[] }>('/pause-reasons');
		expect(reasons.data.data).toContainEqual({ id: 1, label: 'Pause café' });
	});

	test('cannot be set while the agent is busy', async () => {
		simulator().centre.states.set(1, busy);
		const { status } = await setState(1, { state: 'logged_out' });
		expect([status, await state(1)]).toEqual([409, expect.objectContaining(busy)]);
	});

	test('of a disabled agent stay logged out', async () => {
		expect((await setState(8, { state: 'available' })).status).toBe(409);
		expect((await setState(8, { state: 'paused', pause_reason_id: 1 })).status).toBe(409);
		expect((await setState(8, { state: 'logged_out' })).status).toBe(200);
	});

	test('end with being logged out when the agent is disabled, after what the agent is busy with', async () => {
		simulator().centre.states.set(2, busy);
		await put(1, { enabled: false });
		await put(2, { enabled: false });
		expect([(await state(1)).state, (await state(2)).state]).toEqual(['logged_out', 'in_call']);
		simulator().centre.states.release(2);
		expect((await state(2)).state).toBe('logged_out');
	});
});
