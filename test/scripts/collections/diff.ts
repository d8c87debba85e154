/** Runs `contract:diff` on a collection, in a folder with a copy of the contract. */
import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractFiles } from '../../../contract/read';
import type { Task } from '../../../scripts/contractDiff/byHand';
import type { Convention } from '../../../scripts/contractDiff/conventions';
import type { ApiReport } from '../../../scripts/contractDiff/report';
import { run } from '../../../scripts/contractDiff/run';

/** What it says with `--json`. */
export interface Result {
	apis: ApiReport[];
	conventions: Convention[];
	byHand: Task[];
	inV2: Array<{ operationId: string }>;
	changes?: string[];
}

/** A new folder with a copy of the contract. */
export function copyContract(): string {
	const folder = mkdtempSync(join(tmpdir(), 'contract-'));
	for (const file of [...contractFiles, 'redocly.yaml', 'evidence.js'])
		copyFileSync(join(__dirname, '../../../contract', file), join(folder, file));
	return folder;
}

/** Compares the contract in a folder with the text of a collection; its exit code, and what it prints. */
export async function diffIn(
	folder: string,
	text: string,
	...args: string[]
): Promise<{ code: number; text: string }> {
	const file = join(folder, 'collection.json');
	writeFileSync(file, text);
	const said: string[] = [];
	const code = await run([file, ...args], (line) => said.push(line), folder);
	return { code, text: said.join('\n') };
}
