import { startSimulator } from '../../simulator';
import type { Workflow } from '../sandbox/session';
import { runBare } from './bare';
import { callbackService, countCallbacks, startKiamo, type KiamoServer } from './kiamo';
import { expectThat, type Figure, type Measurements } from './record';
import { bringIn, execute, type Bench, type Measured } from './run';
import * as workflows from './workflows';

/** Callbacks by the node beside an HTTP Request node and a bare script, and by the node while requests are cut off. */
export async function benchCallbacks(bench: Bench, measurements: Measurements): Promise<Figure[]> {
	const { n8n, target, token, rounds } = bench;
	const { items } = target;
	const callbacks = workflows.callbacks(target);
	const byHttp = workflows.callbacksByHttp(target);
	await bringIn(bench, [callbacks, byHttp]);
	const job = { address: target.callbacksUrl, token, items, more: workflows.callbackAt };
	const ways = {
		'Callbacks, HTTP Request': async () => await execute(n8n, byHttp),
		'Callbacks, bare script': async () => await runBare('callbacks', job, items),
		Callbacks: async () => await execute(n8n, callbacks),
	};
	for (let round = 1; round <= rounds; round++) {
		console.log(`Round ${round} of ${rounds}, ${items} callbacks`);
		for (const [name, work] of Object.entries(ways))
			measurements.note(name, await measureCallbacks(bench, name, work));
	}
	const { resets, created, failed, twice } = await createUnderResets(bench, callbacks);
	console.log(
		`  While ${resets} requests were cut off: ${created} created, ${failed} items failed, ${twice} created twice`,
	);
	expectThat(created + failed >= items, 'Not every callback is accounted for');
	return [
		measurements.timeRatio(
			'callbacks_vs_http_request',
			'at least 20 in every run',
			'Callbacks, HTTP Request',
			'Callbacks',
		),
		measurements.timeRatio('callbacks_vs_bare', 'at most 2.0', 'Callbacks', 'Callbacks, bare script'),
		{ name: 'callbacks_created_twice', value: twice, goal: '0' },
	];
}

/** Creates a callback for each item in a Kiamo that has none; checks with the server's own count that all are there. */
export async function measureCallbacks(
	{ port, target: { items } }: Bench,
	name: string,
	work: (kiamo: KiamoServer) => Promise<Measured>,
): Promise<Measured> {
	const kiamo = await startKiamo(port, 0);
	const measured = await work(kiamo);
	const held = await countCallbacks(kiamo);
	await kiamo.stop();
	expectThat(held === items, `${name}: ${held} callbacks instead of ${items}`);
	return measured;
}
/**
 * Creates a callback for each item while 5 % of the requests that create are cut off, before the work or after it. Returns
 * how many were created twice, by what the server holds, and how many items failed or are not there.
 */
async function createUnderResets({ n8n, port, token }: Bench, workflow: Workflow) {
	const simulator = await startSimulator({ port, contacts: 0, history: 0, seed: 7, token });
	try {
		const resets = simulator.faults.random({
			operationId: 'createInteractions',
			rate: 0.05,
			faults: [{ kind: 'reset' }, { kind: 'reset', afterWork: true }],
		});
		const { items } = await execute(n8n, workflow);
		const timesOf = new Map<string, number>();
		for (const { service_id, reference } of simulator.centre.interactions.all()) {
			if (service_id === callbackService && reference)
				timesOf.set(reference, (timesOf.get(reference) ?? 0) + 1);
		}
		return {
			resets: resets.hits,
			created: timesOf.size,
			twice: [...timesOf.values()].filter((times) => times > 1).length,
			failed: items.filter(({ json }) => 'error' in json).length,
		};
	} finally {
		await simulator.close();
	}
}
