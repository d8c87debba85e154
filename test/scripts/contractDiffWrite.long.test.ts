import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readContract } from '../../contract/read';
import { mild } from './collections/dialects';
import { collectionOf } from './collections/generate';

const root = join(__dirname, '../..');
const run = promisify(execFile);
const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** Tests that name nothing of what the dialect calls otherwise. */
const independent = ['test/agent/agents', 'test/contactManager/upsert', 'test/interaction/operations'];

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-collection-'));
	const parts = ['contract', 'credentials', 'docs', 'examples', 'nodes', 'scripts', 'simulator', 'test'];
	for (const part of [
		...parts,
		'README.md',
		'CONTRIBUTING.md',
		'jest.config.js',
		'package.json',
		'tsconfig.json',
		'.prettierrc.json',
	])
		cpSync(join(root, part), join(folder, part), { recursive: true });
	symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('after --write of a dialect the package compiles, and works on the simulator of the new contract', async () => {
	const file = join(folder, 'collection.json');
	writeFileSync(file, collectionOf(readContract(), 'imported', mild));
	const inFolder = { cwd: folder };
	const { stdout } = await run(bin('tsx'), ['scripts/contractDiff.ts', file, '--write'], inFolder);
	expect(stdout).toContain('parameter limit is now pageSize');
	await run(bin('tsx'), ['scripts/contract.ts'], inFolder);
	await run(bin('tsc'), ['--noEmit'], inFolder);
	const { stderr } = await run(bin('jest'), ['--runInBand', ...independent], {
		...inFolder,
		env: { ...process.env, LONG: '' },
	});
	expect(stderr).toMatch(/Tests: +\d+ passed/);
	const again = await run(bin('tsx'), ['scripts/contractDiff.ts', file, '--write'], inFolder);
	expect(again.stdout).toContain('Nothing to change in the contract.');
}, 600_000);
