import type { Workflow } from '../sandbox/session';
import { runBare } from './bare';
import { countContacts, fill, startKiamo, type KiamoServer } from './kiamo';
import { expectThat, type Figure, type Measurements } from './record';
import { bringIn, execute, type Bench, type Measured } from './run';
import * as workflows from './workflows';

/** Create or Update, mapped and auto-mapped, beside HTTP Request nodes, a node that only reads its parameters, and a bare script. */
export async function benchContacts(bench: Bench, measurements: Measurements): Promise<Figure[]> {
	const { n8n, target, token, rounds } = bench;
	const { items } = target;
	const byHttp = workflows.httpRequests(target);
	const mapped = workflows.upsertMapped(target);
	const autoMapped = workflows.upsertAutoMapped(target);
	const parameters = workflows.parametersOnly(target);
	await bringIn(bench, [byHttp, mapped, autoMapped, parameters]);

	const job = { address: target.contactsUrl, token, items };
	const upserts = {
		'HTTP Request nodes': async () => await execute(n8n, byHttp),
		'Upsert, bare script': async () => await runBare('upsert', job, items),
		'Upsert, mapped': async () => await execute(n8n, mapped),
		'Upsert, auto-mapped': async () => await execute(n8n, autoMapped),
	};
	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${items} items`);
		for (const [name, work] of Object.entries(upserts))
			measurements.note(name, await measureUpsert(bench, items, work));
		measurements.note('Parameters only', await execute(n8n, parameters));
	}
	return [
		measurements.timeRatio('upsert_vs_http_request', 'at least 10', 'HTTP Request nodes', 'Upsert, mapped'),
		measurements.timeRatio(
			'upsert_automap_vs_http_request',
			'at least 20',
			'HTTP Request nodes',
			'Upsert, auto-mapped',
		),
		measurements.timeRatio('upsert_vs_parameters_only', 'at least 0.5', 'Parameters only', 'Upsert, mapped'),
		measurements.timeRatio(
			'upsert_automap_vs_bare',
			'at most 2.0',
			'Upsert, auto-mapped',
			'Upsert, bare script',
		),
		measurements.timeRatio(
			'upsert_mapped_vs_bare',
			'explained by the profile',
			'Upsert, mapped',
			'Upsert, bare script',
		),
		measurements.peakRatio(
			'upsert_memory_vs_http_request',
			'at most 1.3',
			'Upsert, mapped',
			'HTTP Request nodes',
		),
	];
}

/** One upsert of `items` customers into a base of as many, half of them known; checks that it did the job. */
export async function measureUpsert(
	{ port }: Bench,
	items: number,
	work: (kiamo: KiamoServer) => Promise<Measured>,
): Promise<Measured> {
	const kiamo = await startKiamo(port, 0);
	await fill(kiamo, items);
	const measured = await work(kiamo);
	const held = await countContacts(kiamo);
	await kiamo.stop();
	expectThat(held === 1.5 * items, `The base has ${held} contacts instead of ${1.5 * items}`);
	return measured;
}

/** Get Many of ten times as many contacts beside a bare script that reads the same pages. */
export async function benchGetMany(bench: Bench, measurements: Measurements): Promise<Figure[]> {
	const { n8n, port, target, token, rounds } = bench;
	const rows = 10 * target.items;
	const getMany: Workflow = workflows.getMany(target);
	await bringIn(bench, [getMany]);
	const kiamo = await startKiamo(port, rows);
	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${rows} contacts`);
		const read = await execute(n8n, getMany);
		expectThat(read.items.length === rows, `Get Many read ${read.items.length} contacts`);
		measurements.note('Get Many', { ...read, items: [] });
		const job = { address: kiamo.contactsUrl, token };
		measurements.note('Get Many, bare script', await runBare('getMany', job, rows));
	}
	await kiamo.stop();
	return [measurements.timeRatio('get_many_vs_bare', 'at most 1.2', 'Get Many', 'Get Many, bare script')];
}
