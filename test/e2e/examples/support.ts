import { setTimeout as sleep } from 'node:timers/promises';
import type { Session, Workflow } from '../../../scripts/sandbox/session';
import { findTable, makeTable, readTable, type Row } from '../../../scripts/sandbox/tables';
import { until } from '../../../scripts/sandbox/until';
import { atPace } from '../../../scripts/workflow';
import type { SeenRequest, Simulator } from '../../../simulator';
import { settings } from '../support/settings';

/** Seconds between two polls; the examples' own pace is a minute. */
export const pace = 5;

/** Opens a service that no other test touches. Returns its ID. */
export function openService(simulator: Simulator, name: string): number {
	const { services } = simulator.centre;
	const id = Math.max(...services.map((service) => service.id)) + 1;
	services.push({ ...simulator.centre.service(1), id, name, groups: [1], weight: 0 });
	return id;
}

/** Lets customers call a service; they wait. Returns the IDs of the calls. */
export function callIn(simulator: Simulator, service: number, calls: number): number[] {
	return Array.from({ length: calls }, () => simulator.centre.receive({ service }).id);
}

/** Publishes an example that polls the interactions of a service, and waits until what happens there is new to it. */
export async function publishAndPoll(
	publish: (workflow: Workflow) => Promise<string>,
	simulator: Simulator,
	service: number,
	workflow: Workflow,
): Promise<void> {
	await publish(atPace(workflow, pace));
	const isPoll = ({ operationId, query }: SeenRequest) =>
		operationId === 'listInteractions' && new URLSearchParams(query).get('service_id') === `${service}`;
	await until('The first poll', async () => simulator.counts.lastRequests.some(isPoll) || undefined);
	await sleep(2 * pace * 1000);
}

const table = 'Messages';
const columns = ['alarmId', 'text', 'status', 'openedAt', 'closedAt', 'outcome'];

/** Makes the table in which the examples leave their messages, unless another test has. */
export async function makeMessages(session: Session): Promise<void> {
	try {
		await makeTable(session, table, Object.fromEntries(columns.map((name) => [name, 'string'])));
	} catch (error) {
		if (!(await findTable(session, table))) throw error;
	}
}

/** The messages whose text contains something. */
export async function readMessages(session: Session, part: string): Promise<Row[]> {
	const rows = await readTable(session, table);
	return rows.filter(({ text }) => String(text).includes(part));
}

/** The address of a page of the shared n8n. */
export const urlOf = (path: string) => `${settings().n8n?.url}${path}`;
