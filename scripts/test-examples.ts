/**
 * `npm run test:examples`: every example workflow on a real n8n with a simulated Kiamo, each put to work as its users do,
 * some of them in a browser, six at a time; prints what was seen, a line each. `-- --only NAME` plays those whose name
 * holds NAME. Needs Chromium.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { startSimulator } from '../simulator';
import { abandonedCallback } from './examples/abandonedCallback';
import { aiHowBusy } from './examples/aiHowBusy';
import { openBrowser } from './sandbox/browser';
import { interactionToCrm } from './examples/interactionToCrm';
import { leaveToPlanning } from './examples/leaveToPlanning';
import { offPlan } from './examples/offPlan';
import { queueAlarm } from './examples/queueAlarm';
import { recordingToFile } from './examples/recordingToFile';
import type { Scenario } from './examples/scenario';
import { twoWay } from './examples/twoWay';
import { wallboard } from './examples/wallboard';
import { webFormCallback } from './examples/webFormCallback';
import { weekToCalendar } from './examples/weekToCalendar';
import { sandbox } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { messageOf } from './sandbox/process';
import { runScript } from './sandbox/script';
import { Session } from './sandbox/session';

const { values: flags } = parseArgs({ options: { only: { type: 'string', default: '' } } });
/** More would wait for each other on two processors. */
const atOnce = pLimit(6);
const scenarios: Scenario[] = [
	twoWay,
	queueAlarm,
	leaveToPlanning,
	weekToCalendar,
	offPlan,
	aiHowBusy,
	wallboard,
	webFormCallback,
	interactionToCrm,
	abandonedCallback,
	recordingToFile,
];

async function main(): Promise<void> {
	const wanted = scenarios.filter(({ name }) => name.toLowerCase().includes(flags.only.toLowerCase()));
	if (wanted.length === 0) throw new Error(`No scenario's name holds "${flags.only}"`);
	const user = `examples${flags.only && `-${flags.only.replace(/\W+/g, '-')}`}`;
	const browser = await openBrowser();
	const n8n = await N8n.prepare({
		user,
		fresh: true,
		// By default, the only folder that n8n may write to is one in the home of this machine's user.
		environment: { N8N_RESTRICT_FILE_ACCESS_TO: join(sandbox, 'users', user, 'files') },
	});
	await n8n.installPackage(await packPackage());
	const simulator = await startSimulator({ contacts: 200, seed: 7 });
	try {
		await n8n.start();
		const session = await Session.open(n8n.url);
		const credential = await session.saveKiamoCredential(simulator);
		const world = { n8n, session, simulator, credential, browser };
		const failures = await atOnce.map(wanted, async (scenario) => {
			const { name } = scenario;
			try {
				console.log(`✓ ${name}: ${await scenario.play(world)}`);
				return [];
			} catch (error) {
				console.log(`✗ ${name}: ${messageOf(error)}`);
				return [name];
			}
		});
		const failed = failures.flat().length;
		console.log(`${wanted.length - failed} of ${wanted.length} examples did what they promise`);
		if (failed > 0 || simulator.contractViolations.length > 0) {
			for (const violation of simulator.contractViolations) console.error(violation);
			throw new Error('Not all examples did what they promise');
		}
	} finally {
		await n8n.stop();
		await browser.close();
		await simulator.close();
	}
}

runScript(main);
