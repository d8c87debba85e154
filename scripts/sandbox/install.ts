/**
 * Installs a real n8n, and the Node it needs, into the user's cache folder, which all clones share.
 * `npx tsx scripts/sandbox/install.ts [version]` does only this.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { messageOf, run, runScript } from './process';

/** What each version of n8n needs: a major of Node, settings, and dependencies pinned to versions that npm can always get. */
const releases = {
	'2.40.7': { node: 24, overrides: { linkedom: '0.18.12' }, environment: {} },
	'1.123.81': { node: 20, overrides: { xlsx: '0.18.5' }, environment: { N8N_EXPRESSION_ENGINE: 'legacy' } },
} as const;

export type N8nVersion = keyof typeof releases;
export const currentN8n: N8nVersion = '2.40.7';

export interface N8nInstall {
	/** The Node to run it with. */
	node: string;
	/** n8n's command-line script. */
	script: string;
	/** Settings that this version needs in its environment. */
	environment: Record<string, string>;
}

/** Where this clone keeps what it makes: the data of each n8n, the packed package. */
export const sandbox = join(__dirname, '../../.sandbox');
const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
const staleAfter = 6 * 3_600_000;

/** `KIAMO_N8N_CACHE`, or `n8n-nodes-kiamo` in the user's cache folder. */
function cacheFolder(): string {
	const { KIAMO_N8N_CACHE, XDG_CACHE_HOME } = process.env;
	return KIAMO_N8N_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-kiamo');
}

/**
 * Installs into `<name>` of the cache folder unless it is there, and returns that folder. The work is done in a folder
 * beside it, renamed at the end: the folder exists only when it is complete, and of two installs at once, one is kept.
 */
export async function installOnce(
	name: string,
	manifest: object,
	install: (folder: string) => Promise<void>,
): Promise<string> {
	const cache = cacheFolder();
	const folder = join(cache, name);
	if (existsSync(folder)) return folder;
	await mkdir(cache, { recursive: true });
	await removeStale(cache, name);
	const unfinished = await mkdtemp(join(cache, `.${name}-`));
	try {
		await writeFile(join(unfinished, 'package.json'), JSON.stringify({ private: true, ...manifest }));
		await install(unfinished);
		await rename(unfinished, folder).catch((error: unknown) => {
			if (!existsSync(folder)) throw error;
		});
		return folder;
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
}

/** Removes what installs left behind that a power cut ended. */
async function removeStale(cache: string, name: string): Promise<void> {
	for (const entry of await readdir(cache)) {
		if (!entry.startsWith(`.${name}-`)) continue;
		const folder = join(cache, entry);
		const { mtimeMs } = await stat(folder);
		if (Date.now() - mtimeMs > staleAfter) await rm(folder, { recursive: true, force: true });
	}
}

/** The binary of a major version of Node: the running one if it fits, or the one of npm's package for this platform. */
async function installNode(major: number): Promise<string> {
	if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
	const { platform, arch } = process;
	const isWindows = platform === 'win32';
	const name = `node${platform === 'darwin' && arch === 'arm64' ? '-bin' : ''}-${isWindows ? 'win' : platform}-${arch}`;
	const manifest = { dependencies: { [name]: `${major}` } };
	const folder = await installOnce(`node-${major}`, manifest, async (cwd) => {
		await run(`Installing Node ${major}`, 'npm', ['install', '--ignore-scripts', ...quiet], { cwd });
	});
	return join(folder, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node');
}

/**
 * Installs a version of n8n. Only the database driver's install script runs: no other package needs its own, and some of
 * them download from hosts that a company's network may block.
 */
export async function installN8n(version: N8nVersion = currentN8n): Promise<N8nInstall> {
	const { node: major, overrides, environment } = releases[version];
	const node = await installNode(major);
	const nodeBin = dirname(node);
	const env = {
		PATH: `${nodeBin}${delimiter}${process.env.PATH}`,
		// Node's own headers, in case the driver must be compiled: no download, and the right version.
		...(existsSync(join(nodeBin, '../include/node')) ? { npm_config_nodedir: dirname(nodeBin) } : {}),
	};
	const manifest = { dependencies: { n8n: version }, overrides };
	const folder = await installOnce(`n8n-${version}`, manifest, async (cwd) => {
		const install = ['install', '--ignore-scripts', '--omit=dev', ...quiet];
		await run(`Installing n8n ${version} (3 GB, once, a few minutes)`, 'npm', install, { cwd, env });
		const rebuild = ['rebuild', 'sqlite3', '--ignore-scripts=false', ...quiet];
		await run('Preparing its database driver', 'npm', rebuild, { cwd, env }).catch((error: unknown) => {
			throw new Error(
				`${messageOf(error)}\nn8n's database driver (sqlite3) could be neither downloaded nor compiled. ` +
					'Let npm reach github.com, or install Python 3, make, and a C++ compiler, then run this again.',
			);
		});
	});
	return { node, script: join(folder, 'node_modules/n8n/bin/n8n'), environment };
}

if (require.main === module) {
	const version = (process.argv[2] ?? currentN8n) as N8nVersion;
	runScript(async () => console.log(JSON.stringify(await installN8n(version), null, '\t')));
}
