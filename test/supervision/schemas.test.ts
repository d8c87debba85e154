import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { node, run } from './support';

interface Schema {
	type: string;
	properties: Record<string, { type: string }>;
}

const folder = join(__dirname, '../../nodes/Supervision/__schema__/v1.0.0');
const all = node.description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) => {
		const [resource] = (displayOptions?.show?.resource ?? []) as string[];
		const operations = (options as INodePropertyOptions[]).map(({ value }) => String(value));
		return operations.map((operation) => ({ resource, operation }));
	})
	.filter(({ resource }) => resource !== 'apiRequest');

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	simulator.centre.receive({ service: 2, customer: '+33612345678' });
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('has an output schema for every operation, and no others', () => {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.json'),
	);
	expect(files.sort()).toEqual(
		all.map(({ resource, operation }) => join(resource, `${operation}.json`)).sort(),
	);
});

it.each(all)('$resource $operation puts out what its schema says', async ({ resource, operation }) => {
	const { properties } = JSON.parse(
		readFileSync(join(folder, resource, `${operation}.json`), 'utf8'),
	) as Schema;
	const { json } = await run(simulator, `${resource}.${operation}`, {
		agent: locate('1'),
		group: locate('1'),
		service: locate('2'),
	});
	expect(json.length).toBeGreaterThan(0);
	for (const item of json) {
		expect(Object.keys(item).sort()).toEqual(Object.keys(properties).sort());
		for (const [name, { type }] of Object.entries(properties)) {
			const value = item[name];
			if (value === null) continue;
			const types =
				typeof value === 'number'
					? ['number', ...(Number.isInteger(value) ? ['integer'] : [])]
					: [Array.isArray(value) && type === 'array' ? 'array' : typeof value];
			expect([name, types]).toEqual([name, expect.arrayContaining([type])]);
		}
	}
});
