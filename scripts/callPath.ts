/**
 * `npx tsx scripts/callPath.ts`: counts the source files of which a function runs in a Create or Update and in a poll of the
 * contact trigger, from the coverage of the tests that do these.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runScript, start } from './sandbox/process';

interface Coverage {
	path: string;
	/** How often each function ran. */
	f: Record<string, number>;
}

const root = join(__dirname, '..');
const test = 'test/package/requests.test.ts';
const paths = {
	'Create or Update': 'requests of jobs on 1,000 items',
	'Poll of the contact trigger': 'requests.quietPoll.contactManager',
};

/** How often each function ran, by file, in the tests with this title. */
async function coverageOf(title: string): Promise<Map<string, number[]>> {
	const folder = mkdtempSync(join(tmpdir(), 'call-path-'));
	const reports = ['--coverageReporters=json', `--coverageDirectory=${folder}`, '--coverageThreshold={}'];
	await start('npx', ['jest', test, '-t', title, '--coverage', ...reports], { cwd: root });
	const covered = JSON.parse(readFileSync(join(folder, 'coverage-final.json'), 'utf8')) as Record<
		string,
		Coverage
	>;
	rmSync(folder, { recursive: true });
	return new Map(Object.values(covered).map(({ path, f }) => [relative(root, path), Object.values(f)]));
}

async function main(): Promise<void> {
	const loaded = await coverageOf('no test has this title');
	for (const [name, title] of Object.entries(paths)) {
		const files = [...(await coverageOf(title))]
			.filter(
				([file, runs]) =>
					file.startsWith('nodes/') && runs.some((times, at) => times > (loaded.get(file)?.[at] ?? 0)),
			)
			.map(([file]) => file)
			.sort();
		console.log(`${name}: ${files.length} files\n  ${files.join('\n  ')}`);
	}
}

runScript(main);
