import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { name, version } from '../../package.json';
import { sandbox } from './install';
import { run, start } from './process';

/** Builds this package, without the type check, and packs it as it would be published. Returns the path of the tarball. */
export async function packPackage(): Promise<string> {
	const cwd = join(__dirname, '../..');
	mkdirSync(sandbox, { recursive: true });
	await run('Building the package', 'npm', ['exec', '--', 'gulp', 'emit', '--silent'], { cwd });
	await start('npm', ['pack', '--ignore-scripts', '--pack-destination', sandbox], { cwd });
	return join(sandbox, `${name}-${version}.tgz`);
}
