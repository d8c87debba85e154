import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INodePropertyOptions } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { callbacks, mails, node, reception, run } from './support';

const folder = join(__dirname, '../../nodes/Interaction/__schema__/v1.0.0');
const all = node.description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options }) => {
		const [resource] = (displayOptions?.show?.resource ?? []) as string[];
		return (options as INodePropertyOptions[]).map(({ value }) => `${resource}.${String(value)}`);
	})
	.filter((operation) => !operation.startsWith('apiRequest.'));
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
	const schema = JSON.parse(readFileSync(join(folder, fileOf(operation)), 'utf8')) as {
		properties: Record<string, { type: string }>;
	};
	const { centre } = simulator;
	const call = centre.receive({ service: reception, customer: '0612345678' });
	centre.attach(call.id);
	if (operation === 'interaction.qualify') centre.answer(call.id, 2);
	const mail = centre.receive({ service: Number(mails), customer: 'a@example.com' });
	const { json, error } = await run(simulator, operation, {
		interaction: locate(String(operation === 'interaction.getMessages' ? mail.id : call.id)),
		service: locate(callbacks),
		destination: '0612345678',
		updateFields: { priority: 8 },
		qualification: '9',
	});
	expect(error).toBeUndefined();
	expect(json.length).toBeGreaterThan(0);
	for (const item of json) {
		expect(Object.keys(item).sort()).toEqual(Object.keys(schema.properties).sort());
		for (const [name, value] of Object.entries(item).filter(([, given]) => given !== null)) {
			const isList = schema.properties[name].type === 'array' && Array.isArray(value);
			const type = isList ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
			expect([name, type]).toEqual([name, schema.properties[name].type]);
		}
	}
});
