import { join } from 'node:path';
import getPort from 'get-port';
import contacts from '../../examples/crm/hubspot/contacts-both-ways.json';
import calls from '../../examples/crm/hubspot/interaction-ended-to-activity.json';
import list from '../../examples/crm/hubspot/list-to-callbacks.json';
import { startSimulator, type Simulator } from '../../simulator';
import { HubSpot } from '../../simulator/crm/hubspot';
import { startCrmProxy } from '../../simulator/crm/proxy';
import { startWebPage } from '../../simulator/webPage';
import { sandbox } from '../sandbox/install';
import { N8n } from '../sandbox/n8n';
import { packPackage } from '../sandbox/pack';
import { owner, Session } from '../sandbox/session';
import { atPace, chooseKiamo } from '../workflow';
import { connectCrm, environmentBehind, fillSettings } from './crm';
import { customers } from './customers';

/** Seconds between two runs of each workflow. */
const pace = 20;

/** An emulated HubSpot with customers; some are on the list to call, one of them must not be called. */
function fillHubSpot(): HubSpot {
	const hubspot = new HubSpot({ lag: 3000 });
	const ids = customers()
		.slice(340, 380)
		.map(({ firstName, lastName, email, phone, mobile, company, zipCode, city }) => {
			const properties = { firstname: firstName, lastname: lastName, email, phone, mobilephone: mobile };
			return hubspot.contacts.create({ ...properties, company, zip: zipCode, city }, 'person').id;
		});
	hubspot.lists.set('7', ids.slice(0, 5)).set('8', ids.slice(4, 5));
	hubspot.contacts.writes.length = 0;
	return hubspot;
}

/** Publishes the workflows in n8n. Returns their addresses. */
async function publish(n8n: N8n, simulator: Simulator): Promise<string[]> {
	const session = await Session.open(n8n.url);
	const { id, name } = await session.saveKiamoCredential(simulator, { name: 'Kiamo (simulated)' });
	const token = await session.saveCredential('HubSpot (emulated)', 'hubspotAppToken', {
		appToken: 'hubspot-token',
	});
	const hubspotAppToken = { id: token.id, name: token.name };
	const [base] = simulator.bases;
	const service = simulator.centre.service(1);
	const addresses: string[] = [];
	for (const workflow of [contacts, calls, fillSettings(list, { list: '7', doNotCallList: '8' })]) {
		const chosen = connectCrm(chooseKiamo(workflow, { id, name }, { base, service }), { hubspotAppToken });
		const workflowId = await session.publish(atPace(chosen, pace));
		addresses.push(`${workflow.name}\n  ${n8n.url}/workflow/${workflowId}`);
	}
	return addresses;
}

/** Runs the workflows of a CRM in n8n, with an emulated CRM and a simulated Kiamo, until it is stopped. */
export async function showCrm(name: string): Promise<void> {
	if (name !== 'hubspot') throw new Error('There is an emulator to try for hubspot only');
	const hubspot = fillHubSpot();
	const proxy = await startCrmProxy({ 'api.hubapi.com': hubspot.listener });
	const tarball = await packPackage();
	const environment = environmentBehind(proxy, join(sandbox, 'crm.pem'));
	const n8n = await N8n.prepare({ user: `start-${name}`, port: 5678, fresh: true, environment });
	await n8n.installPackage(tarball);
	const options = { port: await getPort({ port: 3080 }), contacts: 10, traffic: 60, seed: 7 };
	const simulator = await startSimulator(options);
	const page = await startWebPage(simulator, { port: await getPort({ port: 3081 }) });
	try {
		await n8n.start();
		console.log(`
${(await publish(n8n, simulator)).join('\n')}
Each runs every ${pace} seconds. Login: ${owner.email}   Password: ${owner.password}
Kiamo, to make a change: ${page.url}/bases/${simulator.bases[0].id}
HubSpot, to see it: each change is printed here. Ctrl-C stops everything.`);
		const watch = setInterval(() => {
			for (const { kind, id } of hubspot.contacts.writes.splice(0))
				console.log(`HubSpot: contact ${kind}: ${JSON.stringify(hubspot.contacts.rows.get(id)?.properties)}`);
			for (const { id } of hubspot.calls.writes.splice(0))
				console.log(`HubSpot: call logged: ${String(hubspot.calls.rows.get(id)?.properties.hs_call_title)}`);
		}, 1000);
		await n8n.ended();
		clearInterval(watch);
	} finally {
		await n8n.stop();
		await page.close();
		await proxy.close();
		await simulator.close();
	}
}
