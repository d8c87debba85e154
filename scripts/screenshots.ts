/**
 * `npm run screenshots`: takes the pictures of docs/images from a real n8n with a simulated Kiamo, each in light and dark.
 * `-- --only NAME` takes those whose name holds NAME. Needs Chromium.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, selectors } from '@playwright/test';
import getPort from 'get-port';
import { startSimulator } from '../simulator';
import { launchOptions, logIn, testIdAttribute } from './sandbox/browser';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { runScript } from './sandbox/process';
import { Session } from './sandbox/session';
import { shots, type Studio } from './screenshots/shots';

const { values: flags } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const folder = join(__dirname, '../docs/images');

async function main(): Promise<void> {
	const wanted = shots.filter(({ name }) => name.includes(flags.only));
	if (wanted.length === 0) throw new Error(`No picture's name holds "${flags.only}"`);
	mkdirSync(folder, { recursive: true });
	selectors.setTestIdAttribute(testIdAttribute);
	const browser = await chromium.launch(launchOptions());
	const n8n = await N8n.prepare({ user: 'screenshots', fresh: true });
	await n8n.installPackage(await packPackage());
	const simulator = await startSimulator({ port: await getPort({ port: 3080 }), contacts: 200, seed: 7 });
	try {
		await n8n.start();
		const session = await Session.open(n8n.url);
		const credential = await session.saveKiamoCredential(simulator);
		const page = await browser.newPage();
		page.setDefaultTimeout(120_000);
		await logIn(page, n8n.url);
		const studio: Studio = { n8n, session, simulator, credential, page };
		for (const { name, take } of wanted) {
			for (const colorScheme of ['light', 'dark'] as const) {
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				const clip = await take(studio);
				await page.screenshot({
					path: join(folder, `${name}-${colorScheme}.png`),
					clip,
					animations: 'disabled',
				});
				console.log(`docs/images/${name}-${colorScheme}.png`);
			}
		}
	} finally {
		await n8n.stop();
		await browser.close();
		await simulator.close();
	}
}

runScript(main);
