import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { logIn } from '../../../scripts/sandbox/browser';
import { sandbox } from '../../../scripts/sandbox/install';
import { N8n } from '../../../scripts/sandbox/n8n';
import { Session, type Workflow } from '../../../scripts/sandbox/session';
import { environmentBehind } from '../../../scripts/start/crm';
import { shownCrms, type ShownCrm } from '../../../scripts/start/crms';
import { startSimulator, type Simulator } from '../../../simulator';
import { startCrmProxy, type CrmProxy } from '../../../simulator/crm/proxy';
import { chooseFromList, closePanel, makeNew, type } from '../newcomer/editor';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { openService } from '../examples/support';

/** Each workflow is imported by its address and set up by its notes alone, in a browser. */
for (const [name, show] of Object.entries(shownCrms)) {
	test(`set up by its notes: ${name}`, async ({ browser }) => {
		if (!show) throw new Error(`No CRM ${name}`);
		const place = await Place.open(name, await show());
		const page = await (await browser.newContext()).newPage();
		try {
			await place.logIn(page);
			const startedAt = Date.now();
			const minutes = () => ((Date.now() - startedAt) / 60_000).toFixed(1);
			await place.connect(page);
			for (const workflow of place.crm.workflows) {
				await place.import(page, workflow);
				for (const step of stepsOf(workflow)) await place.follow(page, workflow, step);
				await expect(page.getByTestId('node-issues')).toHaveCount(0);
				await publish(page);
				console.log(`  ${name}: ${workflow.name} was published after ${minutes()} minutes`);
				if (workflow !== place.crm.workflows[0]) continue;
				await page.getByRole('button', { name: 'Execute workflow' }).first().click();
				await expect.poll(place.linked, { timeout: 300_000, intervals: [1000] }).toBeGreaterThan(0);
				console.log(`  ${name}: the first contact was synced after ${minutes()} minutes`);
			}
		} finally {
			await place.close();
		}
	});
}

interface Step {
	/** The names of nodes. */
	nodes: string[];
	/** What to choose in them. */
	what: Array<'credential' | 'base' | 'service'>;
}

/** What the notes of a workflow say that has to be chosen, in which nodes, in their order. */
function stepsOf({ nodes }: Workflow): Step[] {
	const names = nodes.map(({ name }) => name);
	return nodes
		.filter((node) => node.type === 'n8n-nodes-base.stickyNote')
		.flatMap((note) => (note.parameters as { content: string }).content.split(/\(\d\)/).slice(1))
		.flatMap((text) => text.split('. '))
		.map((sentence) => ({
			nodes: [...sentence.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)]
				.map(([, named]) => named)
				.filter((own) => names.includes(own) && own !== 'Settings'),
			what: (['credential', 'base', 'service'] as const).filter((word) =>
				new RegExp(`\\*\\*[^*]*${word}\\*\\*`).test(sentence),
			),
		}))
		.filter((step) => step.nodes.length > 0 && step.what.length > 0);
}

async function publish(page: Page): Promise<void> {
	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await page.getByRole('button', { name: 'Got it' }).click();
}

/** An emulated CRM, a simulated Kiamo, an n8n between them, and a place that has the workflows. */
class Place {
	private constructor(
		readonly crm: ShownCrm,
		private readonly kiamo: Simulator,
		private readonly proxy: CrmProxy,
		private readonly n8n: N8n,
		private readonly files: ReturnType<typeof serveFiles>,
	) {}

	static async open(name: string, crm: ShownCrm): Promise<Place> {
		const kiamo = await startSimulator({ contacts: 10, seed: 7 });
		for (const { id } of kiamo.contacts()) kiamo.changeContact(kiamo.bases[0].id, id, { crmId: null });
		openService(kiamo, 'Rappels');
		const proxy = await startCrmProxy(crm.hosts);
		const environment = environmentBehind(proxy, join(sandbox, `setup-${name}.pem`));
		const n8n = await N8n.prepare({ user: `setup-${name}`, fresh: true, environment });
		await n8n.installPackage(settings().tarball);
		await n8n.start();
		return new Place(crm, kiamo, proxy, n8n, serveFiles(crm.workflows));
	}

