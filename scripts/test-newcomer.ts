/**
 * `npm run test:newcomer`: the first hour of somebody who knows neither n8n nor this package. In an empty home folder, in a
 * browser, by what the README says: install, credential, first workflow, first trigger, and one mistake of each kind. Prints
 * what was seen, a line a step. Needs Chromium.
 */
import { join } from 'node:path';
import { startSimulator } from '../simulator';
import { startWebPage } from '../simulator/webPage';
import { openBrowser, openPage } from './sandbox/browser';
import { giveRightToken, giveWrongAddress, giveWrongToken, setUpOwner } from './newcomer/credential';
import { fetchTestEvent, publishAndChange } from './newcomer/firstTrigger';
import { getContacts, giveWrongId, missRight, tickRight } from './newcomer/firstWorkflow';
import { install } from './newcomer/install';
import type { Newcomer, Step } from './newcomer/step';
import { sandbox } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { messageOf } from './sandbox/process';
import { runScript } from './sandbox/script';

const steps: Step[] = [
	install,
	setUpOwner,
	giveWrongAddress,
	giveWrongToken,
	giveRightToken,
	getContacts,
	giveWrongId,
	missRight,
	tickRight,
	fetchTestEvent,
	publishAndChange,
];

/** Takes the steps until one fails, as each builds on those before it. Returns how many did not. */
async function takeSteps(newcomer: Newcomer): Promise<number> {
	for (const [done, step] of steps.entries()) {
		const { name } = step;
		try {
			console.log(`✓ ${name}: ${await step.take(newcomer)}`);
		} catch (error) {
			console.error(`✗ ${name}: ${messageOf(error)}`);
			const path = join(sandbox, `newcomer-${name.toLowerCase().replace(/\W+/g, '-')}.png`);
			await newcomer.page.screenshot({ path });
			console.error(`What the browser showed is in ${path}`);
			return done;
		}
	}
	return steps.length;
}

async function main(): Promise<void> {
	const user = 'newcomer';
	const home = join(sandbox, 'users', user);
	const n8n = await N8n.prepare({ user, fresh: true, environment: { HOME: home } });
	const browser = await openBrowser();
	const simulator = await startSimulator({ contacts: 20, seed: 7 });
	const kiamo = await startWebPage(simulator);
	try {
		const page = await openPage(browser, { viewport: { width: 1440, height: 900 } });
		const token = simulator.tokens.add({ label: 'n8n', verbs: ['GET'] });
		const done = await takeSteps({ n8n, page, simulator, kiamoPage: kiamo.url, token });
		console.log(`${done} of ${steps.length} steps of the newcomer's hour`);
		for (const violation of simulator.contractViolations) console.error(violation);
		if (done < steps.length || simulator.contractViolations.length > 0) process.exitCode = 1;
	} finally {
		await n8n.stop();
		await browser.close();
		await kiamo.close();
		await simulator.close();
	}
}

runScript(main);
