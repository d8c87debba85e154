import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import getPort from 'get-port';
import { sandbox } from '../../../scripts/sandbox/install';
import { N8n } from '../../../scripts/sandbox/n8n';
import { start } from '../../../scripts/sandbox/process';
import { owner } from '../../../scripts/sandbox/session';
import type { Token } from '../../../simulator';
import { startWebPage } from '../../../simulator/webPage';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { closeCredential, expectRefusal, openNewCredential, saveCredential } from './credential';
import {
	chooseFromList,
	closePanel,
	execute,
	expectError,
	giveId,
	makeTriggered,
	makeWorkflow,
	openNextStep,
	outputOf,
	type,
} from './editor';
import { expectFirst, searches } from './search';

// A new user of n8n and of this package follows the README in one browser, so each test builds on those before it.
test.describe.configure({ mode: 'serial' });

const user = 'newcomer';
const home = join(sandbox, 'users', user);
const node = 'Kiamo Contact Manager';
let n8n: N8n;
let page: Page;
/** The token that they made in Kiamo: it may read, and nothing else yet. */
let token: Token;

test.beforeAll(async ({ browser, simulator }) => {
	n8n = await N8n.prepare({ user, fresh: true, environment: { HOME: home } });
	page = await (await browser.newContext()).newPage();
	token = simulator.tokens.add({ label: 'n8n', verbs: ['GET'] });
});
test.afterAll(async () => await n8n.stop());

test('first workflow: install without internet, credential, Get Many', async ({ simulator }) => {
	await test.step('install', async () => {
		const { tarball } = settings();
		mkdirSync(home, { recursive: true });
		copyFileSync(tarball, join(home, basename(tarball)));
		// A newcomer's shell has none of the settings that npm hands to a script.
		const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
		const env = { ...Object.fromEntries(inherited), HOME: home };
		await start('sh', ['-c', commandOfReadme()], { cwd: home, env, extendEnv: false });
		await n8n.start();
	});
	await test.step('owner of n8n', async () => {
		await page.goto(n8n.url);
		for (const [name, value] of Object.entries(owner))
			await page.locator(`input[name="${name}"]`).fill(value);
		await page.getByTestId('form-submit-button').click();
		await page.getByTestId('assistant-set-up-later').click();
		await expect(page.getByTestId('new-workflow-card')).toContainText('Build a workflow');
	});
	await test.step('credential', async () => {
		await openNewCredential(page);
		await saveCredential(page, simulator.url, token.value);
		await expect(page.getByText('Connection tested successfully')).toBeVisible();
		await closeCredential(page);
	});
	await test.step('Get Many', async () => {
		const [base] = simulator.bases;
		await makeWorkflow(page, node, 'Get many contacts');
		await chooseFromList(page, 'base', base.name);
		await execute(page);
		const ids = simulator.contacts(base.id).map(({ id }) => id);
		await expect(outputOf(page).getByTestId('ndv-items-count')).toContainText(`${ids.length} items`);
		const table = outputOf(page).locator('table');
		await expect(table).toContainText(ids[0]);
		const text = await table.innerText();
		expect(ids.filter((id) => !text.includes(id))).toEqual([]);
	});
});

test('wrong ID: the error names the base', async ({ simulator }) => {
	const id = simulator.bases[0].id.replace(/.{4}$/, '0000');
	await giveId(page, 'base', id);
	await execute(page);
	await expectError(page, '… "…" not found in Kiamo', `"${id}" not found in Kiamo`);
	await closePanel(page);
});

test('missing right: the error names it, and the node works once it is granted in Kiamo', async ({
	simulator,
}) => {
	const [base] = simulator.bases;
	const lastName = 'Première';
	const created = () => simulator.contacts().filter(({ fields }) => fields.contactLastName === lastName);
	await makeWorkflow(page, node, 'Create contact');
	await expect(page.getByText('Choose a base to see its fields')).toBeVisible();
	await expect(page.getByText('No fields found')).toBeHidden();
	await chooseFromList(page, 'base', base.name);
	await type(page, 'contactLastName', lastName);
	await execute(page);
	await expectError(
		page,
		'The API token lacks the permission … for the … API',
		'the permission POST for the Contact Manager API',
	);
	expect(created()).toEqual([]);
	token.verbs.push('POST');
	await execute(page);
	await expect(outputOf(page).locator('table')).toContainText(lastName);
	expect(created()).toHaveLength(1);
	await expect(outputOf(page).locator('table')).toContainText(created()[0].id);
	await closePanel(page);
});

test('first trigger: Fetch Test Event, then an execution after a change made in Kiamo', async ({
	simulator,
}) => {
	const [base] = simulator.bases;
	await makeTriggered(page, node, 'On contact updated');
	await chooseFromList(page, 'base', base.name);
	await execute(page);
	const table = outputOf(page).locator('table');
	await expect(table).toContainText('updated');
	const text = await table.innerText();
	expect(simulator.contacts(base.id).filter(({ id }) => text.includes(id))).not.toEqual([]);
	await closePanel(page);

	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
	await page.getByRole('button', { name: 'Got it' }).click();
	await page.getByTestId('radio-button-executions').click();
	const tested = await page.getByTestId(/^execution-details-/).getAttribute('data-test-id');
	const kiamo = await startWebPage(simulator);
	const town = 'Kiamo-les-Bains';
	const contactId = await changeTown(kiamo.url, town);
	await kiamo.close();
	const changed = simulator.contacts().find(({ id }) => id === contactId);
	expect(changed?.fields.contactCity).toBe(town);
	await page.locator(`[data-test-id^="execution-details-"]:not([data-test-id="${tested}"])`).click();
	await page.getByTestId('execution-preview-host').getByTestId('canvas-trigger-node').dblclick();
	await expect(outputOf(page).locator('table')).toContainText(town);
	await expect(outputOf(page).locator('table')).toContainText(contactId);
});

test('wrong address, and a token that was not copied whole: the credential says so', async ({
	simulator,
}) => {
	await page.goto(n8n.url);
	await openNewCredential(page);
	await saveCredential(page, `http://127.0.0.1:${await getPort()}`, token.value);
	await expectRefusal(page, "Couldn't connect to the Kiamo server");
	await saveCredential(page, simulator.url, token.value.slice(0, -1));
	const details = await expectRefusal(
		page,
		"Kiamo didn't accept the API token, or it lacks the permission GET for all five APIs",
	);
	await expect(details).toContainText('check that it was copied completely');
	await closeCredential(page);
});

test('search in the list of nodes: plain words in English and French find the right Kiamo node first', async () => {
	await page.goto(n8n.url);
	await openNextStep(page);
	for (const [words, found] of searches) await expectFirst(page, words, found);
});

/** The README's command to install a tarball: the one under "Without internet". */
function commandOfReadme(): string {
	const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
	const [, section = ''] = readme.split('**Without internet**');
	const command = /^npm install .*\.tgz$/m.exec(section)?.[0];
	if (!command) throw new Error('README.md has no command to install a file without internet');
	return command;
}

/** Changes the first contact on Kiamo's page. Returns its ID. */
async function changeTown(address: string, town: string): Promise<string> {
	const kiamo = await page.context().newPage();
	await kiamo.goto(address);
	const row = kiamo.locator('tr[id^="contact-"]').first();
	const rowId = await row.getAttribute('id');
	await row.locator('input[name="contactCity"]').fill(town);
	await row.getByRole('button', { name: 'Save' }).click();
	await kiamo.waitForURL(({ hash }) => hash !== '');
	await kiamo.close();
	return String(rowId).replace('contact-', '');
}
