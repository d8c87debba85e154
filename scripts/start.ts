/**
 * `npm start`: the examples on a real n8n, with a simulated Kiamo. Runs "CRM → Kiamo" once and prints what became of the
 * customers and of a list with traps, publishes "Kiamo ↔ CRM, both ways", then leaves the editor and a page of the simulated Kiamo open.
 * `npm start -- --once` ends, with exit code 0, when every customer is accounted for and a change has come over each way.
 * `npm start -- --crm hubspot`, or another folder of examples/crm: its workflows instead, with an emulated CRM.
 * The simulated Kiamo keeps its customers from one start to the next; `npm start -- --fresh` begins again.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import getPort from 'get-port';
import { startSimulator, type ContactValues, type Simulator } from '../simulator';
import { startWebPage } from '../simulator/webPage';
import { sandbox } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { runScript } from './sandbox/process';
import { owner, Session } from './sandbox/session';
import { showCrm } from './start/showCrm';
import { customers, knownCustomers, toFields } from './start/customers';
import { runOneWay, runTraps } from './start/oneWay';
import { newRow, setUp, showBothWays, startTwoWay } from './start/twoWay';

const { values: flags } = parseArgs({
	options: { once: { type: 'boolean' }, fresh: { type: 'boolean' }, crm: { type: 'string' } },
});
const memory = join(sandbox, 'kiamo-contacts.json');

/** A simulated Kiamo: at first with strangers and some of the customers, later with what the last start left in it. */
async function startKiamo(): Promise<Simulator> {
	const simulator = await startSimulator({ port: await getPort({ port: 3080 }), contacts: 1000, seed: 7 });
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

/** Runs the examples in n8n. Returns the IDs of the workflows. */
async function demonstrate(n8n: N8n, simulator: Simulator): Promise<string[]> {
	console.log(`Simulated Kiamo at ${simulator.apiUrl}. Starting n8n …`);
	await n8n.start();
	const session = await Session.open(n8n.url);
	const credential = await session.saveKiamoCredential(simulator, { name: 'Kiamo (simulated)' });
	const oneWay = await runOneWay(session, simulator, credential);
	await runTraps(session, simulator, credential);
	// On the second base, with ten rows of its own.
	const base = simulator.bases[1];
	const rows = customers()
		.slice(-150, -140)
		.map(({ firstName, lastName, email, phone, mobile, company, zipCode, city }) =>
			newRow({ firstName, lastName, email, phone, mobile, company, zipCode, city }),
		);
	// The IDs of another CRM.
	for (const { id, fields } of simulator.contacts(base.id))
		if (fields.crmId) simulator.changeContact(base.id, id, { crmId: null });
	const bothWays = await startTwoWay(session, rows, { credential, base });
	for (const part of ['nightly', 'parked'] as const) await session.publish(setUp(part, { credential, base }));
	if (flags.once) await showBothWays(session, simulator, base);
	return [oneWay, bothWays];
}

async function main(): Promise<void> {
	if (flags.crm) {
		await showCrm(flags.crm);
		return;
	}
	if (flags.fresh) rmSync(memory, { force: true });
	const n8n = await N8n.prepare({ user: 'start', port: 5678 });
	await n8n.installPackage(await packPackage());
	const simulator = await startKiamo();
	try {
		const [oneWay, bothWays] = await demonstrate(n8n, simulator);
		if (flags.once) return;
		const page = await startWebPage(simulator, { port: await getPort({ port: 3081 }) });
		console.log(`
CRM → Kiamo:             ${n8n.url}/workflow/${oneWay}
Kiamo ↔ CRM, both ways:  ${n8n.url}/workflow/${bothWays}   (published: it runs every minute)
Login: ${owner.email}   Password: ${owner.password}
Kiamo, to make a change: ${page.url}/bases/${simulator.bases[1].id}
Kiamo's API tokens:      ${page.url}/tokens   (to follow the README's chapter "Credential")
  Server Address ${simulator.url}   API Token ${simulator.token}
The CRM, to see it:      the data table "Kiamo recipe: CRM contacts" in n8n, under Data tables
Ctrl-C stops everything.`);
		await n8n.ended();
		await page.close();
	} finally {
		await n8n.stop();
		writeFileSync(memory, JSON.stringify(simulator.contacts()));
		await simulator.close();
	}
}

runScript(main);
