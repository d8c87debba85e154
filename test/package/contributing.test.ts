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
		'nodes',
		'scripts',
		'simulator',
		'test',
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

/** A file with a change: its lines that stay or go must stand there once, and in one piece. */
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

describe('"Add an operation in 10 minutes"', () => {
	it('names an operation that is not there yet, in every kind of file', () => {
		expect(snippets.map(({ language }) => language)).toEqual([
			'ts',
			'diff',
			'diff',
			'diff',
			'json',
			'ts',
			'diff',
		]);
	});

	it('gives code that the compiler takes, and an operation whose tests pass', async () => {
		const files = snippets.map(({ file }) => file).filter((file) => file.endsWith('.ts'));
		writeFileSync(
			join(folder, 'tsconfig.guide.json'),
			JSON.stringify({ extends: './tsconfig.json', include: [], files: [...new Set(files)] }),
		);
		const bin = (name: string) => join(root, 'node_modules/.bin', name);
		const tests = files.filter((file) => file.endsWith('.test.ts'));
		const jest = async (...args: string[]) =>
			await run(bin('jest'), ['--runInBand', ...args], { cwd: folder });
		const [, own] = await Promise.all([
			run(bin('tsc'), ['--noEmit', '-p', 'tsconfig.guide.json'], { cwd: folder }),
			jest('--runTestsByPath', ...tests),
		]);
		expect(own.stderr).toMatch(/Tests: +2 passed, 2 total/);
		const rights = await jest('test/rights/rights', '--testNamePattern', 'service.getQualifications');
		expect(rights.stderr).toMatch(/Tests: .*\b1 passed/);
	}, 240_000);
});
