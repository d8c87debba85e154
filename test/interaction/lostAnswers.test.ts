import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { callbacks, run, stored } from './support';
import type { OperationRun } from '../support/operations';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const lost = { operationId: 'createInteractions' } as const;
const create = async (
	items: IDataObject[],
	options: IDataObject = {},
	{ timeout, ...more }: OperationRun & { timeout?: number } = {},
) =>
	await run(
		simulator,
		'interaction.create',
		{
			service: locate(callbacks),
			destination: '={{ $json.phone ?? "0612345678" }}',
			options: { reference: '={{ $json.ref }}', ...options },
			...(timeout ? { requestOptions: { timeout } } : {}),
		},
		{ items, ...more },
	);
const references = () => stored(simulator).map(({ reference }) => reference);

it('without a reference, an item whose answer got lost says that it is unknown', async () => {
	simulator.faults.add({ kind: 'reset', afterWork: true, ...lost });
	const { error } = await create([{}]);
	expect(error).toMatchObject({
		description: expect.stringContaining(
			'Check in Kiamo before you send it again. With a Reference, the node checks for you.',
		) as string,
		context: { mayHaveWritten: true },
	});
	expect(stored(simulator)).toHaveLength(1);
});

it('finds by its reference what was created although the answer got lost', async () => {
	simulator.faults.add({ kind: 'reset', afterWork: true, ...lost });
	const { json } = await create([{ ref: 'A' }, { ref: 'B' }]);
	expect(json).toMatchObject([
		{ created: true, reference: 'A', id: String(stored(simulator)[0].id) },
		{ created: true, reference: 'B', id: String(stored(simulator)[1].id) },
	]);
	expect(references()).toEqual(['A', 'B']);
});

it('gives each of two items with one reference the interaction of its own', async () => {
	simulator.faults.add({ kind: 'reset', afterWork: true, times: 2, ...lost });
	const { json } = await create([{ ref: 'A' }, { ref: 'A' }], { ifExists: 'create' });
	const ids = stored(simulator).map(({ id }) => String(id));
	expect(ids).toHaveLength(2);
	expect(json.map(({ id }) => id).sort()).toEqual(ids.map(String));
});

it('finds it in whatever way Kiamo writes the number', async () => {
	simulator.faults.add({ kind: 'reset', afterWork: true, ...lost });
	simulator.faults.add({
		kind: 'mutate',
		operationId: 'listInteractions',
		run: () => {
			const [row] = stored(simulator);
			simulator.centre.interactions.put({ ...row, destination: '+33 6 12 34 56 78' });
		},
	});
	const { json } = await create([{ ref: 'A' }]);
	expect(json).toMatchObject([{ created: true, destination: '+33 6 12 34 56 78' }]);
	expect(references()).toEqual(['A']);
});

it('sends again what surely did not arrive', async () => {
	simulator.faults.add({ kind: 'reset', ...lost });
	const { json } = await create([{ ref: 'A' }, { ref: 'B' }]);
	expect(json).toMatchObject([{ reference: 'A' }, { reference: 'B' }]);
	expect(references()).toEqual(['A', 'B']);
	expect(simulator.counts.byOperation.createInteractions).toBe(2);
});

it('gives up after some times, and says what is known', async () => {
	simulator.faults.add({ kind: 'status', status: 500, rate: 1, ...lost });
	const { error } = await create([{ ref: 'A' }]);
	expect(error?.message).toBe('Kiamo returned a server error (500)');
	expect(simulator.counts.byOperation.createInteractions).toBe(3);
	expect(stored(simulator)).toHaveLength(0);
});

it('never sends again while Kiamo may still be at work', async () => {
	simulator.faults.add({ kind: 'status', status: 504, ...lost });
	const { error } = await create([{ ref: 'A' }]);
	expect(error).toMatchObject({ context: { mayHaveWritten: true } });
	expect(simulator.counts.byOperation.createInteractions).toBe(1);

	simulator.faults.add({ kind: 'latency', milliseconds: 1500, ...lost });
	const slow = await create([{ ref: 'B' }], {}, { timeout: 1 });
	expect(slow.json).toMatchObject([{ created: true, reference: 'B' }]);
	expect(references()).toEqual(['B']);
});

it('waits for what the list shows late, and never sends that again', async () => {
	simulator.faults.add({ kind: 'late', milliseconds: 400, ...lost });
	simulator.faults.add({ kind: 'reset', afterWork: true, ...lost });
	const { json } = await create([{ ref: 'A' }]);
	expect(json).toMatchObject([{ created: true, reference: 'A' }]);
	expect(references()).toEqual(['A']);
});

it('does not take an interaction that goes elsewhere for its own, nor creates another beside it', async () => {
	simulator.faults.add({ kind: 'reset', ...lost });
	simulator.faults.add({
		kind: 'mutate',
		operationId: 'listInteractions',
		run: () => {
			simulator.centre.place({ service: 4, destination: '0699999999', reference: 'A' });
		},
	});
	const { error } = await create([{ ref: 'A' }]);
	expect(error).toMatchObject({ context: { mayHaveWritten: true } });
	expect(stored(simulator)).toHaveLength(1);
});

it('says that it is not known when it cannot look', async () => {
	simulator.faults.add({ kind: 'reset', ...lost });
	simulator.faults.add({ kind: 'status', status: 403, operationId: 'listInteractions' });
	const { error } = await create([{ ref: 'A' }]);
	expect(error?.message).toContain('The connection to Kiamo closed before');
	expect(error).toMatchObject({ context: { mayHaveWritten: true } });
});
