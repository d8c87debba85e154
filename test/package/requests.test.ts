import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { planningTrigger } from '../activityPlanningTrigger/support';
import { run as runAgent } from '../agent/support';
import { agentTrigger } from '../agentTrigger/support';
import { runPlanning } from '../activityPlanning/support';
import { upsert } from '../contactManager/support';
import { contactTrigger } from '../contactManagerTrigger/support';
import { callbacks, run as runInteraction } from '../interaction/support';
import { interactionTrigger } from '../interactionTrigger/support';
import { triggerOn } from '../supervisionTrigger/support';
import { moveClocks } from '../support/clocks';
import { expectWithinLimit, type Limit } from '../support/limits';
import { stateSize, type Poller } from '../support/poller';

const minute = 60_000;

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({
		contacts: 0,
		history: 0,
		clock: new Clock(new Date('2026-03-24T08:00:00Z')),
	});
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

const requestsOf = async (work: () => Promise<{ error?: unknown }>) => {
	const before = simulator.counts.requests;
	const { error } = await work();
	expect(error).toBeUndefined();
	return simulator.counts.requests - before;
};

const rules = { serviceThreshold: [{ ids: ['3'], indicator: 'waiting', direction: 'above', threshold: 10 }] };

it.each<[Limit, () => Poller]>([
	['requests.quietPoll.contactManager', () => contactTrigger(simulator)],
	['requests.quietPoll.interaction', () => interactionTrigger(simulator)],
	['requests.quietPoll.agent', () => agentTrigger(simulator)],
	['requests.quietPoll.activityPlanning', () => planningTrigger(simulator, ['created', 'updated'])],
	['requests.quietPoll.supervision', () => triggerOn(simulator, rules)],
])('%s', async (limit, triggerOf) => {
	const trigger = triggerOf();
	expect((await trigger.activate()).error).toBeUndefined();
	for (let quiet = 0; quiet < 2; quiet++) {
		simulator.clock.advance(minute);
		const requests = await requestsOf(async () => await trigger.poll());
		expect(requests).toBeGreaterThan(0);
		expectWithinLimit(limit, requests);
	}
});

const thousand = Array.from({ length: 1000 }, (_, index) => index);
const customers = thousand.map((index) => ({
	crmId: `C-${index}`,
	contactLastName: `Martin ${index}`,
	contactCity: 'Lyon',
}));
const logins = thousand.map((index) => ({ login: `agent${index}` }));

it('requests of jobs on 1,000 items', async () => {
	expectWithinLimit(
		'requests.per1000.contactsCreated',
		await requestsOf(async () => await upsert(simulator, customers)),
	);
	expect(simulator.counts.contactsCreated).toBe(1000);
	const moved = customers.map((customer) => ({ ...customer, contactCity: 'Lille' }));
	expectWithinLimit(
		'requests.per1000.contactsUpdated',
		await requestsOf(async () => await upsert(simulator, moved)),
	);
	expect(simulator.counts.contactsUpdated).toBe(1000);
	expectWithinLimit(
		'requests.per1000.contactsUnchanged',
		await requestsOf(async () => await upsert(simulator, moved)),
	);
	expect(simulator.counts.contactsUpdated).toBe(1000);
});

it('requests of 1,000 callbacks', async () => {
	const items = thousand.map((index) => ({ phone: `061234${String(index).padStart(4, '0')}` }));
	const parameters: INodeParameters = {
		service: { __rl: true, mode: 'id', value: callbacks },
		destination: '={{ $json.phone }}',
	};
	const requests = await requestsOf(
		async () => await runInteraction(simulator, 'interaction.create', parameters, { items }),
	);
	expect(simulator.counts.interactionsCreated).toBe(1000);
	expectWithinLimit('requests.per1000.callbacks', requests);
});

it('requests of 1,000 agents', async () => {
	const parameters = { login: '={{ $json.login }}', firstName: 'Jean', lastName: 'Martin' };
	const requests = await requestsOf(
		async () => await runAgent(simulator, 'agent.upsert', parameters, { items: logins }),
	);
	expectWithinLimit('requests.per1000.agents', requests);
});

it('requests of 1,000 planned activities', async () => {
	const items: IDataObject[] = thousand.map((index) => ({
		agent: '1',
		start: new Date(Date.UTC(2026, 3, 1) + index * 30 * minute).toISOString(),
		end: new Date(Date.UTC(2026, 3, 1) + (index + 1) * 30 * minute).toISOString(),
	}));
	const requests = await requestsOf(async () => await runPlanning(simulator, { operation: 'create', items }));
	expectWithinLimit('requests.per1000.plannedActivities', requests);
});

it('bytes of state of the contact trigger: a day of 2,000 changes, then 10,000 at once', async () => {
	const { pass } = moveClocks(() => simulator);
	const [{ id: base }] = simulator.bases;
	const trigger = contactTrigger(simulator);
	await trigger.activate();
	const sizes: number[] = [];
	for (let poll = 0; poll < 288; poll++) {
		for (let change = 0; change < 7; change++)
			simulator.addContact(base, { contactLastName: `${poll} ${change}` });
		pass(5 * minute);
		expect((await trigger.poll()).items).toHaveLength(7);
		sizes.push(stateSize(trigger));
	}
	expectWithinLimit('state.normalBytes', Math.max(...sizes));

	for (let change = 0; change < 10_000; change++) simulator.addContact(base, { contactLastName: 'Burst' });
	let emitted = 0;
	for (let poll = 0; poll < 30 && emitted < 10_000; poll++) {
		pass(1000);
		const { items, error } = await trigger.poll();
		expect(error).toBeUndefined();
		emitted += items?.length ?? 0;
		sizes.push(stateSize(trigger));
	}
	expect(emitted).toBe(10_000);
	expectWithinLimit('state.burstBytes', Math.max(...sizes));
	for (let next = 0; next < 3; next++) {
		pass(10 * minute);
		simulator.addContact(base, { contactLastName: 'Next' });
		pass(minute);
		expect((await trigger.poll()).items).toHaveLength(1);
	}
	expectWithinLimit('state.normalBytes', stateSize(trigger));
}, 120_000);
