import type { Locator, Page } from '@playwright/test';
import { makeNew, type } from './editor';
import { expectDocumented } from './troubleshooting';

/** Opens the dialog of a new Kiamo credential, found by search. */
export async function openNewCredential(page: Page): Promise<void> {
	await makeNew(page, 'credential');
	await page.getByTestId('new-credential-type-select').locator('input').fill('Kiamo');
	const option = page.getByTestId('new-credential-type-select-option');
	await option.getByText('Kiamo API', { exact: true }).click();
	await page.getByTestId('new-credential-type-button').click();
}

export async function saveCredential(page: Page, address: string, value: string): Promise<void> {
	await type(page, 'serverUrl', address);
	await type(page, 'apiToken', value);
	await page.getByTestId('credential-save-button').click();
}

const dialogOf = (page: Page) => page.getByTestId('editCredential-modal');

export async function closeCredential(page: Page): Promise<void> {
	await dialogOf(page).getByRole('button', { name: 'Close' }).click();
}

/** The dialog shows a failure under "More details", which stays open once it was opened. */
export async function expectRefusal(page: Page, sentence: string): Promise<Locator> {
	const more = dialogOf(page).getByText('More details');
	const details = dialogOf(page).getByText(sentence);
	await more.or(details).first().waitFor();
	if (await more.isVisible()) await more.click();
	await expectDocumented(details, sentence);
	return details;
}