	async logIn(page: Page): Promise<void> {
		await Session.open(this.n8n.url);
		await logIn(page, this.n8n.url);
	}

	/** Adds the two credentials. */
	async connect(page: Page): Promise<void> {
		const session = await Session.open(this.n8n.url);
		for (const [kind, data] of Object.entries(this.crm.credentials)) {
			if (kind === 'hubspotAppToken') await addByHand(page, 'HubSpot Service Key', data);
			else await session.saveCredential('CRM', kind, data);
		}
		const { url, token } = this.kiamo;
		await addByHand(page, 'Kiamo API', { serverUrl: url, apiToken: token });
	}

	async import(page: Page, workflow: Workflow): Promise<void> {
		await makeNew(page, 'workflow');
		await page.getByTestId('workflow-menu').click();
		await page.getByRole('menuitem', { name: 'Import' }).click();
		await page.getByRole('menuitem', { name: 'From URL' }).click();
		const input = page.getByTestId('workflow-url-import-input');
		await input
			.locator('input')
			.or(input)
			.last()
			.fill(await this.files.addressOf(workflow));
		await page.getByTestId('confirm-workflow-import-url-button').click();
		await expect(nodeOf(page, 'Settings')).toBeVisible();
		await page.getByTestId('zoom-to-fit').click();
	}

	/** Does what a step of the notes says. */
	async follow(page: Page, workflow: Workflow, { nodes, what }: Step): Promise<void> {
		for (const name of nodes) {
			const isKiamo = workflow.nodes.some((node) => node.name === name && node.type.includes('kiamo'));
			await nodeOf(page, name).dblclick();
			await page.getByTestId('ndv').waitFor();
			await expect(page.getByTestId('node-credentials-select').locator('input')).toHaveValue(/\S/);
			if (isKiamo && what.includes('base') && (await page.getByTestId('parameter-input-base').isVisible()))
				await chooseFromList(page, 'base', this.kiamo.bases[0].name);
			if (what.includes('service') && (await page.getByTestId('parameter-input-service').isVisible()))
				await chooseFromList(page, 'service', 'Rappels');
			await closePanel(page);
		}
	}

	/** How many contacts of Kiamo have their ID in the CRM. */
	readonly linked = () => this.kiamo.contacts().filter(({ fields }) => Boolean(fields.crmId)).length;

	async close(): Promise<void> {
		await this.n8n.stop();
		await this.proxy.close();
		await this.kiamo.close();
		await this.crm.close();
		await this.files.close();
	}
}

const nodeOf = (page: Page, name: string) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

async function addByHand(page: Page, kind: string, values: object): Promise<void> {
	await makeNew(page, 'credential');
	await page.getByTestId('new-credential-type-select').locator('input').fill(kind);
	const option = page.getByTestId('new-credential-type-select-option');
	await option.getByText(kind, { exact: true }).click();
	await page.getByTestId('new-credential-type-button').click();
	for (const [name, value] of Object.entries(values)) await type(page, name, String(value));
	await page.getByTestId('credential-save-button').click();
	await expect(page.getByText(/Connection tested successfully|^Saved$/).first()).toBeVisible();
	await page.getByTestId('editCredential-modal').getByRole('button', { name: 'Close' }).click();
}

/** Serves workflows as GitHub does. */
function serveFiles(workflows: Workflow[]) {
	const server = createServer((request, response) => {
		const at = Number(/\d+/.exec(request.url ?? '')?.[0]);
		response.writeHead(200, { 'content-type': 'text/plain' });
		response.end(JSON.stringify(workflows[at]));
	});
	const listening = new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		async addressOf(workflow: Workflow) {
			await listening;
			const { port } = server.address() as AddressInfo;
			return `http://127.0.0.1:${port}/${workflows.indexOf(workflow)}.json`;
		},
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
