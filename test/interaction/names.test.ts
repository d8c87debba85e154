import type { Simulator } from '../../simulator';
import { emitted, interactionTrigger, minute, reception, startCentre } from '../interactionTrigger/support';
import { locate } from '../contactManager/support';
import { run } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const receive = () => simulator.centre.receive({ service: reception, customer: '0612345678' }).id;
const answered = () => {
	const id = receive();
	simulator.centre.states.set(1, { state: 'available' });
	simulator.centre.answer(id, 1);
	return String(id);
};
const interactionsOnly = () => ({ apiToken: simulator.tokens.add({ apis: ['interaction'] }).value });
const names = { service_name: 'Accueil', agent_name: 'Nadège Arnaud' };
const hint =
	/^The names of agents are missing from the output: .*Agent.*\. Correct this in Kiamo, or turn off Add Names\.$/;

it.each([true, false])(
	'gives names beside the IDs with Simplify %s, each list read once',
	async (simplify) => {
		const items = [answered(), String(receive())].map((id) => ({ id }));
		const interaction = locate('={{ $json.id }}');
		const got = await run(simulator, 'interaction.get', { interaction, simplify }, { items });
		expect(got.json).toMatchObject([names, { service_name: 'Accueil', agent_name: null }]);
		const keys = Object.keys(got.json[0]);
		expect(keys[keys.indexOf('service_id') + 1]).toBe('service_name');
		expect(simulator.counts.byOperation).toMatchObject({ listServices: 1, listAgents: 1 });
		simulator.resetCounts();
		const many = await run(simulator, 'interaction.getAll', { simplify }, { items: [{}, {}] });
		expect(many.json).toHaveLength(4);
		expect(many.json.map(({ service_name }) => service_name)).toEqual(Array(4).fill('Accueil'));
		expect(simulator.counts.byOperation).toMatchObject({ listServices: 1, listAgents: 1 });
	},
);

it('asks for no list of which no row has an ID, and for none without Add Names', async () => {
	receive();
	await run(simulator, 'interaction.getAll', {});
	expect(simulator.counts.byOperation).toEqual({ listInteractions: 1, listServices: 1 });
	simulator.resetCounts();
	const { json } = await run(simulator, 'interaction.getAll', { addNames: false });
	expect(json[0]).not.toHaveProperty('service_name');
	expect(simulator.counts.byOperation).toEqual({ listInteractions: 1 });
});

it('leaves out names that the token has no right to, with a hint', async () => {
	const items = [{ id: answered() }, { id: answered() }];
	const parameters = { interaction: locate('={{ $json.id }}') };
	const { json, hints, error } = await run(simulator, 'interaction.get', parameters, {
		items,
		credentials: interactionsOnly(),
	});
	expect(error).toBeUndefined();
	expect(json.map(({ service_name }) => service_name)).toEqual(['Accueil', 'Accueil']);
	expect(json[0]).not.toHaveProperty('agent_name');
	expect(hints).toMatchObject([{ message: expect.stringMatching(hint) as string }]);
});

it('fails during an outage, as names can be had later', async () => {
	simulator.faults.add({ kind: 'status', status: 500, operationId: 'listAgents' });
	const { error } = await run(simulator, 'interaction.get', { interaction: locate(answered()) });
	expect(error?.message).toMatch(/Kiamo returned a server error/);
});

describe('The trigger', () => {
	it('asks for names only in polls that emit something', async () => {
		const poller = interactionTrigger(simulator, { events: ['answered'] });
		await poller.activate();
		simulator.clock.advance(minute);
		await poller.poll();
		expect(Object.keys(simulator.counts.byOperation)).toEqual(['listInteractions']);
		answered();
		expect(emitted(await poller.poll())).toMatchObject([names]);
		expect(simulator.counts.byOperation).toMatchObject({ listServices: 1, listAgents: 1 });
	});

	it('emits without names that the token has no right to', async () => {
		const credentials = { serverUrl: simulator.url, ...interactionsOnly() };
		const poller = interactionTrigger(simulator, { events: ['answered'] }, { credentials });
		await poller.activate();
		simulator.clock.advance(minute);
		answered();
		const [item] = emitted(await poller.poll());
		expect(item.service_name).toBe('Accueil');
		expect(item).not.toHaveProperty('agent_name');
	});
});
