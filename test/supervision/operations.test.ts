import { Clock, startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate } from '../contactManager/support';
import { loadOptions, searchList } from '../support/methods';
import { KiamoSupervisionTrigger } from '../../nodes/Supervision/KiamoSupervisionTrigger.node';
import { node, run } from './support';

const minute = 60_000;
const support = 3;

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

const call = (service: number, customer: string) => simulator.centre.receive({ service, customer }).id;
const each = (name: string) => locate(`={{ $json.${name} }}`);

/** Nobody takes a call, so that it stays in the queue. */
function sendEverybodyAway() {
	for (const { id } of simulator.centre.agents.all())
		simulator.centre.states.set(id, { state: 'logged_out' });
}

describe('Service Indicator', () => {
	it('Get answers how busy a service is with a few flat figures', async () => {
		sendEverybodyAway();
		call(support, '+33612345678');
		simulator.clock.advance(90_000);
		call(support, '+33612345679');
		const { json } = await run(simulator, 'serviceIndicator.get', { service: locate('3') });
		expect(json).toEqual([
			{
				service_id: String(support),
				service_name: 'Support technique',
				open: true,
				waiting: 2,
				longest_wait_seconds: 90,
				in_progress: 0,
				agents_available: 0,
				today_answer_rate: null,
			},
		]);
		expect(JSON.stringify(json).length).toBeLessThan(250);
	});

	it('Get returns the chosen fields in their order, and all of them when none is chosen', async () => {
		simulator.centre.indicators.override(support, { today: { received: 8, answer_rate: 0.75 } });
		const service = locate('3');
		const fields = ['today_answer_rate', 'today_received', 'unknown_figure'];
		const chosen = await run(simulator, 'serviceIndicator.get', { service, fields });
		expect(chosen.json.map((row) => JSON.stringify(row))).toEqual([
			'{"service_id":"3","service_name":"Support technique","today_answer_rate":0.75,"today_received":8,"unknown_figure":null}',
		]);
		const all = await run(simulator, 'serviceIndicator.get', { service, fields: [] });
		expect(all.json).toMatchObject([
			{ channel: 'call', agents_paused: 0, today_received: 8, at: '2026-03-02T09:00:00.000Z' },
		]);
		expect(all.json[0]).not.toHaveProperty('today');
	});

	it('Get pairs each item with its own service, and an unknown one fails for its item only', async () => {
		const { items } = await run(
			simulator,
			'serviceIndicator.get',
			{ service: each('service') },
			{ items: [{ service: 7 }, { service: 99 }, { service: '../agents' }, { service: 1 }], goOn: true },
		);
		expect(items.map(({ json, pairedItem }) => [json.service_name ?? json.error, pairedItem])).toEqual([
			['E-mails', { item: 0 }],
			['Service "99" not found in Kiamo', { item: 1 }],
			['"../agents" cannot be the ID of a service', { item: 2 }],
			['Accueil', { item: 3 }],
		]);
	});

	it('Get Many goes through all pages, up to the limit or the services with a text in their name', async () => {
		simulator.quirks.pageSize = 3;
		const names = async (parameters: object) =>
			(await run(simulator, 'serviceIndicator.getAll', { ...parameters })).json.map(
				({ service_name }) => service_name,
			);
		const all = simulator.centre.services.map(({ name }) => name);
		expect(await names({ returnAll: true })).toEqual(all);
		expect(await names({ limit: 2 })).toEqual(all.slice(0, 2));
		expect(await names({ search: 'SÉRVICE', limit: 1 })).toEqual(['Service clients']);
		expect(await names({ search: 'nothing' })).toEqual([]);
		simulator.quirks.total = 'missing';
		expect(await names({ returnAll: true })).toEqual(all);
	});

	it('Get Many says which number is wrong', async () => {
		const { error } = await run(simulator, 'serviceIndicator.getAll', { limit: '={{ 0 }}' });
		expect(error?.message).toBe('Limit must be a whole number of 1 or more, not "0"');
	});
});

