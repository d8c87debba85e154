import type { Locator, Page } from '@playwright/test';
import hubSpot from '../../examples/crm/hubspot/contacts-both-ways.json';
import odoo from '../../examples/crm/odoo/contacts-both-ways.json';
import pipedrive from '../../examples/crm/pipedrive/contacts-both-ways.json';
import postgres from '../../examples/crm/postgres/contacts-both-ways.json';
import salesforce from '../../examples/crm/salesforce/contacts-both-ways.json';
import oneWay from '../../examples/crm-to-kiamo.json';
import leave from '../../examples/leave-to-planning.json';
import queueAlarm from '../../examples/queue-alarm.json';
import webForm from '../../examples/web-form-callback.json';
import type { Simulator } from '../../simulator';
import type { N8n } from '../sandbox/n8n';
import type { Session, Workflow } from '../sandbox/session';
import { connectCrm } from '../start/crm';
import { byId, changeNode, chooseKiamo, inLine, node, type Choices } from '../workflow';

/** What pictures are taken in. */
export interface Studio {
	n8n: N8n;
	session: Session;
	simulator: Simulator;
	credential: { id: string; name: string };
	page: Page;
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Shot {
	name: string;
	/** A small file: WebP, made with ffmpeg. */
	isSmall?: boolean;
	/** Brings what is to be seen onto the page, and tells where it is. */
	take: (studio: Studio) => Promise<Box>;
}

interface Panel {
	name: string;
	workflow: Workflow;
	/** The node whose panel is opened. */
	node: string;
	/** What a user sets in the node beside what the example has. */
	parameters?: object;
	choices?: (simulator: Simulator) => Choices;
	/** A text that is there once the panel has all it asks Kiamo for. */
	shows: string;
	height: number;
}

const panels: Panel[] = [
	{
		name: 'contact-create-or-update',
		workflow: oneWay,
		node: 'Create or update contact',
		choices: ({ bases }) => ({ base: bases[0] }),
		shows: 'Prénom',
		height: 860,
	},
	{
		name: 'contact-trigger',
		workflow: inLine('Contact changed', [
			node('Contact changed in Kiamo', 'n8n-nodes-kiamo.kiamoContactManagerTrigger', {
				events: ['createdOrUpdated'],
				base: { __rl: true, mode: 'list', value: '' },
				options: { ignoreMarked: { field: { name: 'n8nMark' } } },
			}),
		]),
		node: 'Contact changed in Kiamo',
		choices: ({ bases }) => ({ base: bases[1] }),
		shows: 'Ignore Changes Made by Kiamo Nodes',
		height: 860,
	},
	{
		name: 'interaction-create',
		workflow: webForm,
		node: 'Create the callback',
		parameters: {
			destination: '={{ $json.phone }}',
			date: '={{ $json.date }}',
			options: {
				ifExists: 'return',
				label: '=Web form: {{ $json.name }}',
				reference: '={{ $json.reference }}',
			},
		},
		choices: ({ centre }) => ({ service: centre.service(4) }),
		shows: 'If the Reference Exists Already',
		height: 860,
	},
	{
		name: 'supervision-trigger',
		workflow: queueAlarm,
		node: 'Too many are waiting',
		shows: 'Recovery Threshold',
		height: 860,
	},
	{
		name: 'planning-replace-period',
		workflow: leave,
		node: 'Plan the leave',
		parameters: {
			periodStart: '2026-03-02T00:00:00',
			periodEnd: '2026-03-09T00:00:00',
			agent: byId('={{ $json.agentId }}'),
			start: '={{ $json.start }}',
			end: '={{ $json.end }}',
			options: { dryRun: true },
		},
		choices: () => ({ activity: { id: 1, name: 'Production' } }),
		shows: 'Dry Run',
		height: 860,
	},
];

/** A node's panel, without the data beside it. */
function takePanel(panel: Panel): Shot {
	return {
		name: panel.name,
		async take({ n8n, session, simulator, credential, page }) {
			const chosen = chooseKiamo(panel.workflow, credential, panel.choices?.(simulator) ?? {});
			const workflow = changeNode(chosen, panel.node, { parameters: panel.parameters });
			const id = await session.saveWorkflow(workflow);
			const nodeId = String(workflow.nodes.find(({ name }) => name === panel.node)?.id);
			await page.setViewportSize({ width: 1440, height: panel.height });
			await page.goto(`${n8n.url}/workflow/${id}/${nodeId}`);
			await page.getByText(panel.shows).first().waitFor();
			await settled(page);
			// An example names the fields of another base.
			const refresh = page.getByTestId('resource-mapper-container').getByTitle('Refresh');
			if (await refresh.isVisible()) await refresh.click();
			await settled(page);
			const ndv = await boxOf(page.getByTestId('ndv'));
			const parameters = await boxOf(page.getByTestId('node-parameters'));
			const y = ndv.y + titleHeight;
			return { x: parameters.x, y, width: parameters.width, height: ndv.y + ndv.height - y - 1 };
		},
	};
}

/** Of the line above a panel, in pixels. */
const titleHeight = 43;

const credential: Shot = {
	name: 'credential',
	async take({ n8n, credential: { id }, page }) {
		await page.setViewportSize({ width: 1280, height: 860 });
		await page.goto(`${n8n.url}/home/credentials/${id}`);
		await page.getByText('Default Country for Phone Numbers').first().waitFor();
		await settled(page);
		return await boxOf(page.getByTestId('credential-edit-dialog').or(page.locator('.el-dialog')).first());
	},
};

/** The panel and the output of Check Compatibility. */
const check: Shot = {
	name: 'check-compatibility',
	async take({ n8n, session, credential: kiamoApi, page }) {
		const type = 'n8n-nodes-kiamo.kiamoContactManager';
		const parameters = { resource: 'server', operation: 'checkCompatibility' };
		const id = await session.saveWorkflow(
			inLine('Check', [
				node('Start', 'n8n-nodes-base.manualTrigger', {}),
				node('Check my server', type, parameters, { credentials: { kiamoApi } }),
			]),
		);
		await page.setViewportSize({ width: 1720, height: 860 });
		await page.goto(`${n8n.url}/workflow/${id}/Check my server`);
		await page.getByTestId('node-execute-button').first().click();
		await page.getByText('asAssumed').first().waitFor();
		await page.getByText('Node executed successfully').waitFor({ state: 'hidden' });
		await settled(page);
		return await boxOf(page.getByTestId('ndv'));
	},
};

/** The whole of a workflow for a CRM, with a credential of this type and the base chosen. */
function takeCanvas([name, workflow, type]: [string, Workflow, string]): Shot {
	return {
		name,
		isSmall: true,
		async take({ n8n, session, simulator, credential: kiamoApi, page }) {
			const saved = await session.saveCredential(name, type, {});
			const chosen = chooseKiamo(workflow, kiamoApi, { base: simulator.bases[0] });
			const id = await session.saveWorkflow(connectCrm(chosen, { [type]: { id: saved.id, name } }));
			await page.setViewportSize({ width: 1600, height: 1040 });
			await page.goto(`${n8n.url}/workflow/${id}`);
			const stickies = page.getByTestId('sticky');
			await stickies.first().waitFor();
			await settled(page);
			await page.getByTestId('zoom-to-fit').click();
			await settled(page);
			const boxes = await Promise.all((await stickies.all()).map(boxOf));
			const x = Math.min(...boxes.map((box) => box.x));
			const y = Math.min(...boxes.map((box) => box.y));
			const right = Math.max(...boxes.map((box) => box.x + box.width));
			const bottom = Math.max(...boxes.map((box) => box.y + box.height));
			const margin = 16;
			return { x: x - margin, y: y - margin, width: right - x + 2 * margin, height: bottom - y + 2 * margin };
		},
	};
}

const canvases: Array<[name: string, workflow: Workflow, credential: string]> = [
	['crm-hubspot', hubSpot, 'hubspotAppToken'],
	['crm-odoo', odoo, 'odooApiKeyApi'],
	['crm-pipedrive', pipedrive, 'pipedriveApi'],
	['crm-postgres', postgres, 'postgres'],
	['crm-salesforce', salesforce, 'salesforceOAuth2Api'],
];

export const shots: Shot[] = [...panels.map(takePanel), credential, check, ...canvases.map(takeCanvas)];

/** Waits until nothing is asked for any more, and takes the pointer and the focus away. */
async function settled(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	await page.waitForLoadState('networkidle');
	await page.waitForFunction(listsAreThere);
	await page.waitForTimeout(1_500);
}

/** Runs in the browser: no drop-down is still asking Kiamo. */
const listsAreThere = `![document.body.innerText, ...[...document.querySelectorAll('input')].map((input) => input.placeholder + input.value)]
	.some((text) => text.includes('Loading options'))`;

async function boxOf(locator: Locator): Promise<Box> {
	const box = await locator.boundingBox();
	if (!box) throw new Error(`Nothing to be seen of ${locator.toString()}`);
	return box;
}
