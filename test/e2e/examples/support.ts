import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session, Workflow } from '../../../scripts/sandbox/session';
import { findTable, readTable, type Row } from '../../../scripts/sandbox/tables';
import { until } from '../../../scripts/sandbox/until';
import { atPace } from '../../../scripts/workflow';
import type { Simulator } from '../../../simulator';
import { settings } from '../support/settings';

/** An example in the language of the run. */
export function readExample(file: string): Workflow {
	const folder = inLanguage('examples', 'examples-fr');
	return JSON.parse(readFileSync(join(__dirname, '../../..', folder, file), 'utf8')) as Workflow;
}

/** What a text or pattern is in the language of the run. */
export const inLanguage = <Value>(english: Value, french: Value): Value =>
	settings().language === 'fr' ? french : english;

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

/** Publishes an example that polls, and waits until each trigger has saved its first poll: what happens then is new. */
export async function publishAndPoll(
	session: Session,
	publish: (workflow: Workflow) => Promise<string>,
	workflow: Workflow,
): Promise<void> {
	const id = await publish(atPace(workflow, pace));
	const triggers = workflow.nodes.filter(({ type }) => /^n8n-nodes-kiamo\..*Trigger$/.test(type));
	await until('The first poll', async () => {
		const { staticData } = await session.call<{ staticData: { global?: object } | null }>(
			'GET',
			`/workflows/${id}`,
		);
		return Object.keys(staticData?.global ?? {}).length >= triggers.length || undefined;
	});
}

const table = 'Kiamo recipe: messages';
/** The messages whose text contains something. */
export async function readMessages(session: Session, part: string): Promise<Row[]> {
	// The first example that needs the table creates it.
	if (!(await findTable(session, table))) return [];
	const rows = await readTable(session, table);
	return rows.filter(({ text }) => String(text).includes(part));
}

/** The address of a page of the shared n8n. */
export const urlOf = (path: string) => `${settings().n8n?.url}${path}`;
