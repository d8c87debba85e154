import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/.bin/tsx');

let cache: string;
beforeEach(() => {
	cache = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true }));

/** Installs `tool-1` in a process of its own, in these steps. Returns the folder, and what the process printed before. */
async function install(steps: string, environment: object = { KIAMO_N8N_CACHE: cache }) {
	const script = `
		import { existsSync, writeFileSync } from 'node:fs';
		import { setTimeout as sleep } from 'node:timers/promises';
		import { installOnce } from ${JSON.stringify(join(root, 'scripts/sandbox/install'))};
		installOnce('tool-1', { dependencies: {} }, async (folder) => { ${steps} }).then(console.log);`;
	const env = { ...process.env, KIAMO_N8N_CACHE: '', XDG_CACHE_HOME: '', ...environment };
	const { stdout } = await run(tsx, ['--eval', script], { cwd: root, env });
	return stdout.trim().split('\n');
}
const write = (file: string) => `writeFileSync(folder + '/${file}', '');`;

it('installs once, for all that ask later', async () => {
	const folder = join(cache, 'tool-1');
	expect(await install(`${write('a')} console.log('installing');`)).toEqual(['installing', folder]);
	expect(await install(`console.log('installing');`)).toEqual([folder]);
	expect(readdirSync(folder).sort()).toEqual(['a', 'package.json']);
}, 60_000);

it('leaves nothing of an install that failed, and installs again', async () => {
	await expect(install(`${write('half')} throw new Error('no network');`)).rejects.toThrow('no network');
	expect(readdirSync(cache)).toEqual([]);
	await install(write('whole'));
	expect(readdirSync(join(cache, 'tool-1')).sort()).toEqual(['package.json', 'whole']);
}, 60_000);

it('never takes an install that a power cut ended for a complete one, and removes it after hours', async () => {
	const unfinished = join(cache, '.tool-1-abc123');
	mkdirSync(unfinished);
	await install(write('whole'));
	expect(readdirSync(cache).sort()).toEqual(['.tool-1-abc123', 'tool-1']);
	rmSync(join(cache, 'tool-1'), { recursive: true });
	const yesterday = new Date(Date.now() - 86_400_000);
	utimesSync(unfinished, yesterday, yesterday);
	await install(write('whole'));
	expect(readdirSync(cache)).toEqual(['tool-1']);
}, 60_000);

it('keeps one of two installs at once, and gives its folder to both', async () => {
	const other = (name: string) =>
		`${write(name)} writeFileSync(${JSON.stringify(cache)} + '/${name}-is-here', '');
		while (!['a', 'b'].every((one) => existsSync(${JSON.stringify(cache)} + '/' + one + '-is-here'))) await sleep(20);`;
	const folders = await Promise.all([install(other('a')), install(other('b'))]);
	expect(folders).toEqual([[join(cache, 'tool-1')], [join(cache, 'tool-1')]]);
	const files = readdirSync(join(cache, 'tool-1'));
	expect([
		['a', 'package.json'],
		['b', 'package.json'],
	]).toContainEqual(files.sort());
	expect(readdirSync(cache).sort()).toEqual(['a-is-here', 'b-is-here', 'tool-1']);
}, 60_000);

it("uses the user's cache folder unless KIAMO_N8N_CACHE names another", async () => {
	expect(await install('', { XDG_CACHE_HOME: cache })).toEqual([join(cache, 'n8n-nodes-kiamo/tool-1')]);
	expect(await install('', { HOME: cache })).toEqual([join(cache, '.cache/n8n-nodes-kiamo/tool-1')]);
}, 60_000);
