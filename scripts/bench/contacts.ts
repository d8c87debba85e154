import { join } from 'node:path';
import { installN8n } from '../sandbox/install';
import { start } from '../sandbox/process';
import type { Workflow } from '../sandbox/session';
import { countContacts, fill, startKiamo, type KiamoServer } from './kiamo';
import { expectThat, type Figure, type Measurements } from './record';
import { bringIn, execute, type Bench, type Measured } from './run';
import * as workflows from './workflows';

/** Create or Update in three ways beside a node that only reads its parameters, and Get Many beside a bare script. */
export async function benchContacts(bench: Bench, measurements: Measurements): Promise<Figure[]> {
	const { n8n, port, target, rounds } = bench;
	const upserts = {
		'HTTP Request nodes': workflows.httpRequests(target),
		'Upsert, mapped': workflows.upsertMapped(target),
		'Upsert, auto-mapped': workflows.upsertAutoMapped(target),
	};
	const parameters = workflows.parametersOnly(target);
	const getMany = workflows.getMany(target);
	await bringIn(bench, [...Object.values(upserts), parameters, getMany]);

	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${target.items} items`);
		for (const [name, workflow] of Object.entries(upserts))
			measurements.note(name, await measureUpsert(bench, workflow));
		measurements.note('Parameters only', await execute(n8n, parameters));
	}
	const rows = 10 * target.items;
	const kiamo = await startKiamo(port, rows);
	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${rows} contacts`);
		const read = await execute(n8n, getMany);
		expectThat(read.items.length === rows, `Get Many read ${read.items.length} contacts`);
		measurements.note('Get Many', read);
		const milliseconds = await measureBare(kiamo, rows);
		measurements.note('Bare script', { milliseconds, peakKb: 0, items: [] });
	}
	await kiamo.stop();

	const ratio = (one: string, other: string) => measurements.time(one) / measurements.time(other);
	const memory = measurements.peak('Upsert, mapped') / measurements.peak('HTTP Request nodes');
	return [
		{
			name: 'upsert_vs_http_request',
			value: ratio('HTTP Request nodes', 'Upsert, mapped'),
			goal: 'at least 10',
		},
		{
			name: 'upsert_vs_parameters_only',
			value: ratio('Parameters only', 'Upsert, mapped'),
			goal: 'at least 0.5',
		},
		{
			name: 'upsert_automap_vs_http_request',
			value: ratio('HTTP Request nodes', 'Upsert, auto-mapped'),
			goal: 'at least 20',
		},
		{ name: 'upsert_memory_vs_http_request', value: memory, goal: 'at most 1.3' },
		{ name: 'get_many_vs_bare', value: ratio('Get Many', 'Bare script'), goal: 'at most 1.5' },
	];
}

/** One upsert of all items into a base of as many, half of them known; checks that it did the job. */
async function measureUpsert({ n8n, port, target: { items } }: Bench, workflow: Workflow): Promise<Measured> {
	const kiamo = await startKiamo(port, 0);
	await fill(kiamo, items);
	const measured = await execute(n8n, workflow);
	const held = await countContacts(kiamo);
	await kiamo.stop();
	expectThat(held === 1.5 * items, `${workflow.name} left ${held} contacts instead of ${1.5 * items}`);
	return measured;
}

async function measureBare({ contactsUrl, token }: KiamoServer, expected: number): Promise<number> {
	const { node } = await installN8n();
	const { stdout } = await start(node, [join(__dirname, 'bare.mjs'), contactsUrl, token], {});
	const { milliseconds, rows } = JSON.parse(stdout) as { milliseconds: number; rows: number };
	expectThat(rows === expected, `The bare script read ${rows} contacts`);
	return milliseconds;
}
