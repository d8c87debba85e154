import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import { locate } from '../contactManager/support';
import { serve, type SmallServer } from '../http/support';
import { runNode } from '../support/harness';
import { agentTrigger, emitted } from './support';
import { withTextIds } from '../support/ids';

/** What a Kiamo says that tells only what the contract makes it tell. */
let agents: IDataObject[];
let states: IDataObject[];
let statusOfReasons: number;
let server: SmallServer;
beforeEach(async () => {
	statusOfReasons = 200;
	agents = [{ id: 1, login: 'a', first_name: 'A', last_name: 'B', enabled: true }];
	states = [{ agent_id: 1, state: 'available', since: '2026-03-02T09:00:00Z' }];
	server = await serve(({ url = '', method }, response) => {
		const [one] = agents;
		const answer = url.includes('states')
			? { data: states }
			: /agents\/\d/.test(url)
				? one
				: { data: agents, total: agents.length };
		const status = url.includes('pause-reasons') ? statusOfReasons : 200;
		response
			.writeHead(method === 'PUT' ? 204 : status, { 'content-type': 'application/json' })
			.end(method === 'PUT' ? '' : JSON.stringify(answer));
	});
});
afterEach(() => server.close());

const credentials = () => ({ serverUrl: server.url, apiToken: 'x' });
const trigger = (parameters: INodeParameters) => agentTrigger({ url: server.url, token: 'x' }, parameters);
const inPause = (pause_reason_id?: number) => ({
	agent_id: 1,
	state: 'paused',
	pause_reason_id,
	since: '2026-03-02T09:01:00Z',
});

it('tells of agents who are created and changed without saying when', async () => {
	const poller = trigger({ events: ['agentCreated', 'agentUpdated'] });
	await poller.activate();
	agents.push({ id: 2, login: 'b', first_name: 'B', last_name: 'B', enabled: true });
	const [created] = emitted(await poller.poll());
	expect(created).toMatchObject({
		event: 'agentCreated',
		updated_at: null,
		login: 'b',
	});
	agents[1] = { ...agents[1], last_name: 'C' };
	const [updated] = emitted(await poller.poll());
	expect(updated).toMatchObject({
		event: 'agentUpdated',
		previousUpdatedAt: null,
		last_name: 'C',
	});
	expect(updated.eventId).not.toBe(created.eventId.replace('agentCreated', 'agentUpdated'));
	expect((await poller.poll()).items).toBeNull();
});

it.each([[null], ['yesterday']])('tells of no update while the date of one is %j', async (unreadable) => {
	agents[0].updated_at = '2026-03-02T09:00:00Z';
	const poller = trigger({ events: ['agentUpdated'] });
	await poller.activate();
	agents[0].updated_at = unreadable;
	expect((await poller.poll()).items).toBeNull();
	agents[0].updated_at = '2026-03-02T09:00:00Z';
	expect((await poller.poll()).items).toBeNull();
	agents[0] = { ...agents[0], last_name: 'C', updated_at: '2026-03-02T09:05:00Z' };
	expect(emitted(await poller.poll())).toMatchObject([
		{ event: 'agentUpdated', previousUpdatedAt: '2026-03-02T09:00:00.000Z', last_name: 'C' },
	]);
});

it('tells of a state that the contract does not know, and of a pause without a reason', async () => {
	const poller = trigger({ events: ['stateChanged'] });
	await poller.activate();
	states = [{ ...states[0], state: 'training', since: '2026-03-02T09:00:30Z' }];
	expect(emitted(await poller.poll())).toMatchObject([{ state: 'training' }]);
	states = [inPause()];
	expect(emitted(await poller.poll())).toMatchObject([
		{ previousState: 'training', state: 'paused', pause_reason: null, pause_reason_id: null },
	]);
});

it.each([401, 403, 404])('emits a pause without its name where the reasons answer %i', async (status) => {
	statusOfReasons = status;
	const poller = trigger({
		events: ['enteredPause', 'inStateLongerThan'],
		longStates: ['paused'],
		minutes: 1,
	});
	await poller.activate();
	states = [inPause(1)];
	const poll = await poller.poll();
	expect(poll.error).toBeUndefined();
	expect(emitted(poll)).toMatchObject([
		{ event: 'enteredPause', pause_reason_id: '1', previousState: 'available' },
		{ event: 'inStateLongerThan', pause_reason_id: '1' },
	]);
	expect(emitted(poll)[0]).not.toHaveProperty('pause_reason');
	expect((await poller.poll()).items).toBeNull();
});

it('counts the state that began last of an agent who is listed twice', async () => {
	const poller = trigger({ events: ['loggedIn', 'stateChanged'] });
	states.push({ agent_id: 1, state: 'logged_out', since: '2026-03-02T08:00:00Z' });
	await poller.activate();
	for (let round = 0; round < 3; round++) {
		states.reverse();
		expect((await poller.poll()).items).toBeNull();
	}
});

it('lets nobody through a filter by group whose groups are not known', async () => {
	const poller = trigger({ events: ['stateChanged'], filters: { groups: ['1'] } });
	await poller.activate();
	states = [inPause()];
	expect((await poller.poll()).items).toBeNull();
});

it('Set Skills replaces skills that are not shown, and puts out what it knows', async () => {
	const { json } = await runNode({
		node: new KiamoAgent(),
		credentials: credentials(),
		parameters: {
			resource: 'agent',
			operation: 'setSkills',
			agent: locate('1'),
			mode: 'replace',
			skills: { skill: [{ id: '2', level: 3 }] } as never,
		},
	});
	expect(json).toEqual(withTextIds(agents));
});

it('In State Longer Than counts from when the server says the state began', async () => {
	const poller = trigger({ events: ['inStateLongerThan'], longStates: ['paused'], minutes: 1 });
	await poller.activate();
	states = [inPause(1)];
	expect(emitted(await poller.poll())).toMatchObject([
		{ event: 'inStateLongerThan', pause_reason_id: '1', since: '2026-03-02T09:01:00.000Z' },
	]);
});
