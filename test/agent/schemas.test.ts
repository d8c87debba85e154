import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { node, run } from './support';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const folder = join(__dirname, '../../nodes/Agent/__schema__/v1.0.0');
const all = node.description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) => {
		const [resource] = (displayOptions?.show?.resource ?? []) as string[];
		return (options as INodePropertyOptions[]).map(({ value }) => `${resource}.${String(value)}`);
	})
	.filter((operation) => !operation.startsWith('apiRequest.'));
/** Delete needs one who is logged out, Set one who was not called before. */
const agents: Partial<Record<string, string>> = { 'agent.delete': '8', 'state.set': '3' };
const fileOf = (operation: string) => `${operation.replace('.', '/')}.json`;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('has an output schema for every operation, and no others', () => {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.json'),
	);
	expect(files.sort()).toEqual(all.map(fileOf).sort());
});

it.each(all)('%s puts out what its schema says, and nothing else', async (operation) => {
	const schema = JSON.parse(readFileSync(join(folder, fileOf(operation)), 'utf8')) as Schema;
	const { json } = await run(simulator, operation, {
		agent: locate(agents[operation] ?? '1'),
		group: locate('1'),
		login: operation === 'agent.create' ? 'new' : 'narnaud',
		firstName: 'A',
		lastName: 'B',
		updateFields: { lastName: 'C' },
		skills: { skill: [{ id: '2', level: 3 }] } as never,
		destination: '0612345678',
	});
	expect(json.length).toBeGreaterThan(0);
	for (const item of json) expect(misfits(item, schema, operation)).toEqual([]);
});

/** Where a value is not what a schema says. */
function misfits(value: unknown, schema: Schema, path: string): string[] {
	if (value === null) return [];
	if (schema.type === 'array') {
		return (value as unknown[]).flatMap((entry, at) =>
			misfits(entry, schema.items ?? { type: 'any' }, `${path}[${at}]`),
		);
	}
	if (schema.type === 'object') {
		const { properties = {} } = schema;
		const names = new Set([...Object.keys(properties), ...Object.keys(value as object)]);
		return [...names].flatMap((name) =>
			name in (value as object) && name in properties
				? misfits((value as Record<string, unknown>)[name], properties[name], `${path}.${name}`)
				: [`${path}.${name} is not in both`],
		);
	}
	const type = Number.isInteger(value) ? 'integer' : typeof value;
	return type === schema.type ? [] : [`${path} is ${type}, not ${schema.type}`];
}
