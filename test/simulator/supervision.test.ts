import { Clock } from '../../simulator';
import type { components } from '../../contract/generated/wire';
import { useSimulator, type ErrorBody } from './client';

type Schemas = components['schemas'];
type ServiceIndicators = Required<Schemas['ServiceIndicators']>;
type AgentIndicators = Required<Schemas['AgentIndicators']>;

const clock = new Clock();
// 09:30 in Paris.
beforeEach(() => clock.set(new Date('2026-03-04T08:30:00.000Z')));
const { simulator, client } = useSimulator({ contacts: 0, clock, history: 0 });

const second = 1000;
const minute = 60 * second;
const centre = () => simulator().centre;
const get = async <Body>(path: string) => (await client().get<Body>(path)).data;
const service = (id = 2) => get<ServiceIndicators>(`/supervision/services/${id}`);
const agentOf = async (id: number) => {
	const { data } = await get<{ data: AgentIndicators[] }>('/supervision/agents');
	return data.find(({ agent_id }) => agent_id === id);
};
const groups = async () => (await get<{ data: object[] }>('/supervision/groups')).data;
const receive = (rest: object = {}) => centre().receive({ service: 2, customer: '0612345678', ...rest }).id;
/** An interaction that an agent answers after some seconds, handles for some, and wraps up for ten. */
function handle(agentId: number, waiting: number, handling: number): number {
	const id = receive();
	clock.advance(waiting * second);
	centre().answer(id, agentId);
	clock.advance(handling * second);
	centre().hangUp(id);
	clock.advance(10 * second);
	centre().endWrapUp(id);
	return id;
}

describe('the indicators of a service', () => {
	test('are empty, without rates and averages, where nothing has happened', async () => {
		expect(await service()).toEqual({
			service_id: 2,
			name: 'Service clients',
			channel: 'call',
			open: true,
			waiting: 0,
			longest_wait_seconds: null,
			in_progress: 0,
			agents: { logged_in: 6, available: 5, paused: 1, busy: 0 },
			today: {
				received: 0,
				answered: 0,
				abandoned: 0,
				average_wait_seconds: null,
				average_handling_seconds: null,
				answer_rate: null,
				service_level: null,
			},
			at: '2026-03-04T08:30:00.000Z',
		});
	});

	test('count what waits and is in progress at this moment', async () => {
		const first = receive();
		clock.advance(30 * second);
		receive();
		receive({ service: 1 });
		clock.advance(15_900);
		expect(await service()).toMatchObject({ waiting: 2, longest_wait_seconds: 45, in_progress: 0 });
		centre().answer(first, 1);
		expect(await service()).toMatchObject({ waiting: 1, longest_wait_seconds: 15, in_progress: 1 });
		centre().hangUp(first);
		expect(await service()).toMatchObject({ waiting: 1, in_progress: 0 });
	});

	test('count the agents of its groups by their states', async () => {
		expect((await service(7)).agents).toEqual({ logged_in: 3, available: 2, paused: 1, busy: 0 });
		const { states } = centre();
		states.set(11, { state: 'handling', interaction_id: 1 });
		states.set(12, { state: 'logged_out' });
		states.set(13, { state: 'paused', pause_reason_id: 1 });
		expect((await service(7)).agents).toEqual({ logged_in: 2, available: 0, paused: 1, busy: 1 });
		await client().put('/groups/3/agents/1');
		expect((await service(7)).agents).toEqual({ logged_in: 3, available: 1, paused: 1, busy: 1 });
	});

	test('sum up today: rates from 0 to 1 over what was answered or abandoned', async () => {
		handle(1, 10, 100);
		handle(1, 20, 200);
		handle(2, 45, 60);
		const impatient = receive();
		clock.advance(90 * second);
		centre().abandon(impatient);
		receive();
		expect((await service()).today).toEqual({
			received: 5,
			answered: 3,
			abandoned: 1,
			average_wait_seconds: 25,
			average_handling_seconds: 120,
			answer_rate: 0.75,
			service_level: 0.5,
		});
	});

	test('count one that was transferred where it is, as waiting and not as answered', async () => {
		const id = receive();
		centre().answer(id, 1);
		centre().transfer(id, { service: 3 });
		expect(await service(2)).toMatchObject({ today: { received: 0, answered: 0 } });
		expect(await service(3)).toMatchObject({
			waiting: 1,
			today: { received: 1, answered: 0, abandoned: 0, answer_rate: null },
		});
		centre().abandon(id);
		expect(await service(3)).toMatchObject({ today: { answered: 0, abandoned: 1, answer_rate: 0 } });
	});

	test('do not count what is only scheduled or was canceled', async () => {
		const place = (scheduled_date?: string) =>
			centre().place({ service: 4, destination: '0612345678', scheduled_date }).id;
		place('2026-03-04T10:00:00.000Z');
		centre().cancel(place());
		expect(await service(4)).toMatchObject({ waiting: 0, today: { received: 0 } });
		clock.set(new Date('2026-03-04T10:00:00.000Z'));
		expect(await service(4)).toMatchObject({ waiting: 1, today: { received: 1 } });
	});

	test('begin again at midnight in Paris, while what waits goes on waiting', async () => {
		handle(1, 10, 100);
		clock.set(new Date('2026-03-04T22:59:50.000Z'));
		receive();
		expect(await service()).toMatchObject({ waiting: 1, today: { received: 2, answered: 1 } });
		clock.set(new Date('2026-03-04T23:00:10.000Z'));
		expect(await service()).toMatchObject({
			waiting: 1,
			longest_wait_seconds: 20,
			today: { received: 0, answered: 0, answer_rate: null },
		});
	});

	test('are listed for all services, by id and in pages', async () => {
		const all = await get<{ data: ServiceIndicators[]; total: number }>('/supervision/services');
		expect(all.data.map(({ service_id }) => service_id)).toEqual([1, 2, 3, 4, 7, 8, 12]);
		expect(all.total).toBe(7);
		expect(await get('/supervision/services?limit=1&offset=1')).toEqual({ data: [all.data[1]], total: 7 });
		expect((await client().get('/supervision/services/99')).status).toBe(404);
	});

	test('can be set by hand, and the rest stays real', async () => {
		receive();
		centre().indicators.override(2, { waiting: 12, today: { service_level: 0.4 }, agents: { available: 0 } });
		expect(await service()).toMatchObject({
			waiting: 12,
			longest_wait_seconds: 0,
			agents: { logged_in: 6, available: 0 },
			today: { received: 1, service_level: 0.4 },
		});
		centre().indicators.override(2, {});
		expect(await service()).toMatchObject({ waiting: 1, agents: { available: 5 } });
	});
});

