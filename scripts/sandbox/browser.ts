import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import type { N8n } from './n8n';
import { owner } from './session';

// As n8n's editor has it.
selectors.setTestIdAttribute('data-test-id');

const usualPlaces = [
	process.env.CHROMIUM ?? '',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Starts the Chromium or Chrome of this machine, without a window. Throws with advice where there is none. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = usualPlaces.find((path) => path && existsSync(path));
	if (!executablePath)
		throw new Error('No Chromium or Chrome was found: install one, or put its path in CHROMIUM');
	return await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page of its own, with patience for a machine that is busy. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(120_000);
	return await context.newPage();
}

/** A page of n8n's editor, logged in. */
export async function openEditor(browser: Browser, n8n: N8n): Promise<Page> {
	const page = await openPage(browser, { viewport: { width: 1440, height: 900 } });
	// n8n ties a login to the browser that made it.
	await page.goto(`${n8n.url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL(({ pathname }) => pathname !== '/signin');
	return page;
}