describe('Agent Indicator and Group Indicator', () => {
	it('Get finds one agent in the list, which is read once for all items', async () => {
		simulator.resetCounts();
		const { items } = await run(
			simulator,
			'agentIndicator.get',
			{ agent: each('agent') },
			{ items: [{ agent: 5 }, { agent: 404 }, { agent: '1' }], goOn: true },
		);
		expect(items.map(({ json }) => json)).toEqual([
			{
				agent_id: '5',
				agent_name: 'François Payet',
				state: 'paused',
				since: '2026-03-02T08:54:00.000Z',
				today_handled: 0,
			},
			{
				error: 'Agent "404" not found in Kiamo',
				message: 'Check the ID, or choose the agent from the list. It may have been deleted.',
			},
			expect.objectContaining({ agent_id: '1', state: 'available' }),
		]);
		expect(simulator.counts.requests).toBe(1);
	});

	it.each([
		['shows all', 'exact'],
		['does without totals', 'missing'],
	])('Get Many: a server with short pages that %s', async (_, total) => {
		Object.assign(simulator.quirks, { pageSize: 5, total });
		const agents = await run(simulator, 'agentIndicator.getAll', { returnAll: true, fields: ['group_ids'] });
		expect(agents.json.map(({ agent_id }) => agent_id)).toEqual(
			simulator.centre.agents.all().map(({ id }) => String(id)),
		);
		expect(agents.json[1]).toEqual({ agent_id: '2', agent_name: 'Éloïse Le Bihan', group_ids: ['1', '2'] });
		simulator.quirks.pageSize = 2;
		const groups = await run(simulator, 'groupIndicator.getAll', { returnAll: true });
		expect(groups.json.map(({ group_name }) => group_name)).toEqual([
			'Accueil et conseil',
			'Support',
			'Numérique',
		]);
	});

	it('Get tells how many agents of a group are in which state', async () => {
		const { json } = await run(simulator, 'groupIndicator.get', { group: locate('3') });
		expect(json).toEqual([
			{
				group_id: '3',
				group_name: 'Numérique',
				agents_logged_in: 3,
				agents_available: 2,
				agents_busy: 0,
				agents_paused: 1,
				today_handled: 0,
			},
		]);
	});
});

describe('Queue', () => {
	it('Get Many lists who waits, the longest wait first', async () => {
		sendEverybodyAway();
		const ids = ['+33612345601', '+33612345602', '+33612345603'].map((customer) => {
			const id = call(support, customer);
			simulator.clock.advance(minute);
			return String(id);
		});
		const { json } = await run(simulator, 'queue.getAll', { service: locate('3') });
		expect(json.map(({ id, waiting_seconds }) => [id, waiting_seconds])).toEqual([
			[ids[0], 180],
			[ids[1], 120],
			[ids[2], 60],
		]);
		expect(json[0]).toMatchObject({ service_id: String(support), channel: 'call', customer: '+33612345601' });
		expect(json[0]).not.toHaveProperty('status');
		const raw = await run(simulator, 'queue.getAll', { service: locate('3'), simplify: false, limit: 1 });
		expect(raw.json).toMatchObject([{ id: ids[0], status: 'waiting', direction: 'inbound' }]);
	});

	it('Get Many of a service that is not there says so, and goes on with the others', async () => {
		const { json } = await run(
			simulator,
			'queue.getAll',
			{ service: each('service') },
			{ items: [{ service: 99 }, { service: 3 }, { service: '' }], goOn: true },
		);
		expect(json.map(({ error }) => error)).toEqual([
			'Service "99" not found in Kiamo',
			'No service is chosen',
		]);
	});
});

describe('Service', () => {
	const isOpen = (id: number) => simulator.centre.services.find((service) => service.id === id)?.open;

	it('Close and Open switch a service, and say what it is now', async () => {
		const closed = await run(simulator, 'service.close', { service: locate('3') });
		expect(closed.json).toEqual([{ service_id: '3', name: 'Support technique', open: false }]);
		expect(isOpen(3)).toBe(false);
		const opened = await run(
			simulator,
			'service.open',
			{ service: each('service') },
			{ items: [{ service: 3 }, { service: 12 }] },
		);
		expect(opened.json.map(({ name, open }) => [name, open])).toEqual([
			['Support technique', true],
			['Chat du site', true],
		]);
		expect([isOpen(3), isOpen(12)]).toEqual([true, true]);
	});

	it('Close believes a server that answers without a body', async () => {
		simulator.quirks.emptyPut = true;
		const { json } = await run(simulator, 'service.close', { service: locate('3') });
		expect(json).toEqual([{ service_id: '3', name: null, open: false }]);
		expect(isOpen(3)).toBe(false);
	});

	it('Close says which items were done when one fails, and which right is missing', async () => {
		const stopped = await run(
			simulator,
			'service.close',
			{ service: each('service'), requestOptions: { concurrency: 1 } },
			{ items: [{ service: 1 }, { service: 99 }, { service: 2 }] },
		);
		expect(stopped.error).toMatchObject({
			message: 'Service "99" not found in Kiamo',
			description: expect.stringContaining(
				'Processed before the error: item 0. The remaining items were not processed.',
			) as string,
		});
		expect([isOpen(1), isOpen(2)]).toEqual([false, true]);
		const { value } = simulator.tokens.add({ apis: ['supervision'], verbs: ['GET'] });
		const credentials = { apiToken: value };
		const { error } = await run(simulator, 'service.close', { service: locate('2') }, { credentials });
		expect(error?.message).toBe('The API token lacks the permission PUT for the Supervision API');
	});
});

