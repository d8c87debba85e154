import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
const snippets = [...guide.matchAll(/^```(\w+) file=(\S+)\n(.*?)^```$/gms)].map(
	([, language, file, text]) => ({ language, file, text }),
);
const run = promisify(execFile);

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-guide-'));
	for (const part of [
		'contract',
		'credentials',
		'docs',
		'nodes',
		'scripts',
		'simulator',
		'test',
		'README.md',
		'jest.config.js',
		'package.json',
		'tsconfig.json',
	])
		cpSync(join(root, part), join(folder, part), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
	for (const { language, file, text } of snippets) {
		const path = join(folder, file);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, language === 'diff' ? patched(readFileSync(path, 'utf8'), text) : text);
	}
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with a change: its lines that stay or go must be there once, and in one piece. */
function patched(content: string, diff: string): string {
	const lines = diff.split('\n').slice(0, -1);
	const without = (sign: string) =>
		lines
			.filter((line) => !line.startsWith(sign))
			.map((line) => `${line.slice(1)}\n`)
			.join('');
	const parts = content.split(without('+'));
	expect([without('+'), parts.length]).toEqual([without('+'), 2]);
	return parts.join(without('-'));
}

const written = (file: string) => readFileSync(join(folder, file), 'utf8');
const bin = (name: string) => join(root, 'node_modules/.bin', name);

it('covers every kind of file, an operation in a resource and a resource with a call that the contract lacks', () => {
	const kinds = snippets.map(({ language, file }) => `${language} ${file.replace(/\/.*/, '')}`);
	expect(kinds).toEqual([
		...['ts nodes', 'diff nodes', 'diff nodes', 'json nodes', 'ts test', 'diff test'],
		...['diff contract', 'diff contract', 'diff simulator', 'diff simulator'],
		...['ts nodes', 'ts nodes', 'diff nodes', 'diff nodes', 'json nodes', 'ts test', 'diff test'],
	]);
});

it('leads to operations that compile, whose tests pass and whose rights are in the pages', async () => {
	await run(bin('tsx'), ['scripts/contract.ts'], { cwd: folder });
	expect(written('docs/calls.md')).toContain('listSites');
	expect(written('docs/rights.md')).toContain('Site: Get Many');
	expect(written('docs/rights.md')).toContain('Service: Get Qualifications');

	const files = snippets.map(({ file }) => file).filter((file) => file.endsWith('.ts'));
	const config = { extends: './tsconfig.json', include: [], files: [...new Set(files)] };
	writeFileSync(join(folder, 'tsconfig.guide.json'), JSON.stringify(config));
	await run(bin('tsc'), ['--noEmit', '-p', 'tsconfig.guide.json'], { cwd: folder });

	const tests = files.filter((file) => file.endsWith('.test.ts'));
	const titles = tests.flatMap((file) =>
		[...written(file).matchAll(/^it\('(.+)'/gm)].map(([, title]) => `^${title}$`),
	);
	const uses = ['service.getQualifications', 'site.getAll'];
	const { stderr } = await run(
		bin('jest'),
		['--runInBand', '--testNamePattern', [...titles, ...uses].join('|'), ...tests, 'test/rights/rights'],
		{ cwd: folder },
	);
	expect(titles).toHaveLength(3);
	expect(stderr).toMatch(/Tests: .*\b5 passed/);
}, 600_000);
