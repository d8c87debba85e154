import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { startSimulator, type Simulator } from '../../simulator';
import { startCrmProxy } from '../../simulator/crm/proxy';
import { startWebPage } from '../../simulator/webPage';
import { sandbox } from '../sandbox/install';
import { N8n } from '../sandbox/n8n';
import { packPackage } from '../sandbox/pack';
import { owner, Session } from '../sandbox/session';
import { atPace, chooseKiamo } from '../workflow';
import { connectCrm, environmentBehind, type CrmCredentials } from './crm';
import { shownCrms, type ShownCrm } from './crms';

/** Seconds between two runs of each workflow. */
const pace = 20;

/** Publishes the workflows in n8n. Returns their addresses. */
async function publish(n8n: N8n, simulator: Simulator, crm: ShownCrm): Promise<string[]> {
	const session = await Session.open(n8n.url);
	const { id, name } = await session.saveKiamoCredential(simulator, { name: 'Kiamo (simulated)' });
	const credentials: CrmCredentials = {};
	for (const [type, data] of Object.entries(crm.credentials)) {
		const saved = await session.saveCredential('CRM (emulated)', type, data);
		credentials[type] = { id: saved.id, name: saved.name };
	}
	const [base] = simulator.bases;
	const service = simulator.centre.service(1);
	const addresses: string[] = [];
	for (const workflow of crm.workflows) {
		const chosen = connectCrm(chooseKiamo(workflow, { id, name }, { base, service }), credentials);
		const workflowId = await session.publish(atPace(chosen, pace));
		addresses.push(`${workflow.name}\n  ${n8n.url}/workflow/${workflowId}`);
	}
	return addresses;
}

/** Prints what n8n writes to the CRM, until n8n has ended. */
export async function printNews(
	{ newWrites }: Pick<ShownCrm, 'newWrites'>,
	ended: Promise<void>,
): Promise<void> {
	const n8n = { isOver: false };
	const end = ended.then(() => (n8n.isOver = true));
	while (!n8n.isOver) {
		for (const line of await newWrites()) console.log(line);
		await Promise.race([end, sleep(2000, undefined, { ref: false })]);
	}
}

/** Runs the workflows of a CRM in n8n, with an emulated CRM and a simulated Kiamo, until it is stopped. */
export async function showCrm(name: string): Promise<void> {
	const open = shownCrms[name];
	if (!open) throw new Error(`Name one of ${Object.keys(shownCrms).join(', ')}`);
	const crm = await open();
	const proxy = await startCrmProxy(crm.hosts);
	const tarball = await packPackage();
	const environment = environmentBehind(proxy, join(sandbox, 'crm.pem'));
	const n8n = await N8n.prepare({ user: `start-${name}`, port: 5678, fresh: true, environment });
	await n8n.installPackage(tarball);
	const options = { port: await getPort({ port: 3080 }), contacts: 10, traffic: 60, seed: 7 };
	const simulator = await startSimulator(options);
	const [base] = simulator.bases;
	// Nobody is linked to a CRM yet, as in a base that just got the field.
	for (const { id } of simulator.contacts(base.id)) simulator.changeContact(base.id, id, { crmId: null });
	const page = await startWebPage(simulator, { port: await getPort({ port: 3081 }) });
	try {
		await n8n.start();
		console.log(`
${(await publish(n8n, simulator, crm)).join('\n')}
Each runs every ${pace} seconds. Login: ${owner.email}   Password: ${owner.password}
Kiamo, to make a change: ${page.url}/bases/${base.id}
  Its credential, to set up a workflow by yourself: Server Address ${simulator.url}   API Token ${simulator.token}
${crm.name}: each write of n8n is printed here. Ctrl-C stops everything.`);
		await printNews(crm, n8n.ended());
	} finally {
		await n8n.stop();
		await page.close();
		await proxy.close();
		await simulator.close();
		await crm.close();
	}
}
