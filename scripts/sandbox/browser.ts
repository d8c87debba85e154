import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { owner } from './session';

/** The attribute by which n8n's editor names its parts. */
export const testIdAttribute = 'data-test-id';

const usualPlaces = [
	process.env.CHROMIUM ?? '',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** How to start the Chromium or Chrome of this machine. Throws with advice where there is none. */
export function launchOptions(): { executablePath: string; args: string[] } {
	const executablePath = usualPlaces.find((path) => path && existsSync(path));
	if (!executablePath)
		throw new Error('No Chromium or Chrome was found: install one, or put its path in CHROMIUM');
	return { executablePath, args: ['--no-sandbox'] };
}

/** Logs in to the editor of an n8n. */
export async function logIn(page: Page, url: string): Promise<void> {
	// n8n ties a login to the browser that made it.
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
}
