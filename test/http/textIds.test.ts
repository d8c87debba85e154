/** Kiamo gives one id here as a number and there as a text; nobody may notice. */
import { Clock, startSimulator, type OperationId, type Simulator } from '../../simulator';
import { KiamoActivityPlanning } from '../../nodes/ActivityPlanning/KiamoActivityPlanning.node';
import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import { KiamoSupervision } from '../../nodes/Supervision/KiamoSupervision.node';
import { locate } from '../contactManager/support';
import { agentTrigger, emitted as emittedByAgents } from '../agentTrigger/support';
import { emitted, planningTrigger } from '../activityPlanningTrigger/support';
import { interactionTrigger, emittedEvents } from '../interactionTrigger/support';
import { operationsOf } from '../support/operations';

const agents = operationsOf(new KiamoAgent());
const planning = operationsOf(new KiamoActivityPlanning());
const supervision = operationsOf(new KiamoSupervision());
const minute = 60_000;

let simulator: Simulator;
beforeEach(async () => {
	const clock = new Clock(new Date('2026-03-02T09:00:00Z'));
	simulator = await startSimulator({ contacts: 0, history: 0, clock });
	simulator.centre.planning.clear();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

describe.each<[string, OperationId[]]>([
	['states', ['listAgentStates', 'getAgentState', 'listPauseReasons', 'listPlannedActivities']],
	['what they are of', ['listAgents', 'getAgent', 'updateAgent', 'listGroupAgents', 'listActivities']],
])('ids as text in %s', (_, operations) => {
	beforeEach(() => {
		simulator.quirks.idsAsText = operations;
	});

	it('agents are named, filtered by group and updated as ever', async () => {
		const all = await agents(simulator, 'state.getAll', { filters: { group: '3' } });
		expect(all.json.map(({ agent_name }) => agent_name).sort()).toHaveLength(4);
		expect(all.json.every(({ agent_name }) => typeof agent_name === 'string')).toBe(true);
		const paused = await agents(simulator, 'state.get', { agent: locate('5') });
		expect(paused.json[0]).toMatchObject({ agent_name: 'François Payet', pause_reason: 'Pause café' });
		const items = [{ last: 'Arnaud-Petit' }, { last: 'Arnaud' }];
		const parameters = { matchOn: 'login', login: 'narnaud', lastName: '={{ $json.last }}' };
		const upserted = await agents(simulator, 'agent.upsert', parameters, { items });
		expect(upserted.json.map(({ status }) => status)).toEqual(['updated', 'updated']);
		expect(simulator.centre.agents.all().find(({ id }) => id === 1)?.last_name).toBe('Arnaud');
	});

	it('a plan that is there already is found', async () => {
		const slot = { start: '2026-03-03T08:00:00Z', end: '2026-03-03T12:00:00Z' };
		const parameters = { agent: locate('1'), activity: locate('1'), ...slot };
		const first = await planning(simulator, 'plannedActivity.upsert', parameters);
		const second = await planning(simulator, 'plannedActivity.upsert', parameters);
		expect([first, second].map(({ json }) => json[0].status)).toEqual(['created', 'unchanged']);
		const period = { periodStart: '2026-03-03', periodEnd: '2026-03-04', scope: 'agents' };
		const replaced = await planning(simulator, 'plannedActivity.replace', { ...parameters, ...period });
		expect(replaced.json).toMatchObject([{ action: 'unchanged' }]);
	});

	it('triggers tell of agents and of their plan', async () => {
		simulator.centre.states.set(1, { state: 'available' });
		simulator.centre.planning.plan({
			agent_id: 1,
			activity_id: 1,
			start: '2026-03-02T08:00:00.000Z',
			end: '2026-03-02T12:00:00.000Z',
		});
		const states = agentTrigger(simulator, { events: ['enteredPause'], filters: { groups: ['1'] } });
		const plan = planningTrigger(simulator, ['offPlan'], { minutesOffPlan: 5 });
		for (const poller of [states, plan]) {
			await poller.activate();
			await poller.poll();
		}
		simulator.clock.advance(minute);
		simulator.centre.states.set(1, { state: 'paused', pause_reason_id: 1 });
		simulator.clock.advance(6 * minute);
		expect(emittedByAgents(await states.poll())).toMatchObject([
			{ event: 'enteredPause', pause_reason: 'Pause café', last_name: 'Arnaud' },
		]);
		expect(emitted(await plan.poll())).toMatchObject([{ event: 'offPlan', activity_name: 'Production' }]);
	});
});

it('interactions and indicators with ids as text are emitted and found', async () => {
	simulator.quirks.idsAsText = ['listInteractions', 'listAgentIndicators', 'listServices'];
	const poller = interactionTrigger(simulator, {
		events: ['created', 'ended'],
		filters: { services: ['1'] },
	});
	await poller.activate();
	await poller.poll();
	simulator.clock.advance(minute);
	const { id } = simulator.centre.receive({ service: 1, customer: '0612345678' });
	simulator.centre.answer(id, 1);
	expect(emittedEvents(await poller.poll())).toEqual([`created ${id}`]);
	simulator.clock.advance(minute);
	simulator.centre.hangUp(id);
	simulator.centre.endWrapUp(id);
	expect(emittedEvents(await poller.poll())).toEqual([`ended ${id}`]);
	const { json } = await supervision(simulator, 'agentIndicator.get', { agent: locate('1') });
	expect(json[0]).toMatchObject({ agent_id: '1', agent_name: 'Nadège Arnaud' });
});
