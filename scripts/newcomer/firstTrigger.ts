import type { Page } from 'playwright-core';
import type { Simulator } from '../../simulator';
import { expectSame } from '../expectSame';
import { chooseFromList, closePanel, execute, makeTriggered, outputOf } from './editor';
import { see } from './promise';
import type { Step } from './step';

export const fetchTestEvent: Step = {
	name: 'First trigger: Fetch Test Event',
	async take({ page, simulator }) {
		const [base] = simulator.bases;
		await makeTriggered(page, 'Kiamo Contact Manager', 'On contact updated');
		await chooseFromList(page, 'base', base.name);
		await execute(page);
		const table = await see(outputOf(page).locator('table'), 'updated');
		const samples = simulator.contacts(base.id).filter(({ id }) => table.includes(id));
		if (samples.length === 0) throw new Error(`No contact of ${base.name} in ${table}`);
		await closePanel(page);
		return `${samples.length} contacts of ${base.name}`;
	},
};

const town = 'Kiamo-les-Bains';

export const publishAndChange: Step = {
	name: 'Published: a contact changed on the page of Kiamo',
	async take({ page, simulator, kiamoPage }) {
		await page.getByTestId('workflow-open-publish-modal-button').click();
		await page.getByTestId('workflow-publish-button').click();
		await page.getByRole('button', { name: 'Got it' }).click();
		await page.getByTestId('radio-button-executions').click();
		const tested = await page.getByTestId(/^execution-details-/).getAttribute('data-test-id');

		const began = Date.now();
		const contactId = await changeTown(page, kiamoPage);
		expectSame('The town in Kiamo', townOf(simulator, contactId), town);
		await page.locator(`[data-test-id^="execution-details-"]:not([data-test-id="${tested}"])`).click();
		const seconds = Math.round((Date.now() - began) / 1000);
		await page.getByTestId('execution-preview-host').getByTestId('canvas-trigger-node').dblclick();
		const table = await see(outputOf(page).locator('table'), town);
		if (!table.includes(contactId)) throw new Error(`Not contact ${contactId}: ${table}`);
		return `after ${seconds} s, an execution with contact ${contactId} of ${town}`;
	},
};

/** Changes the first contact that the page of Kiamo shows. Returns its ID. */
async function changeTown(page: Page, kiamoPage: string): Promise<string> {
	const kiamo = await page.context().newPage();
	await kiamo.goto(kiamoPage);
	const row = kiamo.locator('tr[id^="contact-"]').first();
	const rowId = await row.getAttribute('id');
	await row.locator('input[name="contactCity"]').fill(town);
	await row.getByRole('button', { name: 'Save' }).click();
	await kiamo.waitForURL(({ hash }) => hash !== '');
	await kiamo.close();
	return String(rowId).replace('contact-', '');
}

function townOf(simulator: Simulator, contactId: string) {
	return simulator.contacts().find(({ id }) => id === contactId)?.fields.contactCity;
}