describe('Agent', () => {
	const stateOf = (id: number) => simulator.centre.states.get(id);

	it('Force State sets each item its own state, a pause with its reason', async () => {
		const { json } = await run(
			simulator,
			'agent.forceState',
			{ agent: each('agent'), state: '={{ $json.state }}', pauseReason: locate('2') },
			{
				items: [
					{ agent: 1, state: 'paused' },
					{ agent: 2, state: 'logged_out' },
					{ agent: 12, state: 'available' },
				],
			},
		);
		expect(json.map(({ agent_id, state, applied }) => [agent_id, state, applied])).toEqual([
			['1', 'paused', true],
			['2', 'logged_out', true],
			['12', 'available', true],
		]);
		expect(stateOf(1)).toMatchObject({ state: 'paused', pause_reason_id: 2 });
	});

	it('Force State of a busy agent takes effect afterwards, and says that it has not yet', async () => {
		const id = call(support, '+33612345678');
		simulator.centre.answer(id, 3);
		const { json } = await run(simulator, 'agent.forceState', {
			agent: locate('3'),
			state: 'paused',
			pauseReason: locate('1'),
		});
		expect(json).toMatchObject([
			{ agent_id: '3', state: 'in_call', requested_state: 'paused', applied: false },
		]);
		simulator.centre.hangUp(id);
		simulator.centre.endWrapUp(id);
		expect(stateOf(3).state).toBe('paused');
	});

	it('Force State does not claim what a server without words does not say', async () => {
		simulator.quirks.emptyPut = true;
		const { json } = await run(simulator, 'agent.forceState', { agent: locate('1'), state: 'logged_out' });
		expect(json).toEqual([{ agent_id: '1', state: null, requested_state: 'logged_out', applied: null }]);
	});

	it('Force State refuses what cannot be, item by item', async () => {
		const { json } = await run(
			simulator,
			'agent.forceState',
			{ agent: each('agent'), state: '={{ $json.state }}', pauseReason: each('reason') },
			{
				items: [
					{ agent: 1, state: 'paused' },
					{ agent: 1, state: 'paused', reason: 'coffee' },
					{ agent: 1, state: 'paused', reason: 77 },
					{ agent: 8, state: 'available' },
					{ agent: 'a/b', state: 'available' },
					{ agent: 404, state: 'available' },
				],
				goOn: true,
			},
		);
		expect(json.map(({ error }) => error)).toEqual([
			'No pause reason is chosen',
			'Kiamo refused the data: field "pause_reason_id": must be integer (given: "coffee")',
			'Kiamo refused the data: field "pause_reason_id": This reason does not exist. (given: "77")',
			'Kiamo refused because of a conflict',
			'"a/b" cannot be the ID of an agent',
			'Agent "404" not found in Kiamo',
		]);
		expect(stateOf(1).state).toBe('available');
	});
});

describe('the lists of the node panel', () => {
	const editor = (method: string, apiToken = simulator.token) => ({
		node,
		method,
		credentials: credentialsOf(simulator, { apiToken }),
	});

	it('need the Supervision API alone, but for the reasons of a pause', async () => {
		const { value } = simulator.tokens.add({ apis: ['supervision'], verbs: ['GET'] });
		const find = async (method: string, filter: string) =>
			(await searchList({ ...editor(method, value), filter })).results;
		expect(await find('searchServices', 'support')).toEqual([{ name: 'Support technique', value: '3' }]);
		expect(await find('searchAgents', 'ines')).toEqual([{ name: 'Inès Marchand', value: '9' }]);
		expect(await find('searchGroups', 'NUM')).toEqual([{ name: 'Numérique', value: '3' }]);
		await expect(find('searchPauseReasons', '')).rejects.toThrow(
			"Kiamo didn't accept the API token for the Agent API",
		);
		const reasons = await searchList({ ...editor('searchPauseReasons'), filter: 'dej' });
		expect(reasons.results).toEqual([{ name: 'Déjeuner', value: '2' }]);
	});

	it.each([
		['getServices', 'Accueil', '1'],
		['getAgents', 'Nadège Arnaud', '1'],
		['getGroups', 'Accueil et conseil', '1'],
	])('%s of the trigger shows all by name', async (method, name, value) => {
		const options = await loadOptions({ ...editor(method), node: new KiamoSupervisionTrigger() });
		expect(options[0]).toEqual({ name, value });
	});
});

it('API Request reaches what the node has no operation for', async () => {
	const { json } = await run(simulator, 'apiRequest.send', {
		method: 'GET',
		path: '/supervision/groups',
		readPages: true,
		returnAll: true,
	});
	expect(json).toHaveLength(3);
});

it('a token without the API gets an error that says so', async () => {
	const { value } = simulator.tokens.add({ apis: ['agent'] });
	const { error } = await run(simulator, 'groupIndicator.getAll', {}, { credentials: { apiToken: value } });
	expect(error?.message).toBe("Kiamo didn't accept the API token for the Supervision API");
});
