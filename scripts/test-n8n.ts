/**
 * `npm run test:n8n`: shows on a real n8n that the Contact Manager Trigger neither loses nor doubles changes, while n8n
 * is killed between polls and inside them, and Kiamo fails. In three set-ups, or in the one of `--only`.
 * `-- --minutes 4 --seed 1 --only default|durable|1.x --verbose`. Same seed, same choices; the moments are those of the machine.
 *
 * Lost is an owed change (see Changes) whose event id is in no execution; doubled one whose event id is there twice. n8n
 * writes the trigger's state and the execution one after the other, unless its cursors are durable. A kill in between
 * doubles or loses what that poll brought, whatever a trigger does: the line tells these apart, and each is proved by
 * what n8n had on its disk at the kill. They fail the test in the durable set-up only; all others do everywhere.
 */
import { parseArgs } from 'node:util';
import { startSimulator, type Simulator } from '../simulator';
import { Random } from '../simulator/random';
import { currentN8n, type N8nVersion } from './sandbox/install';
import { N8n } from './sandbox/n8n';
import { packPackage } from './sandbox/pack';
import { runScript } from './sandbox/script';
import { Changes, type Owed } from './triggerTest/changes';
import { Editor } from './triggerTest/editor';
import { Incidents } from './triggerTest/incidents';
import { Memory, readEmissions } from './triggerTest/memory';
import { Power } from './triggerTest/power';
import { judge, summarize, type Verdict } from './triggerTest/verdict';

const { values: flags } = parseArgs({
	options: {
		minutes: { type: 'string', default: '4' },
		seed: { type: 'string', default: '1' },
		only: { type: 'string' },
		verbose: { type: 'boolean', default: false },
	},
});

interface SetUp {
	version: N8nVersion;
	isDurable: boolean;
	environment: Record<string, string>;
}

/** What a killed n8n had begun is done by the next one after a while: a short one here, so that there is time for more. */
const hurried = {
	N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '20',
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '2000',
	N8N_SCHEDULER_LEASE_DURATION: '20',
	N8N_SCHEDULER_REAPER_INTERVAL: '5',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};

const setUps: Record<string, SetUp> = {
	default: { version: currentN8n, isDurable: false, environment: hurried },
	durable: {
		version: currentN8n,
		isDurable: true,
		environment: {
			N8N_SCHEDULER_ENABLED: 'true',
			N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
			N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
			...hurried,
		},
	},
	'1.x': { version: '1.123.81', isDurable: false, environment: {} },
};

/** Lets it all happen in one n8n, to its end; returns what there is to judge. */
async function live(n8n: N8n, simulator: Simulator, { version, isDurable }: SetUp, name: string) {
	const [{ id: baseId }] = simulator.bases;
	const seed = Number(flags.seed);
	await n8n.start();
	const editor = await Editor.create(n8n.url, simulator, baseId);
	const changes = new Changes(simulator, baseId, new Random(seed, name, 'changes'));
	const { polls, owed } = changes;
	const readMemory = () => Memory.read(n8n, version, baseId);
	const power = new Power(n8n, polls, readMemory);
	const random = new Random(seed, name, 'incidents');
	const incidents = new Incidents({ n8n, simulator, editor, polls, random, power });
	try {
		await editor.activate(n8n.url);
		await incidents.poll();
		const running = changes.run();
		await incidents.run(Date.now() + Number(flags.minutes) * 60_000);
		changes.stop();
		await running;
		// The poll after the last change shows it, and what n8n put off comes with another.
		for (let more = 3; more > 0; more--) await incidents.poll();
		await n8n.stop();
		const emissions = await readEmissions(n8n, version);
		return { power, owed, verdict: judge(owed, emissions, isDurable ? [] : power.outages) };
	} finally {
		changes.stop();
		polls.close();
	}
}

/** Prints the first ten of the events, each with the time of its change. */
function list(what: string, events: string[], owed: Owed): void {
	for (const event of events.slice(0, 10)) {
		const at = owed.get(event);
		console.log(`  ${what} ${event}${at ? `, made ${new Date(at).toISOString()}` : ''}`);
	}
}

async function run(name: string, setUp: SetUp, tarball: string): Promise<boolean> {
	const { version, isDurable, environment } = setUp;
	const user = `trigger-${name}`;
	const n8n = await N8n.prepare({ user, fresh: true, version, environment });
	await n8n.installPackage(tarball);
	const simulator = await startSimulator({ contacts: 0 });
	try {
		const { power, owed, verdict } = await live(n8n, simulator, setUp, name);
		const title = `${version} ${isDurable ? 'durable' : 'default'}`;
		console.log(summarize(title, verdict, power, flags.seed));
		list('lost', verdict.lost, owed);
		list('lost by n8n', verdict.lostByN8n, owed);
		list('doubled', verdict.doubled, owed);
		const isGood = passes(verdict);
		if (flags.verbose || !isGood) console.log(power.log.map((line) => `  ${line}`).join('\n'));
		return isGood;
	} finally {
		await n8n.stop();
		await simulator.close();
	}
}

/** The set-ups with durable cursors have nothing that n8n may be excused for. */
function passes({ lost, doubled, doubledByN8n }: Verdict): boolean {
	return lost.length === 0 && doubled.length === doubledByN8n.length;
}

async function main(): Promise<void> {
	const names = flags.only === undefined ? Object.keys(setUps) : [flags.only];
	if (names.some((name) => !(name in setUps)))
		throw new Error(`--only takes one of ${Object.keys(setUps).join(', ')}`);
	const tarball = await packPackage();
	for (const name of names) {
		if (!(await run(name, setUps[name], tarball))) process.exitCode = 1;
	}
}

runScript(main);
