import fc from 'fast-check';
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
const create = async (items: IDataObject[], options: IDataObject = {}, more: OperationRun = {}) =>
	await run(
		simulator,
		'interaction.create',
		{
			service: locate(callbacks),
			destination: '={{ $json.phone ?? "0612345678" }}',
			options: { reference: '={{ $json.ref }}', ...options },
		},
		{ items, ...more },
	);
const references = () => stored(simulator).map(({ reference }) => reference);

describe('If the Reference Exists Already', () => {
	it('creates another unless set otherwise', async () => {
		await create([{ ref: 'A' }]);
		await create([{ ref: 'A' }]);
		expect(references()).toEqual(['A', 'A']);
		expect(simulator.counts.byOperation.listInteractions).toBeUndefined();
	});

	it('makes one of what several runs ask for at the same time', async () => {
		const runs = await Promise.all(
			['return', 'return', 'fail'].map(
				async (ifExists) => await create([{ ref: 'A' }], { ifExists }, { goOn: true }),
			),
		);
		expect(references()).toEqual(['A']);
		expect(runs.map(({ json: [row] }) => row.created ?? 'failed')).toEqual([true, false, 'failed']);
	});

	it('returns the one that exists, also one made for an item before, with one look for 100 references', async () => {
		await create([{ ref: 'A' }]);
		simulator.resetCounts();
		const items = [{ ref: 'A' }, { ref: 'B' }, ...Array.from({ length: 98 }, (_, at) => ({ ref: `C${at}` }))];
		const { json } = await create([...items, { ref: 'B' }], { ifExists: 'return' });
		expect(json.map(({ created }) => created)).toEqual([
			false,
			...Array.from({ length: 99 }, () => true),
			false,
		]);
		expect(json[100].id).toBe(json[1].id);
		expect(stored(simulator)).toHaveLength(100);
		expect(simulator.counts.byOperation).toMatchObject({ listInteractions: 1, createInteractions: 1 });
	});

	it('asks in addresses that any server takes', async () => {
		const items = Array.from({ length: 100 }, (_, at) => ({ ref: `${'é'.repeat(60)}${at}` }));
		await create(items, { ifExists: 'return' });
		expect(stored(simulator)).toHaveLength(100);
		const asked = simulator.counts.lastRequests.filter(
			({ operationId }) => operationId === 'listInteractions',
		);
		expect(Math.max(...asked.map(({ query }) => query.length))).toBeLessThan(7_000);
		expect(asked.length).toBeGreaterThan(1);
	});

	it('fails the item, and sends nothing after it', async () => {
		await create([{ ref: 'B' }]);
		const [{ id }] = stored(simulator);
		const stopped = await create([{ ref: 'A' }, { ref: 'B' }], { ifExists: 'fail' });
		expect(stopped.error).toMatchObject({
			message: `The service already has an interaction with the reference "B": ${id}`,
			context: { itemIndex: 1 },
		});
		expect(references()).toEqual(['B']);
		const { json } = await create([{ ref: 'A' }, { ref: 'B' }], { ifExists: 'fail' }, { goOn: true });
		expect(json).toMatchObject([{ reference: 'A' }, { error: expect.stringContaining('already') as string }]);
		expect(references()).toEqual(['B', 'A']);
	});

	it('creates nothing when it cannot look', async () => {
		simulator.faults.add({ kind: 'status', status: 403, operationId: 'listInteractions', rate: 1 });
		const options = { ifExists: '={{ $json.ref ? "return" : "create" }}' };
		const stopped = await create([{ ref: 'A' }], options);
		expect(stopped.error?.message).toContain('lacks the permission GET');
		const { json } = await create([{ ref: 'A' }, {}], options, { goOn: true });
		expect(json).toMatchObject([{ error: expect.stringContaining('GET') as string }, { created: true }]);
		expect(stored(simulator)).toHaveLength(1);
	});
});

it('law: whatever breaks, nothing is created twice, and what is put out as created is there', async () => {
	const fault = fc.constantFrom<'before' | 'after' | 'truncated' | 500 | 502 | 503>(
		'before',
		'after',
		'truncated',
		500,
		502,
		503,
	);
	await fc.assert(
		fc.asyncProperty(
			fc.array(fault, { maxLength: 2 }),
			fc.integer({ min: 1, max: 3 }),
			async (faults, count) => {
				simulator.faults.clear();
				const { size } = simulator.centre.interactions;
				for (const [skip, what] of faults.entries()) {
					if (typeof what === 'number') simulator.faults.add({ kind: 'status', status: what, skip, ...lost });
					else if (what === 'truncated') simulator.faults.add({ kind: 'truncated', skip, ...lost });
					else simulator.faults.add({ kind: 'reset', afterWork: what === 'after', skip, ...lost });
				}
				const items = Array.from({ length: count }, (_, at) => ({ ref: `R${size}-${at}` }));
				const { json } = await create(items, {}, { goOn: true });
				const there = references().slice(size);
				expect(new Set(there).size).toBe(there.length);
				expect(there).toEqual(expect.arrayContaining(json.flatMap(({ reference }) => reference ?? [])));
				expect(json).toHaveLength(count);
			},
		),
		{ numRuns: 4 },
	);
});
