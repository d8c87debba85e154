import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { expectWithinLimit } from '../support/limits';

interface Manifest extends Record<string, unknown> {
	name: string;
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
}
interface Packed {
	filename: string;
	unpackedSize: number;
	files: Array<{ path: string; size: number }>;
}

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const run = (command: string, args: string[], cwd = root) =>
	execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const manifest = JSON.parse(read('package.json')) as Manifest;
const entries = [...manifest.n8n.nodes, ...manifest.n8n.credentials];

describe('package.json', () => {
	it('is what n8n verifies: a name, a license, a keyword, the peer and nothing to install', () => {
		expect(manifest).toMatchObject({
			name: expect.stringMatching(/^n8n-nodes-/) as string,
			license: 'MIT',
			keywords: expect.arrayContaining(['n8n-community-node-package']) as string[],
			author: { email: expect.stringContaining('@') as string },
			files: ['dist'],
			peerDependencies: { 'n8n-workflow': '*' },
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		for (const key of ['dependencies', 'optionalDependencies', 'bundledDependencies', 'overrides']) {
			expect(manifest).not.toHaveProperty(key);
		}
		expect(Object.keys(manifest.scripts)).not.toContainEqual(
			expect.stringMatching(/install$|^(pre|post)?(prepare|pack)/),
		);
	});

	it('names only files under dist', () => {
		for (const entry of entries) expect(entry).toMatch(/^dist\/(nodes|credentials)\/.*\.js$/);
	});
});

describe('the repository', () => {
	it('locks versions without saying where they were fetched', () => {
		expect(read('package-lock.json')).not.toContain('"resolved"');
	});

	it('names no package registry in any file', () => {
		const { host } = new URL(run('npm', ['config', 'get', 'registry']).trim());
		const tracked = run('git', ['ls-files', '-z'])
			.split('\0')
			.filter((file) => file && existsSync(join(root, file)));
		expect(tracked.filter((file) => read(file).includes(host))).toEqual([]);
	});
});

describe('the packed package', () => {
	let folder: string;
	let packed: Packed;
	let installed: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-package-'));
		run('npx', ['--no-install', 'gulp', 'emit']);
		[packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder])) as [Packed];
		installed = join(folder, 'node_modules', manifest.name);
		mkdirSync(installed, { recursive: true });
		run('tar', ['-xzf', join(folder, packed.filename), '--strip-components=1', '-C', installed]);
		symlinkSync(join(root, 'node_modules/n8n-workflow'), join(folder, 'node_modules/n8n-workflow'));
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	it('holds what n8n loads and nothing else', () => {
		const files = packed.files.map(({ path }) => path);
		expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json', ...entries]));
		const others = files.filter(
			(file) => !/^dist\/.*(\.js|\.svg|\.json|THIRD_PARTY_LICENSES\.txt)$/.test(file),
		);
		expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
		expect(files.filter((file) => /test|simulator|\.map$|\.ts$/.test(file))).toEqual([]);
	});

	it('declares each library that it carries, and says its license', async () => {
		const { bundle, packagesIn } = createRequire(__filename)('../../scripts/bundle.cjs') as {
			bundle: () => Promise<{ metafile: object }>;
			packagesIn: (metafile: object) => Promise<Array<{ name: string; version: string }>>;
		};
		const libraries = await packagesIn((await bundle()).metafile);
		expect(libraries).not.toEqual([]);
		const licenses = readFileSync(join(installed, 'dist/THIRD_PARTY_LICENSES.txt'), 'utf8');
		for (const { name, version } of libraries) {
			expect(manifest.devDependencies).toHaveProperty([name]);
			expect(licenses).toContain(`${name} ${version}\n`);
		}
	});

	it('is no larger than its limits', () => {
		expectWithinLimit('package.unpackedBytes', packed.unpackedSize);
		expectWithinLimit('package.largestFileBytes', Math.max(...packed.files.map(({ size }) => size)));
	});

	it('loads outside the repository with n8n-workflow beside it, icons included', () => {
		const script = `
			const root = ${JSON.stringify(installed)};
			const descriptions = ${JSON.stringify(entries)}.map((entry) => {
				const [[, Class]] = Object.entries(require(root + '/' + entry));
				const loaded = new Class();
				return { entry, name: (loaded.description ?? loaded).name, icon: (loaded.description ?? loaded).icon };
			});
			console.log(JSON.stringify(descriptions));`;
		const loaded = JSON.parse(run(process.execPath, ['-e', script], folder)) as Array<{
			entry: string;
			name: string;
			icon: { light: `file:${string}`; dark: `file:${string}` };
		}>;
		for (const { entry, name, icon } of loaded) {
			expect(entry.toLowerCase()).toContain(name.toLowerCase());
			for (const file of [icon.light, icon.dark]) {
				const path = resolve(installed, dirname(entry), file.replace('file:', ''));
				expect([relative(installed, path), existsSync(path)]).toEqual([relative(installed, path), true]);
			}
		}
	});
});
