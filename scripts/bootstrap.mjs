/**
 * `node scripts/bootstrap.mjs <tool> [arguments]`: installs the development dependencies when they are missing or out
 * of date, then runs the tool from node_modules/.bin. Node built-ins only: it must run in a fresh clone.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules/.bin');
const windows = process.platform === 'win32';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 15)) {
	console.error(`Node 20.15 or newer is needed, this is ${process.version}. Get it from https://nodejs.org.`);
	process.exit(1);
}

/** Runs a command on this terminal, passes signals on to it, and returns its exit code. */
function run(command, args) {
	const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
	const quoted = windows ? args.map((arg) => `"${arg}"`) : args; // .cmd files start only through a shell
	const child = spawn(command, quoted, { cwd: root, env, stdio: 'inherit', shell: windows });
	const forward = (signal) => child.kill(signal);
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, forward);
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code, signal) => {
			for (const name of signals) process.off(name, forward);
			resolve(code ?? 128 + constants.signals[signal]);
		});
	});
}

/** Whether node_modules holds what package-lock.json asks for: npm writes its own list at the end of an install. */
function isInstalled() {
	const list = join(root, 'node_modules/.package-lock.json');
	if (!existsSync(list)) return false;
	const [wanted, installed] = [join(root, 'package-lock.json'), list].map(
		(path) => JSON.parse(readFileSync(path, 'utf8')).packages,
	);
	return Object.entries(wanted).every(
		([path, { version, optional, devOptional }]) =>
			path === '' || (path in installed ? installed[path].version === version : optional || devOptional),
	);
}

if (!isInstalled()) {
	console.log('Installing the development dependencies (once, about two minutes) …');
	const quiet = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
	const code = await run('npm', ['ci', ...quiet]);
	if (code !== 0) process.exit(code);
}

const [tool, ...args] = process.argv.slice(2);
process.exitCode = await run(tool, args);
