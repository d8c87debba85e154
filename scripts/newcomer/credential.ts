import type { Page } from 'playwright-core';
import { freePort } from '../sandbox/process';
import { owner } from '../sandbox/session';
import { makeNew, type } from './editor';
import { see, seePromised } from './promise';
import type { Step } from './step';

/** n8n asks who owns it, and offers its assistant. */
export const setUpOwner: Step = {
	name: 'Owner of n8n',
	async take({ page }) {
		for (const [name, value] of Object.entries(owner))
			await page.locator(`input[name="${name}"]`).fill(value);
		await page.getByTestId('form-submit-button').click();
		await page.getByTestId('assistant-set-up-later').click();
		return await see(page.getByTestId('new-workflow-card'), 'Build a workflow');
	},
};

/** The credential is found by search, and given the address of a server that is not there. */
export const giveWrongAddress: Step = {
	name: 'Credential with a wrong address',
	async take({ page, token }) {
		await makeNew(page, 'credential');
		await page.getByTestId('new-credential-type-select').locator('input').fill('Kiamo');
		await page
			.getByTestId('new-credential-type-select-option')
			.getByText('Kiamo API', { exact: true })
			.click();
		await page.getByTestId('new-credential-type-button').click();
		await save(page, `http://127.0.0.1:${await freePort()}`, token.value);
		return await seeFailure(page, 'Nothing answers at the address of the Kiamo server');
	},
};

/** The last character was not copied. */
export const giveWrongToken: Step = {
	name: 'Credential with a token that was not copied whole',
	async take({ page, simulator, token }) {
		await save(page, simulator.url, token.value.slice(0, -1));
		const sentence = 'The token is not accepted, or lacks the right GET on each of the five APIs';
		const seen = await seeFailure(page, sentence);
		if (!seen.includes('was it copied whole?')) throw new Error(`No hint that it was cut: ${seen}`);
		return seen;
	},
};

export const giveRightToken: Step = {
	name: 'Credential as the README says',
	async take({ page, simulator, token }) {
		await save(page, simulator.url, token.value);
		const seen = await see(page.getByText('Connection tested successfully'), 'successfully');
		await page.getByTestId('editCredential-modal').getByRole('button', { name: 'Close' }).click();
		return seen;
	},
};

async function save(page: Page, address: string, token: string): Promise<void> {
	await type(page, 'serverUrl', address);
	await type(page, 'apiToken', token);
	await page.getByTestId('credential-save-button').click();
}

/** What the dialog says under "More details", which stays open once it was opened. */
async function seeFailure(page: Page, sentence: string): Promise<string> {
	const dialog = page.getByTestId('editCredential-modal');
	const more = dialog.getByText('More details');
	const details = dialog.getByText(sentence);
	await more.or(details).first().waitFor();
	if (await more.isVisible()) await more.click();
	return await seePromised(details, sentence);
}
