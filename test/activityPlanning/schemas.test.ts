import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { activity } from '../../nodes/ActivityPlanning/activity';
import { plannedActivity } from '../../nodes/ActivityPlanning/plannedActivity';
import { server } from '../../nodes/shared/check/server';
import type { Simulator } from '../../simulator';
import { locate, runPlanning, startPlanning, training, work } from './support';

interface Schema {
	type: string;
	properties: Record<string, { type: string }>;
}

const folder = join(__dirname, '../../nodes/ActivityPlanning/__schema__/v1.0.0');
const all = [activity, plannedActivity, server('activityPlanning')].flatMap(
	({ value: resource, operations }) => operations.map(({ value: operation }) => ({ resource, operation })),
);

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startPlanning();
});
afterEach(async () => {
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
	const schema = JSON.parse(readFileSync(join(folder, resource, `${operation}.json`), 'utf8')) as Schema;
	const start = '2026-03-24T09:00:00Z';
	const { id } = simulator.centre.planning.plan({
		agent_id: 1,
		activity_id: work,
		start,
		end: '2026-03-24T10:00:00Z',
		comment: 'Early',
	});
	const parameters: IDataObject = {
		name: 'Vente',
		kind: 'training',
		// The kind of activity that is deleted must not be in use.
		...(resource === 'activity' ? { activity: locate(String(training)), options: { color: '#102030' } } : {}),
		plannedActivity: locate(String(id)),
		periodStart: '2026-03-24',
		periodEnd: '2026-03-25',
		updateFields: resource === 'activity' ? { name: 'Vente' } : { comment: 'Late' },
	};
	const isNew = operation === 'create';
	const items = [{ agent: isNew ? 2 : 1, start, end: '2026-03-24T11:00:00Z', comment: 'Late' }];
	const { json, error } = await runPlanning(simulator, { resource, operation, parameters, items });
	expect(error).toBeUndefined();
	expect(json.length).toBeGreaterThan(0);
	for (const row of json) {
		const types = Object.entries(schema.properties).map(([name, { type }]) => {
			const value = row[name];
			return [
				name,
				Number.isInteger(value)
					? 'integer'
					: value === null
						? type
						: Array.isArray(value)
							? 'array'
							: typeof value,
			];
		});
		expect(Object.fromEntries(types)).toEqual(
			Object.fromEntries(Object.entries(schema.properties).map(([name, { type }]) => [name, type])),
		);
	}
});
