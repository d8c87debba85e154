import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { run as runAgent } from '../agent/support';
import { runOn } from '../contactManager/support';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 3, history: 0 });
});
beforeEach(() => {
	simulator.faults.clear();
	simulator.resetCounts();
});
afterAll(async () => await simulator.close());

const addAgent = async (group: string, agent: string, more = {}) =>
	await runAgent(simulator, 'group.addAgent', { group: locate(group), agent: locate(agent) }, more);

it.each([
	['99', '1', 'Group "99" not found in Kiamo'],
	['1', '99', 'Agent "99" not found in Kiamo'],
	['98', '99', 'Group "98" not found in Kiamo'],
])('Add Agent to group %s of agent %s: %s', async (group, agent, message) => {
	expect((await addAgent(group, agent)).error?.message).toBe(message);
});

it('says that a path is not there where nothing above it is missing', async () => {
	simulator.faults.add({ kind: 'status', status: 404, operationId: 'getAgentState', times: 9 });
	const { error } = await runAgent(simulator, 'state.get', { agent: locate('1') });
	expect(error?.message).toBe("The path /agents/1/state doesn't exist on the Agent API");
});

it('says that a path is not there where nothing above it is, either', async () => {
	for (const operationId of ['listBases', 'getBase'] as const)
		simulator.faults.add({ kind: 'status', status: 404, operationId, times: 9 });
	const parameters = { base: locate('574c1d3995834b2412000029') } as never;
	const { error } = await runOn(simulator, { resource: 'base', operation: 'get', parameters });
	expect(error?.message).toBe(
		"The path /bases/574c1d3995834b2412000029 doesn't exist on the Contact Manager API",
	);
});

it('asks once per run, and only where a record is not found', async () => {
	const items = ['97', '98', '99'].map((id) => ({ id }));
	const more = { items, goOn: true };
	const { json } = await runAgent(simulator, 'agent.get', { agent: locate('={{ $json.id }}') }, more);
	expect(json.map(({ error }) => error)).toEqual(items.map(({ id }) => `Agent "${id}" not found in Kiamo`));
	expect(simulator.counts.byOperation).toEqual({ getAgent: 3, listAgents: 1 });
	simulator.resetCounts();
	await runAgent(simulator, 'agent.get', { agent: locate('1') });
	expect(simulator.counts.byOperation).toEqual({ getAgent: 1 });
});

it('names the last ID of the path where the token may not look', async () => {
	const { value: apiToken } = simulator.tokens.add({ verbs: ['PUT'] });
	const { error } = await addAgent('99', '1', { credentials: { apiToken } });
	expect(error?.message).toBe('Agent "1" not found in Kiamo');
});
