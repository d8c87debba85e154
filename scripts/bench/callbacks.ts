import { startSimulator } from '../../simulator';
import type { N8n } from '../sandbox/n8n';
import { callbackService, countCallbacks, startKiamo } from './kiamo';
import { execute, type Measured } from './run';
import type { Workflow } from '../sandbox/session';

/** Creates a callback for each item in a Kiamo that has none; checks with the server's own count that all are there. */
export async function measureCallbacks(
	n8n: N8n,
	port: number,
	workflow: Workflow,
	items: number,
): Promise<Measured> {
	const kiamo = await startKiamo(port, 0);
	const measured = await execute(n8n, workflow);
	const held = await countCallbacks(kiamo);
	await kiamo.stop();
	if (held !== items) throw new Error(`${workflow.name} created ${held} callbacks instead of ${items}`);
	return measured;
}

/**
 * Creates a callback for each item while 5 % of the requests that create are cut off, before the work or after it. Returns
 * how many were created twice, by what the server holds, and how many items failed or are not there.
 */
export async function createUnderResets(n8n: N8n, port: number, workflow: Workflow, token: string) {
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
