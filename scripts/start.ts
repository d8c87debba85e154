/**
 * `npm start`: the example "CRM → Kiamo" on a real n8n, with a simulated Kiamo. Prints what became of the customers, then
 * leaves the editor open. `npm start -- --once` ends there, with exit code 0 when every customer is accounted for.
 * The simulated Kiamo keeps its contacts from one start to the next; `npm start -- --fresh` begins anew.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSimulator, type ContactValues, type Simulator } from '../simulator';
import example from '../examples/crm-to-kiamo.json';
import { findFaults, type Outcome, type Row } from './accounting';
import { customers, knownCustomers, toFields } from './crm';
import { sandbox } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { freePort, messageOf, stopAll } from './sandbox/process';
import { owner, Session, type Workflow } from './sandbox/session';

const { values: flags } = parseArgs({ options: { once: { type: 'boolean' }, fresh: { type: 'boolean' } } });
const memory = join(sandbox, 'kiamo-contacts.json');
const table = 'CRM customers';

/** A simulated Kiamo: at first with strangers and some of the customers, later with what the last start left in it. */
async function startKiamo(): Promise<Simulator> {
	const simulator = await startSimulator({ port: await freePort(3080), contacts: 1000, seed: 7 });
	const baseId = simulator.bases[0].id;
	if (!existsSync(memory)) {
		for (const customer of knownCustomers()) simulator.addContact(baseId, toFields(customer));
		return simulator;
	}
	const remembered = JSON.parse(readFileSync(memory, 'utf8')) as Array<{
		fields: ContactValues;
		created_at: string;
	}>;
	simulator.clearContacts(baseId);
	for (const { fields, created_at } of remembered)
		simulator.addContact(baseId, fields, { at: new Date(created_at) });
	return simulator;
}

/** The example, with the credential and the base chosen, as a user does in the editor. */
function chooseKiamo(workflow: Workflow, credential: object, base: { id: string; name: string }): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (node.type !== 'n8n-nodes-kiamo.kiamoContactManager') return node;
		const chosen = { __rl: true, mode: 'list', value: base.id, cachedResultName: base.name };
		return {
			...node,
			parameters: { ...(node.parameters as object), base: chosen },
			credentials: { kiamoApi: credential },
		};
	});
	return { ...workflow, nodes };
}

/** Runs the example once and returns the rows of the CRM with what the workflow says of each. */
async function runExample(session: Session, workflowId: string): Promise<{ rows: Row[]; said: Outcome[] }> {
	const { status, data } = await session.runWorkflow(workflowId, 'Run by hand');
	const { runData, error } = data.resultData;
	if (status !== 'success')
		throw new Error(`The workflow ended with ${status}: ${error?.message ?? 'no message'}`);
	const said = runData['Outcome of each row'][0].data?.main[0] ?? [];
	const rows = await session.readTable(table);
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

/** Runs the example in n8n and prints the table. Returns the address of the workflow in the editor. */
async function demonstrate(n8n: N8n, simulator: Simulator): Promise<string> {
	console.log(`Simulated Kiamo at ${simulator.apiUrl}. Starting n8n …`);
	await n8n.start();
	const session = await Session.open(n8n.url);
	const credential = await session.saveCredential('Kiamo (simulated)', 'kiamoApi', {
		serverUrl: simulator.url,
		apiToken: simulator.token,
		defaultCountry: 'FR',
	});
	await session.fillTable(
		table,
		customers().map((customer) => ({ ...customer })),
	);
	const [base] = simulator.bases;
	const workflowId = await session.saveWorkflow(chooseKiamo(example, credential, base));

	const before = simulator.contacts(base.id);
	const { rows, said } = await runExample(session, workflowId);
	const after = simulator.contacts(base.id);
	printTable(rows, said);
	const faults = findFaults(rows, said, before, after);
	if (faults.length > 0) throw new Error(`Not every row is accounted for:\n  ${faults.join('\n  ')}`);
	console.log(`Every row is accounted for: Kiamo held ${before.length} contacts, now ${after.length}.`);
	return `${n8n.url}/workflow/${workflowId}`;
}

async function main(): Promise<void> {
	if (flags.fresh) rmSync(memory, { force: true });
	const n8n = await N8n.prepare({ user: 'start', port: 5678 });
	await n8n.installPackage(await packPackage());
	const simulator = await startKiamo();
	try {
		const editor = await demonstrate(n8n, simulator);
		if (flags.once) return;
		console.log(`\nThe editor: ${editor}\nLogin: ${owner.email}   Password: ${owner.password}`);
		console.log('Ctrl-C stops everything.');
		await n8n.ended();
	} finally {
		await n8n.stop();
		writeFileSync(memory, JSON.stringify(simulator.contacts()));
		await simulator.close();
	}
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => {
		if (!interrupted) console.log('\nStopping …');
		interrupted = true;
		void stopAll();
	});
}
main().catch((error: unknown) => {
	if (!interrupted) console.error(messageOf(error));
	process.exitCode = interrupted ? 130 : 1;
});
