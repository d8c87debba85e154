/**
 * Installs a real n8n, with the Node it needs, into the git-ignored `.sandbox/` folder. Once: a finished install leaves
 * a marker file, an interrupted one starts again. `npx tsx scripts/sandbox/install.ts [version]` does only this.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { messageOf, run } from './process';

/** What a version of n8n needs: a major of Node, settings, and dependencies held at a version that npm can always reach. */
const releases = {
	'2.40.7': { node: 24, overrides: { linkedom: '0.18.12' }, environment: {} },
	'1.123.81': { node: 20, overrides: { xlsx: '0.18.5' }, environment: { N8N_EXPRESSION_ENGINE: 'legacy' } },
} as const;

export type N8nVersion = keyof typeof releases;
export const currentN8n: N8nVersion = '2.40.7';

export interface N8nInstall {
	version: N8nVersion;
	/** The Node to run it with. */
	node: string;
	/** n8n's command-line script. */
	script: string;
	/** Settings that this version needs in its environment. */
	environment: Record<string, string>;
}

export const sandbox = join(__dirname, '../../.sandbox');
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Installs into `.sandbox/<name>` unless that is done already, and returns the folder. */
async function installOnce(name: string, manifest: object, steps: (folder: string) => Promise<void>) {
	const folder = join(sandbox, name);
	const marker = join(folder, 'complete.json');
	const wanted = JSON.stringify({ private: true, ...manifest }, null, '\t');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return folder;
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), wanted);
	await steps(folder);
	writeFileSync(marker, wanted);
	return folder;
}

/** The binary of a major version of Node: the running one if it fits, or the one of npm's package for this platform. */
async function installNode(major: number): Promise<string> {
	if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
	const { platform, arch } = process;
	const windows = platform === 'win32';
	const name = `node${platform === 'darwin' && arch === 'arm64' ? '-bin' : ''}-${windows ? 'win' : platform}-${arch}`;
	const folder = await installOnce(`node-${major}`, { dependencies: { [name]: `${major}` } }, async (cwd) => {
		await run(`Installing Node ${major}`, 'npm', ['install', '--ignore-scripts', ...quiet], { cwd });
	});
	return join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
}

/**
 * Installs a version of n8n. Only the database driver's install script is run: the other packages need none of theirs,
 * and some of them reach for hosts that a company's network may not let through.
 */
export async function installN8n(version: N8nVersion = currentN8n): Promise<N8nInstall> {
	const { node: major, overrides, environment } = releases[version];
	const node = await installNode(major);
	const nodeBin = dirname(node);
	const env = {
		...process.env,
		PATH: `${nodeBin}${delimiter}${process.env.PATH}`,
		// Node's own headers, in case the driver must be compiled: no download, and the right version.
		...(existsSync(join(nodeBin, '../include/node')) ? { npm_config_nodedir: dirname(nodeBin) } : {}),
	};
	const manifest = { dependencies: { n8n: version }, overrides };
	const folder = await installOnce(`n8n-${version}`, manifest, async (cwd) => {
		const install = ['install', '--ignore-scripts', '--omit=dev', ...quiet];
		await run(`Installing n8n ${version} (3 GB, once, some minutes)`, 'npm', install, { cwd, env });
		const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', ...quiet];
		await run('Preparing its database driver', 'npm', rebuild, { cwd, env }).catch((error: unknown) => {
			throw new Error(
				`${messageOf(error)}\nn8n's database driver (sqlite3) could be neither downloaded nor compiled. ` +
					'Let npm reach github.com, or install Python 3, make and a C++ compiler, then run this again.',
			);
		});
	});
	return { version, node, script: join(folder, 'node_modules/n8n/bin/n8n'), environment };
}

if (require.main === module) {
	installN8n((process.argv[2] ?? currentN8n) as N8nVersion).then(
		(install) => console.log(JSON.stringify(install, null, '\t')),
		(error: unknown) => {
			console.error(messageOf(error));
			process.exitCode = 1;
		},
	);
}
