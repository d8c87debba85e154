import example from '../../examples/crm-to-kiamo.json';
import type { Simulator } from '../../simulator';
import type { Session } from '../sandbox/session';
import { fillTable, readTable } from '../sandbox/tables';
import { chooseKiamo } from '../workflow';
import { findFaults, type Outcome, type Row } from './accounting';
import { customers } from './customers';
import { describeTraps, findTrapFaults, toTrapOutcomes, trapsWorkflow, upsertNode } from './traps';

const table = 'Kiamo recipe: CRM customers';

/** Runs the example once and returns the rows of the CRM with what the workflow says about each. */
async function runExample(session: Session, workflowId: string): Promise<{ rows: Row[]; said: Outcome[] }> {
	const { status, data } = await session.runWorkflow(workflowId, 'Run by hand');
	const { runData, error } = data.resultData;
	if (status !== 'success')
		throw new Error(`The workflow ended with ${status}: ${error?.message ?? 'no message'}`);
	const said = runData['Outcome of each row'][0].data?.main[0] ?? [];
	const rows = await readTable(session, table);
	return { rows: rows as unknown as Row[], said: said.map(({ json }) => json as unknown as Outcome) };
}

function printTable(rows: Row[], said: Outcome[]): void {
	const count = (kind: string) => said.filter(({ outcome }) => outcome === kind).length;
	console.log(`\nCRM → Kiamo: ${rows.length} rows`);
	for (const kind of ['created', 'updated', 'unchanged', 'failed']) {
		console.log(`  ${kind.padEnd(10)}${`${count(kind)}`.padStart(5)}`);
	}
	for (const { row, outcome, reason } of said) {
		if (outcome !== 'failed') continue;
		const { firstName, lastName, crmId } = rows.find(({ id }) => id === row) ?? {};
		console.log(`  Row ${row}, ${firstName} ${lastName} (${crmId}): ${reason}`);
	}
}

/**
 * Runs the example "CRM → Kiamo" in n8n, on the first base of a simulated Kiamo, and prints what became of the customers.
 * Returns the id of the workflow; throws when not every customer is accounted for.
 */
export async function runOneWay(session: Session, simulator: Simulator, credential: object): Promise<string> {
	await fillTable(
		session,
		table,
		customers().map((customer) => ({ ...customer })),
	);
	const [base] = simulator.bases;
	const workflowId = await session.saveWorkflow(chooseKiamo(example, credential, { base }));

	const before = simulator.contacts(base.id);
	const { rows, said } = await runExample(session, workflowId);
	const after = simulator.contacts(base.id);
	printTable(rows, said);
	const faults = findFaults(rows, said, before, after);
	if (faults.length > 0) throw new Error(`Not every row is accounted for:\n  ${faults.join('\n  ')}`);
	console.log(`Every row is accounted for: Kiamo held ${before.length} contacts, now ${after.length}.`);
	return workflowId;
}

/**
 * Runs the example on a list with the traps of real exports, and prints what became of each row, in the words of the
 * node. Throws when somebody was lost or overwritten.
 */
export async function runTraps(session: Session, simulator: Simulator, credential: object): Promise<void> {
	const [base] = simulator.bases;
	const workflowId = await session.saveWorkflow(trapsWorkflow(credential, base));
	const { status, data } = await session.runWorkflow(workflowId, 'Run by hand');
	const { runData, error } = data.resultData;
	if (status !== 'success')
		throw new Error(`The workflow ended with ${status}: ${error?.message ?? 'no message'}`);
	const outputs = runData[upsertNode][0].data?.main ?? [];
	const said = toTrapOutcomes(outputs.flatMap((items) => items ?? []));
	console.log(`\nA list as Odoo and Excel export it:\n  ${describeTraps(said).join('\n  ')}`);
	const faults = findTrapFaults(said, simulator.contacts(base.id));
	if (faults.length > 0) throw new Error(`Not every row is accounted for:\n  ${faults.join('\n  ')}`);
}
