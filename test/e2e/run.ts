/**
 * `npm run test:e2e -- SUITE …`: what runs on a real n8n, with a simulated Kiamo. Without a suite it lists them.
 * `--only TEXT` takes the tests whose name holds the text, `--seed N` makes other random choices, `--workers N` runs so
 * many tests at the same time, `--n8n VERSION` takes one version of n8n where a suite has several, and
 * `examples --language fr` the examples in French.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { currentN8n, sandbox, type N8nVersion } from '../../scripts/sandbox/install';
import { N8n } from '../../scripts/sandbox/n8n';
import { packPackage } from '../../scripts/sandbox/pack';
import { runScript, start } from '../../scripts/sandbox/process';
import { Session } from '../../scripts/sandbox/session';
import { toEnvironment, type Settings } from './support/settings';

interface Suite {
	about: string;
	/** Tests at the same time: on two processors, more would wait for each other. */
	workers?: number;
	/** Its test files, without `.spec.ts`: those named after the suite run, or all. */
	parts?: string[];
	/** The versions of n8n in which the suite runs, one after the other; without them, its tests start their own n8n. */
	versions?: N8nVersion[];
}

const suites: Record<string, Suite> = {
	examples: {
		about: 'Every example workflow, used as its users do, some in a browser',
		workers: 4,
		versions: [currentN8n],
	},
	newcomer: { about: 'The first hour of a new user, in a browser, following the README' },
	matrix: {
		about: 'Credential, resources, lists, tools, triggers, and examples in the oldest and the newest n8n',
		versions: [currentN8n, '1.123.81'],
	},
	kills: { about: 'The contact trigger while n8n is killed and Kiamo fails. --minutes 4' },
	'two-way': {
		about:
			'The two-way sync while Kiamo fails and n8n is killed, or some of it. two-way firstRun --rounds 20 --people 300',
		parts: ['compare', 'firstRun', 'planted', 'twoWay'],
	},
	crm: {
		about: 'The workflows of each CRM, with emulated CRMs. Name some: crm hubspot. --people 300 --rounds 30',
		parts: ['hubspot', 'odoo', 'pipedrive', 'postgres', 'salesforce'],
	},
	queue: {
		about: 'Queue mode while workers are killed; needs redis-server and postgresql. --kills 5',
	},
};

const { values: flags, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		only: { type: 'string', default: '' },
		seed: { type: 'string', default: '1' },
		workers: { type: 'string' },
		n8n: { type: 'string' },
		language: { type: 'string', default: 'en' },
		minutes: { type: 'string', default: '4' },
		rounds: { type: 'string', default: '20' },
		kills: { type: 'string', default: '5' },
		people: { type: 'string', default: '300' },
	},
});
const numbers = {
	seed: Number(flags.seed),
	minutes: Number(flags.minutes),
	rounds: Number(flags.rounds),
	kills: Number(flags.kills),
	people: Number(flags.people),
};
const allParts = Object.values(suites).flatMap((suite) => suite.parts ?? []);
const parts = positionals.filter((name) => allParts.includes(name));
const chosen = positionals.filter((name) => !allParts.includes(name));

async function runSuite(name: string, tarball: string): Promise<void> {
	const { versions } = suites[name];
	const workers = Number(flags.workers ?? suites[name].workers ?? 1);
	const own = parts.filter((part) => suites[name].parts?.includes(part));
	const { only, language } = flags;
	const settings = { suite: name, parts: own, workers, only, language, tarball, ...numbers };
	for (const version of versions ?? []) {
		if (flags.n8n && flags.n8n !== version) continue;
		const user = `${name}-${version}`;
		const files = join(sandbox, 'users', user, 'files');
		const environment = { N8N_RESTRICT_FILE_ACCESS_TO: files };
		const n8n = await N8n.prepare({ user, fresh: true, version, environment });
		await n8n.installPackage(tarball);
		try {
			await n8n.start();
			await Session.open(n8n.url);
			console.log(`\n${name} on n8n ${version}`);
			await playwright({ ...settings, n8n: { url: n8n.url, folder: n8n.folder, version } });
		} finally {
			await n8n.stop();
		}
	}
	if (!versions) await playwright(settings);
}

async function playwright(settings: Settings): Promise<void> {
	const cli = require.resolve('@playwright/test/cli');
	const config = join(__dirname, 'playwright.config.ts');
	const { exitCode } = await start(process.execPath, [cli, 'test', '--config', config], {
		env: toEnvironment(settings),
		stdio: 'inherit',
		reject: false,
	});
	if (exitCode !== 0) process.exitCode = 1;
}

runScript(async () => {
	const unknown = chosen.filter((name) => !(name in suites));
	if (chosen.length === 0 || unknown.length > 0) {
		const list = Object.entries(suites).map(([name, { about }]) => `  ${name.padEnd(10)}${about}`);
		throw new Error(`Name one or more suites:\n${list.join('\n')}`);
	}
	const tarball = await packPackage();
	for (const name of chosen) await runSuite(name, tarball);
});
