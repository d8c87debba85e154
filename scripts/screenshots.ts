/**
 * `npm run screenshots`: takes the pictures of docs/images from a real n8n with a simulated Kiamo, each in light and dark, and films
 * the main job. `-- --only NAME` takes those whose name holds NAME. Needs Chromium, and ffmpeg for the film and whole workflows.
 */
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, selectors } from '@playwright/test';
import getPort from 'get-port';
import { startSimulator } from '../simulator';
import { launchOptions, logIn, testIdAttribute } from './sandbox/browser';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { runScript, start } from './sandbox/process';
import { Session } from './sandbox/session';
import { film } from './screenshots/film';
import { shots, type Studio } from './screenshots/shots';

const { values: flags } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const folder = join(__dirname, '../docs/images');
const filmName = 'contact-sync';
const colorSchemes = ['light', 'dark'] as const;

/** Makes a WebP of a picture, in docs/images. */
async function saveWebp(input: Buffer, name: string): Promise<void> {
	const look = ['-c:v', 'libwebp', '-q:v', '75'];
	const quiet = ['-y', '-hide_banner', '-loglevel', 'error'];
	await start('ffmpeg', [...quiet, '-i', '-', ...look, join(folder, name)], { input });
}

async function main(): Promise<void> {
	const wanted = shots.filter(({ name }) => name.includes(flags.only));
	const isFilmed = filmName.includes(flags.only);
	if (wanted.length === 0 && !isFilmed) throw new Error(`No picture's name holds "${flags.only}"`);
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
		for (const { name, isSmall, take } of wanted) {
			for (const colorScheme of colorSchemes) {
				await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
				const clip = await take(studio);
				const picture = await page.screenshot({ clip, animations: 'disabled' });
				const file = `${name}-${colorScheme}.${isSmall ? 'webp' : 'png'}`;
				await (isSmall ? saveWebp(picture, file) : writeFile(join(folder, file), picture));
				console.log(`docs/images/${file}`);
			}
		}
		for (const colorScheme of isFilmed ? colorSchemes : []) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await film(studio, join(folder, `${filmName}-${colorScheme}.webp`));
			console.log(`docs/images/${filmName}-${colorScheme}.webp`);
		}
	} finally {
		await n8n.stop();
		await browser.close();
		await simulator.close();
	}
}

runScript(main);
