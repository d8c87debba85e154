/** Servers that answer with another record than the one they were asked for. */
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate, mapped, runOn } from '../contactManager/support';
import { nodeOf } from '../rights/nodeOf';
import { runNode } from '../support/harness';
import { inFrontOf, inJson, type Passing } from '../support/proxy';
import { said, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer;
const start = async (change: (passing: Passing) => void) => {
	simulator = await startSimulator({ contacts: 2, history: 0 });
	server = await inFrontOf(simulator, change);
};
afterEach(async () => {
	await server.close();
	await simulator.close();
});

/** Answers of a verb show one of two contacts as the other. */
const swapped = (method: string) =>
	inJson((body, passing) => {
		const [one, other] = simulator.contacts();
		const isRow = passing.method === method && (body as { id?: string }).id === one.id;
		return isRow ? structuredClone(other) : body;
	});
const runContact = async (operation: string, parameters: Record<string, unknown> = {}) =>
	await runOn(simulator, {
		operation,
		credentials: { serverUrl: server.url },
		parameters: { contact: locate(simulator.contacts()[0].id), ...parameters },
	});
const update = { fields: mapped({ contactCity: 'Nîmes' }) };

it('Get says that another record came', async () => {
	await start(swapped('GET'));
	const [one, other] = simulator.contacts();
	const run = await runContact('get');
	expect(said(run)).toMatchObject({
		message: 'Kiamo returned another record than requested',
		description: expect.stringContaining(`"${other.id}" instead of "${one.id}"`) as string,
	});
	expect(run.json).toEqual([]);
});

it('Update writes nothing where another record is read before', async () => {
	await start(swapped('GET'));
	expect(said(await runContact('update', update)).message).toBe(
		'Kiamo returned another record than requested',
	);
	expect(simulator.writes).toEqual([]);
});

it('Update shows the right record where its answer shows another', async () => {
	await start(swapped('PUT'));
	const [one] = simulator.contacts();
	const run = await runContact('update', update);
	expect(run.error).toBeUndefined();
	expect(run.json).toMatchObject([{ id: one.id, contactCity: 'Nîmes' }]);
});

it('a state of another agent is not shown, also after it was set', async () => {
	const otherAgent = (method: string) =>
		inJson((body, passing) => (passing.method === method ? { ...(body as object), agent_id: 902 } : body));
	await start((passing) => otherAgent('PUT')(passing));
	const run = async (operation: string) =>
		await runNode({
			node: nodeOf('KiamoAgent'),
			credentials: { ...credentialsOf(simulator), serverUrl: server.url },
			parameters: { resource: 'state', operation, agent: locate('2'), state: 'available' },
		});
	expect((await run('set')).json).toMatchObject([{ agent_id: '2', state: 'available' }]);
	await server.close();
	server = await inFrontOf(simulator, otherAgent('GET'));
	expect(said(await run('get')).message).toBe('Kiamo returned another record than requested');
});

it('an ID that is written in another way is the same', async () => {
	await start(() => {});
	const [{ id }] = simulator.contacts();
	await server.close();
	server = await inFrontOf(
		simulator,
		() => {},
		(text) => text.replaceAll(id.toUpperCase(), id),
	);
	const run = await runOn(simulator, {
		operation: 'get',
		credentials: { serverUrl: server.url },
		parameters: { contact: locate(id.toUpperCase()) as never },
	});
	expect(run.error).toBeUndefined();
	expect(run.json).toMatchObject([{ id }]);
});
