import { expect } from '@playwright/test';
import type { Session } from '../../../scripts/sandbox/session';
import { until } from '../../../scripts/sandbox/until';
import { callWebhook } from '../support/webhook';
import { upsert, webhookPath } from './workflows';
import type { World } from './world';

/** Rows of the CRM; every second one is known to Kiamo under an old name. */
const total = 5000;
const customers = Array.from({ length: total }, (_, row) => ({
	crmId: `Q-${row}`,
	contactLastName: `Customer ${row}`,
	contactEmail: `customer${row}@example.fr`,
	score: row % 100,
}));

/** Puts half of the customers into the base, as they were before. */
export function addKnownCustomers({ simulator, baseId }: World): void {
	for (const customer of customers.filter((_, row) => row % 2 === 0))
		simulator.addContact(baseId, { ...customer, contactLastName: 'Old name' });
}

/**
 * Posts the customers to a workflow that creates or updates them, and kills the worker that is at it once at a tenth
 * and, after a retry, when 60 % are written; another retry does the rest.
 */
export async function sendCustomers(world: World): Promise<void> {
	const { cluster, session, simulator, credential, baseId } = world;
	const workflowId = await session.publish(upsert(credential, baseId));
	const slow = [
		simulator.faults.add({ kind: 'latency', milliseconds: 1500, operationId: 'createContacts', rate: 1 }),
		simulator.faults.add({ kind: 'latency', milliseconds: 50, operationId: 'updateContact', rate: 1 }),
	];
	await callWebhook(`${cluster.main.url}/webhook/${webhookPath}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ customers }),
	});
	const written = () => ofCustomers(world).filter(({ name }) => name !== 'Old name').length;
	const killedAt: number[] = [];
	const retries: Array<Promise<unknown>> = [];
	for (const share of [0.1, 0.6]) {
		await until('A part of the customers', async () => written() >= share * total || undefined, {
			interval: 10,
		});
		const [execution] = await session.executions(workflowId);
		await cluster.killWorkerOf(execution.id);
		killedAt.push(written());
		await until('The crash', async () => {
			const [{ status }] = await session.executions(workflowId);
			return status === 'crashed' || undefined;
		});
		retries.push(retry(session, execution.id));
		await until('The retry', async () => {
			const [{ id }] = await session.executions(workflowId);
			return id !== execution.id || undefined;
		});
	}
	const last = await until('The end of the last retry', async () => {
		const [execution] = await session.executions(workflowId);
		return execution.status === 'success' ? execution : undefined;
	});
	const failure = (await Promise.all(retries)).at(-1);
	if (failure) throw new Error('The last retry failed', { cause: failure });
	for (const fault of slow) fault.stop();

	expect(findFaults(world)).toEqual([]);
	const { runData } = (await session.executionData(last.id))?.resultData ?? { runData: {} };
	const items = runData['Create or Update'][0].data?.main[0] ?? [];
	const count = (status: string) => items.filter(({ json }) => json.status === status).length;
	console.log(
		`${total} customers, the worker killed when ${killedAt.join(' and ')} were written; ` +
			`the last retry: ${count('created')} created, ${count('updated')} updated, ${count('unchanged')} unchanged`,
	);
}

interface Held {
	crmId: unknown;
	name: unknown;
	score: unknown;
}

const ofCustomers = ({ simulator, baseId }: World): Held[] =>
	simulator
		.contacts(baseId)
		.map(({ fields }) => ({
			crmId: fields.crmId,
			name: fields.contactLastName,
			score: fields.score,
		}))
		.filter(({ crmId }) => String(crmId).startsWith('Q-'));

/**
 * Retries an execution, as the button of the list does. Resolves at its end, with the error if it fails: the retry of a
 * worker that is to be killed does.
 */
async function retry(session: Session, executionId: string): Promise<unknown> {
	try {
		await session.call('POST', `/executions/${executionId}/retry`, { loadWorkflow: false });
		return undefined;
	} catch (error) {
		return error;
	}
}

/** What is wrong with the customers in Kiamo, as sentences. */
function findFaults(world: World): string[] {
	const held = new Map<unknown, Held[]>();
	for (const contact of ofCustomers(world))
		held.set(contact.crmId, [...(held.get(contact.crmId) ?? []), contact]);
	const wrong = (what: string, isWrong: (found: Held[], row: number) => boolean) => {
		const rows = customers.filter(({ crmId }, row) => isWrong(held.get(crmId) ?? [], row));
		return rows.length > 0 ? [`${rows.length} ${what}, such as ${rows[0].crmId}`] : [];
	};
	return [
		...wrong('lost', (found) => found.length === 0),
		...wrong('duplicated', (found) => found.length > 1),
		...wrong('not as posted', (found, row) => {
			const { contactLastName, score } = customers[row];
			return found.some((contact) => contact.name !== contactLastName || contact.score !== score);
		}),
	];
}