test('a queue shows the longest wait first, whatever the priority', async () => {
	const path = '/supervision/services/2/queue';
	const first = receive();
	clock.advance(minute);
	const urgent = receive({ priority: 10 });
	const transferred = receive();
	centre().answer(receive(), 2);
	clock.advance(minute);
	const { data, total } = await get<{ data: Schemas['Interaction'][]; total: number }>(path);
	expect(data.map(({ id, waiting_seconds }) => [id, waiting_seconds])).toEqual([
		[first, 120],
		[urgent, 60],
		[transferred, 60],
	]);
	expect(total).toBe(3);
	expect((await client().get('/supervision/services/99/queue')).status).toBe(404);
});

test('a service is opened and closed, for every API', async () => {
	const put = (open: boolean) =>
		client()
			.put<ServiceIndicators>('/supervision/services/2', { open })
			.then(({ data }) => data.open);
	expect([await put(false), (await service()).open]).toEqual([false, false]);
	expect(await get('/services/2')).toMatchObject({ open: false });
	expect([await put(true), await put(true), (await service()).open]).toEqual([true, true, true]);
	expect((await client().put('/supervision/services/99', { open: true })).status).toBe(404);
	expect((await client().put('/supervision/services/2', {})).status).toBe(400);
});

describe('the indicators of agents', () => {
	test('sum up what they took and finished today, and the seconds in their states', async () => {
		handle(1, 10, 100);
		handle(1, 20, 200);
		await client().put('/agents/1/state', { state: 'paused', pause_reason_id: 2 });
		clock.advance(90 * second);
		expect(await agentOf(1)).toEqual({
			agent_id: 1,
			name: 'Nadège Arnaud',
			group_ids: [1],
			state: 'paused',
			pause_reason_id: 2,
			since: '2026-03-04T08:35:50.000Z',
			interaction_id: null,
			today: {
				handled: 2,
				average_handling_seconds: 150,
				logged_in_seconds: 12 * 60 + 440,
				paused_seconds: 90,
				busy_seconds: 320,
			},
			at: '2026-03-04T08:37:20.000Z',
		});
		expect(await agentOf(15)).toMatchObject({
			state: 'logged_out',
			today: { handled: 0, average_handling_seconds: null, logged_in_seconds: 0 },
		});
	});

	test('count only what lies after midnight of a stay that began before it', async () => {
		clock.set(new Date('2026-03-04T23:02:00.000Z'));
		expect(await agentOf(1)).toMatchObject({
			state: 'available',
			since: '2026-03-04T08:18:00.000Z',
			today: { logged_in_seconds: 120, paused_seconds: 0 },
		});
		expect(await agentOf(5)).toMatchObject({ today: { logged_in_seconds: 120, paused_seconds: 120 } });
	});

	test('of groups sum up their members', async () => {
		handle(3, 10, 100);
		handle(10, 10, 50);
		handle(1, 10, 10);
		centre().answer(receive(), 2);
		const [, support] = await groups();
		expect(support).toEqual({
			group_id: 2,
			name: 'Support',
			agents: { logged_in: 3, available: 2, paused: 0, busy: 1 },
			today: { handled: 2, average_handling_seconds: 75 },
			at: clock.now().toISOString(),
		});
	});
});

