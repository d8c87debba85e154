import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { N8n } from '../../../scripts/sandbox/n8n';
import { Session, type Workflow } from '../../../scripts/sandbox/session';
import { atPace, chooseKiamo, type Choices } from '../../../scripts/workflow';
import { startSimulator, type Simulator } from '../../../simulator';
import { startCrmProxy, type CrmProxy } from '../../../simulator/crm/proxy';
import { connectCrm, environmentBehind, type CrmCredentials } from '../../../scripts/start/crm';
import { settings } from '../support/settings';
import { expect } from '../support/test';

interface Options {
	/** Of the CRM. */
	name: string;
	/** Hosts that are fixed in n8n's nodes, and who answers for them. */
	hosts: Record<string, RequestListener>;
	/** The values of the CRM's credentials, by type. */
	credentials: Record<string, object>;
}

/** Seconds between two runs of a workflow. */
export const pace = 5;

/** Waits until the workflow has asked the CRM again, however slow the machine is, and some seconds more. */
export async function letItRun(requests: () => number, seconds: number): Promise<void> {
	const before = requests();
	await expect
		.poll(requests, { message: 'The next run', timeout: 15 * 60_000, intervals: [500] })
		.toBeGreaterThan(before);
	await sleep(1000 * seconds);
}

/** A simulated Kiamo, an emulated CRM, and an n8n between them that reaches nothing else. */
export class World {
	private constructor(
		readonly kiamo: Simulator,
		readonly n8n: N8n,
		readonly proxy: CrmProxy,
		private readonly credentials: { kiamo: object; crm: CrmCredentials },
		public session: Session,
	) {}

	static async open({ name, hosts, credentials }: Options): Promise<World> {
		const kiamo = await startSimulator({ contacts: 0, history: 0, seed: 7 });
		const proxy = await startCrmProxy(hosts);
		const environment = environmentBehind(proxy, join(settings().tarball, `../crm-${name}.pem`));
		const n8n = await N8n.prepare({ user: `crm-${name}`, fresh: true, environment });
		await n8n.installPackage(settings().tarball);
		await n8n.start();
		const session = await Session.open(n8n.url);
		const crm: CrmCredentials = {};
		for (const [type, data] of Object.entries(credentials)) {
			const { id } = await session.saveCredential(name, type, data);
			crm[type] = { id, name };
		}
		const own = await session.saveKiamoCredential(kiamo);
		return new World(kiamo, n8n, proxy, { kiamo: { id: own.id, name: own.name }, crm }, session);
	}

	/** Publishes a workflow as its user does: credentials chosen, settings filled in. Runs every few seconds. */
	async publish(workflow: Workflow, choices: Choices): Promise<string> {
		const chosen = chooseKiamo(workflow, this.credentials.kiamo, choices);
		return await this.session.publish(atPace(connectCrm(chosen, this.credentials.crm), pace));
	}

	/** Ends n8n, in the way of a power cut unless it may end its work, and starts it again. */
	async restart({ kill = false } = {}): Promise<void> {
		await (kill ? this.n8n.kill() : this.n8n.stop());
		await this.n8n.start();
		this.session = await Session.open(this.n8n.url);
	}

	async close(): Promise<void> {
		await this.n8n.stop();
		await this.proxy.close();
		await this.kiamo.close();
	}
}
