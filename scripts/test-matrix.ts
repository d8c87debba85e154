/**
 * `npm run test:matrix`: the packed package in the oldest and the newest n8n that it is made for: its credential, an
 * operation of every resource, every operation as a tool of an AI agent, every trigger, every list of the editor, the
 * import of every example. Prints a table per version, what was seen in each row. `-- --only VERSION` takes one version.
 */
import { parseArgs } from 'node:util';
import { startSimulator, type Simulator } from '../simulator';
import { credentialTests } from './matrix/credential';
import { examples } from './matrix/examples';
import { lists } from './matrix/lists';
import { operations } from './matrix/operations';
import { tools } from './matrix/tools';
import { triggers } from './matrix/triggers';
import { addRows, type Check, type Part, type World } from './matrix/world';
import type { N8nVersion } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { messageOf } from './sandbox/process';
import { runScript } from './sandbox/script';
import { Session } from './sandbox/session';

const { values: flags } = parseArgs({ options: { only: { type: 'string' } } });
const versions: N8nVersion[] = ['2.40.7', '1.123.81'];
const parts = [credentialTests, lists, operations, tools, examples, triggers];

/** Runs a check and prints its row. Returns whether it passed. */
async function play(part: Part, { name, run }: Check): Promise<boolean> {
	const print = (mark: string, seen: string) =>
		console.log(`${mark} ${part.name.padEnd(10)}  ${name.padEnd(48)}  ${seen.replace(/\s+/g, ' ')}`);
	try {
		print('✓', await run());
		return true;
	} catch (error) {
		print('✗', messageOf(error));
		return false;
	}
}

async function playAll(part: Part, world: World): Promise<boolean[]> {
	const checks = part.checks(world);
	// Nothing to check is as wrong as a check that fails.
	if (checks.length === 0) throw new Error(`${part.name}: this n8n knows nothing of the package`);
	if (part.atOnce) return await Promise.all(checks.map(async (check) => await play(part, check)));
	const passed: boolean[] = [];
	for (const check of checks) passed.push(await play(part, check));
	return passed;
}

async function enter(n8n: N8n, simulator: Simulator): Promise<World> {
	await n8n.start();
	const session = await Session.open(n8n.url);
	const credential = await session.saveKiamoCredential(simulator);
	const types = await session.nodeTypes();
	const { id, name } = credential;
	return { session, simulator, credential: { id, name }, types, rows: addRows(simulator) };
}

async function run(version: N8nVersion, tarball: string): Promise<boolean> {
	const user = `matrix-${version}`;
	const began = Date.now();
	const n8n = await N8n.prepare({ user, fresh: true, version });
	await n8n.installPackage(tarball);
	const simulator = await startSimulator({ contacts: 60 });
	try {
		const world = await enter(n8n, simulator);
		console.log(`\nn8n ${version}`);
		const passed: boolean[] = [];
		for (const part of parts) passed.push(...(await playAll(part, world)));
		for (const violation of simulator.contractViolations) console.error(violation);
		const seconds = Math.round((Date.now() - began) / 1000);
		const good = passed.filter(Boolean).length;
		console.log(`n8n ${version}: ${good} of ${passed.length} passed, in ${seconds} s`);
		return good === passed.length && simulator.contractViolations.length === 0;
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

async function main(): Promise<void> {
	const wanted = versions.filter((version) => version === (flags.only ?? version));
	if (wanted.length === 0) throw new Error(`--only takes one of ${versions.join(', ')}`);
	const tarball = await packPackage();
	for (const version of wanted) {
		if (!(await run(version, tarball))) process.exitCode = 1;
	}
}

runScript(main);
