import { copyFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packPackage } from '../sandbox/pack';
import { capture } from '../sandbox/process';
import type { Step } from './step';

/** The package is installed into an empty home folder, as the README says to. */
export const install: Step = {
	name: 'Install without internet',
	async take({ n8n, page }) {
		const tarball = await packPackage();
		copyFileSync(tarball, join(n8n.folder, basename(tarball)));
		const command = commandOfReadme();
		const env = { ...environmentWithoutNpm(), HOME: n8n.folder };
		await capture(command, 'sh', ['-c', command], { cwd: n8n.folder, env });
		await n8n.start();
		await page.goto(n8n.url);
		return command;
	},
};

/** The command to install a file that was carried over: the one for a tarball under "Without internet". */
function commandOfReadme(): string {
	const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
	const [, section = ''] = readme.split('**Without internet**');
	const command = /^npm install .*\.tgz$/m.exec(section)?.[0];
	if (!command) throw new Error('README.md has no command to install a file without internet');
	return command;
}

/** A newcomer's shell has none of the settings that npm hands to a script that it runs. */
function environmentWithoutNpm(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
}
