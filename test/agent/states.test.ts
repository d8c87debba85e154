import { Clock, startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { said } from '../http/support';
import { run } from './support';

const begin = new Date('2026-03-02T09:00:00Z');

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0, clock: new Clock(begin) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const agent = locate('={{ $json.id }}');
const since = (minutes: number) => new Date(begin.getTime() - minutes * 60_000).toISOString();

describe('State', () => {
	it('Get: tells state, reason and since when, with names', async () => {
		const { json } = await run(simulator, 'state.get', { agent }, { items: [{ id: 5 }, { id: 1 }] });
		expect(json).toEqual([
			{
				agent_id: '5',
				agent_name: 'François Payet',
				state: 'paused',
				pause_reason: 'Pause café',
				pause_reason_id: '1',
				since: since(6),
				interaction_id: null,
			},
			expect.objectContaining({ agent_name: 'Nadège Arnaud', state: 'available', pause_reason: null }),
		]);
	});

	it('Get: asks the least without names', async () => {
		const { json } = await run(simulator, 'state.get', { agent: locate('5'), addNames: false });
		expect(json).toEqual([
			{ agent_id: '5', state: 'paused', pause_reason_id: '1', since: since(6), interaction_id: null },
		]);
		expect(simulator.counts.requests).toBe(1);
	});

	it.each([
		[{}, 12, ['listAgentStates', 'listAgents', 'listPauseReasons']],
		[{ addNames: false }, 12, ['listAgentStates']],
		[{ addNames: false, limit: 3 }, 3, ['listAgentStates']],
		[{ filters: { states: ['paused'] }, limit: 1 }, 1, ['listAgentStates', 'listAgents', 'listPauseReasons']],
		[{ filters: { states: ['available'] } }, 7, ['listAgentStates', 'listAgents']],
		[{ addNames: false, filters: { group: '3' } }, 4, ['listAgentStates', 'listAgents']],
		[
			{ filters: { group: 3, states: ['logged_out'] }, returnAll: true },
			1,
			['listAgentStates', 'listAgents'],
		],
	])('Get Many: with %j', async (parameters, count, asked) => {
		const { json } = await run(simulator, 'state.getAll', parameters);
		expect(json).toHaveLength(count);
		expect(json.every((row) => 'agent_name' in row !== 'addNames' in parameters)).toBe(true);
		expect(Object.keys(simulator.counts.byOperation).sort()).toEqual(asked);
	});

	it('Get Many: asks for names once for all items, and names nobody who is gone', async () => {
		simulator.faults.add({
			kind: 'mutate',
			operationId: 'listAgents',
			run: () => simulator.centre.agents.remove(5),
		});
		const { json } = await run(
			simulator,
			'state.getAll',
			{ filters: { states: ['paused'] } },
			{ items: [{}, {}] },
		);
		expect(json[0]).toMatchObject({ agent_id: '5', agent_name: null, pause_reason: 'Pause café' });
		expect(simulator.counts.byOperation.listPauseReasons).toBe(1);
	});

	it('Set: pauses with a reason, frees and logs out, each item at its own index', async () => {
		const items = [
			{ id: 1, state: 'paused', reason: 2 },
			{ id: 5, state: 'available' },
			{ id: 3, state: 'logged_out' },
		];
		const parameters = { agent, state: '={{ $json.state }}', pauseReason: '={{ $json.reason }}' };
		const { json } = await run(simulator, 'state.set', parameters, { items });
		expect(json).toMatchObject([
			{ agent_id: '1', state: 'paused', pause_reason_id: '2', since: begin.toISOString() },
			{ agent_id: '5', state: 'available', pause_reason_id: null },
			{ agent_id: '3', state: 'logged_out' },
		]);
		expect([1, 5, 3].map((id) => simulator.centre.states.get(id).state)).toEqual(
			items.map(({ state }) => state),
		);
	});

	it('Set: puts out what was set where the server is silent', async () => {
		simulator.quirks.emptyPut = true;
		const { json } = await run(simulator, 'state.set', {
			agent: locate('1'),
			state: 'paused',
			pauseReason: '4',
		});
		expect(json).toEqual([{ agent_id: '1', state: 'paused', pause_reason_id: '4' }]);
	});

	it.each([
		['ringing', 'ringing'],
		['in_call', 'in a call'],
		['handling', 'handling an interaction'],
		['wrap_up', 'in wrap-up'],
	] as const)('Set: says clearly that the agent is busy: %s', async (state, words) => {
		simulator.centre.states.set(1, { state });
		const failed = said(await run(simulator, 'state.set', { agent: locate('1'), state: 'logged_out' }));
		expect(failed).toMatchObject({ message: `Agent 1 is ${words}, so Kiamo refused the request`, item: 0 });
		expect(failed.description).toMatch(/^Try again when the agent is free.*Nothing was changed\.$/);
	});

	it('Set: says what Kiamo says about other conflicts, also when the state cannot be read', async () => {
		const disabled = said(await run(simulator, 'state.set', { agent: locate('8'), state: 'available' }));
		expect(disabled.description).toContain(`Kiamo's message: "The agent is disabled"`);
		simulator.centre.states.set(1, { state: 'in_call' });
		simulator.faults.add({ kind: 'status', status: 500, operationId: 'getAgentState' });
		const busy = said(await run(simulator, 'state.set', { agent: locate('1'), state: 'available' }));
		expect(busy.description).toContain(`Kiamo's message: "The agent is busy"`);
	});

	it('Set: a pause without a reason, or with one that Kiamo does not have, is refused', async () => {
		const items = [{ reason: '' }, { reason: '../x' }, { reason: 77 }];
		const { json } = await run(
			simulator,
			'state.set',
			{ agent: locate('1'), state: 'paused', pauseReason: '={{ $json.reason }}' },
			{ items, goOn: true },
		);
		expect(json.map(({ error }) => error)).toEqual([
			'No pause reason is chosen',
			'"../x" cannot be the ID of a pause reason',
			expect.stringMatching(/field "pause_reason_id": This reason does not exist/),
		]);
	});
});

describe('Group', () => {
	it('Get Many and Get Agents: list what is there', async () => {
		const groups = await run(simulator, 'group.getAll', { limit: 2 });
		expect(groups.json).toEqual([
			{ id: '1', name: 'Accueil et conseil' },
			{ id: '2', name: 'Support' },
		]);
		const agents = await run(
			simulator,
			'group.getAgents',
			{ group: locate('={{ $json.id }}'), limit: 1 },
			{ items: [{ id: 3 }, { id: 2 }] },
		);
		expect(agents.json.map(({ login }) => login)).toEqual(['cdasilva', 'elebihan']);
		expect(agents.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('Add and Remove Agent: change the members; adding twice changes nothing', async () => {
		const parameters = { group: locate('={{ $json.group }}'), agent };
		const items = [
			{ group: 2, id: 1 },
			{ group: 2, id: 1 },
			{ group: 3, id: 5 },
		];
		const { json } = await run(simulator, 'group.addAgent', parameters, { items });
		expect(json[2]).toEqual({ added: true, group_id: '3', agent_id: '5' });
		const groupsOf = (id: number) => simulator.centre.agents.get(id)?.group_ids;
		expect([groupsOf(1), groupsOf(5)]).toEqual([
			[1, 2],
			[1, 3],
		]);
		const removed = await run(simulator, 'group.removeAgent', parameters, { items: [{ group: 1, id: 1 }] });
		expect(removed.json).toEqual([{ removed: true, group_id: '1', agent_id: '1' }]);
		expect(groupsOf(1)).toEqual([2]);
	});

	it('Remove Agent: tells one who is not in the group from other failures', async () => {
		const parameters = { group: locate('3'), agent };
		const { json } = await run(simulator, 'group.removeAgent', parameters, {
			items: [{ id: 1 }],
			goOn: true,
		});
		expect(json[0].error).toBe('Agent 1 is not in group 3');
		simulator.faults.add({ kind: 'status', status: 403 });
		expect(
			said(await run(simulator, 'group.removeAgent', parameters, { items: [{ id: 1 }] })).message,
		).toMatch(/lacks the permission DELETE/);
	});

	it('an unknown group fails for its item only', async () => {
		for (const what of ['group.getAgents', 'group.addAgent', 'group.removeAgent']) {
			const { json } = await run(
				simulator,
				what,
				{ group: locate('={{ $json.group }}'), agent: locate('1') },
				{ items: [{ group: '..' }, { group: 99 }], goOn: true },
			);
			expect(json.map(({ error }) => error)).toEqual([
				'".." cannot be the ID of a group',
				expect.stringMatching(/not found in Kiamo|is not in group/),
			]);
		}
	});
});