describe('forcing a state', () => {
	const force = (id: number, body: object) =>
		client().put<Schemas['AgentState'] & ErrorBody>(`/supervision/agents/${id}/state`, body);

	test('works at once for an agent who is not busy', async () => {
		const { data } = await force(1, { state: 'logged_out' });
		expect(data).toMatchObject({ agent_id: 1, state: 'logged_out', since: '2026-03-04T08:30:00.000Z' });
		expect(await get('/agents/1/state')).toEqual(data);
	});

	test('takes effect afterwards while the agent is busy; the answer shows the present state', async () => {
		const id = receive();
		centre().answer(id, 1);
		const { status, data } = await force(1, { state: 'paused', pause_reason_id: 4 });
		expect([status, data.state, data.interaction_id]).toEqual([200, 'in_call', id]);
		centre().hangUp(id);
		expect(await get('/agents/1/state')).toMatchObject({ state: 'wrap_up' });
		clock.advance(second);
		centre().endWrapUp(id);
		expect(await get('/agents/1/state')).toMatchObject({
			state: 'paused',
			pause_reason_id: 4,
			since: '2026-03-04T08:30:01.000Z',
		});
	});

	test('obeys the rules of states', async () => {
		const { status, data } = await force(1, { state: 'paused' });
		expect([status, data.errors?.map(({ field }) => field)]).toEqual([422, ['pause_reason_id']]);
		expect((await force(8, { state: 'available' })).status).toBe(409);
		expect((await force(99, { state: 'available' })).status).toBe(404);
	});
});

describe('click to call', () => {
	const call = (id: number, body: object) =>
		client().post<Schemas['StartedCall'] & ErrorBody>(`/agents/${id}/calls`, body);

	test('rings at the agent first, then the call is in progress and the agent is busy', async () => {
		const { status, data } = await call(1, { destination: '06 12 34 56 78', userdata: { order: 7 } });
		expect(status).toBe(202);
		const path = `/interactions/${data.interaction_id}`;
		expect(await get(path)).toMatchObject({
			channel: 'call',
			direction: 'outbound',
			agent_id: 1,
			destination: '06 12 34 56 78',
			userdata: { order: 7 },
			answered_at: null,
		});
		expect(await get('/agents/1/state')).toMatchObject({
			state: 'ringing',
			interaction_id: data.interaction_id,
		});
		clock.advance(10 * second);
		expect(await get(path)).toMatchObject({ status: 'in_progress', answered_at: '2026-03-04T08:30:04.000Z' });
		expect(await get('/agents/1/state')).toMatchObject({ state: 'in_call' });
		expect((await client().put('/agents/1/state', { state: 'logged_out' })).status).toBe(409);
		expect(simulator().counts.interactionsCreated).toBe(1);
	});

	test('leads back to the pause in which it was begun', async () => {
		const { data } = await call(5, { destination: '0612345678' });
		clock.advance(10 * second);
		expect(await get('/agents/5/state')).toMatchObject({ state: 'in_call' });
		centre().hangUp(data.interaction_id);
		centre().endWrapUp(data.interaction_id);
		expect(await get('/agents/5/state')).toMatchObject({ state: 'paused', pause_reason_id: 1 });
	});

	test('is refused for one who is busy or logged out, and for what is no telephone number', async () => {
		const refused = await call(1, { destination: 'nobody' });
		expect([refused.status, refused.data.errors?.map(({ field }) => field)]).toEqual([422, ['destination']]);
		expect((await call(15, { destination: '0612345678' })).status).toBe(409);
		expect((await call(1, { destination: '0612345678' })).status).toBe(202);
		expect((await call(1, { destination: '0612345678' })).status).toBe(409);
		expect((await call(99, { destination: '0612345678' })).status).toBe(404);
		expect(simulator().counts.interactionsCreated).toBe(1);
	});
});
