import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contractFiles, listApis, readContract, type Contract } from '../../contract/read';
import { readCollection, type Call } from './collection';
import { fetchCollection } from './fetch';
import { match, type Pair } from './match';
import { printReport, report } from './report';
import { writeContract } from './write';

const root = join(__dirname, '../..');

/** Formats files by the rules of the project; in a process of its own, since prettier loads its parts dynamically. */
function format(files: string[]): void {
	const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
	const config = join(root, '.prettierrc.json');
	execFileSync(process.execPath, [prettier, '--config', config, '--log-level', 'warn', '--write', ...files]);
}

/** Writes the contract anew, and returns a line for each change. */
function write(folder: string, contract: Contract, pairs: Pair[]): { changes: string[] } {
	const old = contractFiles.map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
	const { texts, changes } = writeContract(
		Object.fromEntries(old) as Record<string, string>,
		contract,
		pairs,
	);
	for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
	format(contractFiles.map((file) => join(folder, file)));
	return { changes };
}

/**
 * Compares the contract with a collection, as the command line `args` says; `folder` holds the contract, `print` takes what
 * there is to say. Returns the exit code: 0 when it could compare, 2 with a sentence when it could not.
 */
export async function run(
	args: string[],
	print: (text: string) => void = console.log,
	folder: string = join(root, 'contract'),
): Promise<0 | 2> {
	let calls: Call[];
	const contract = readContract(folder);
	let flags: { json?: boolean; write?: boolean };
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: { json: { type: 'boolean' }, write: { type: 'boolean' } },
		});
		flags = values;
		const collection =
			positionals.length > 0 ? readFileSync(positionals[0], 'utf8') : await fetchCollection();
		calls = readCollection(
			collection,
			listApis(contract).map(({ name }) => name),
		);
	} catch (error) {
		print((error as Error).message);
		return 2;
	}
	const comparison = match(contract, calls);
	const reports = report(contract, comparison);
	const written = flags.write ? write(folder, contract, comparison.pairs) : undefined;
	if (flags.json) print(JSON.stringify({ apis: reports, changes: written?.changes }, undefined, '\t'));
	else {
		print(printReport(contract, reports));
		if (written)
			print(
				[
					'',
					written.changes.length > 0 ? 'Changed in the contract:' : 'Nothing to change in the contract.',
					...written.changes.map((change) => `  ${change}`),
					'Now run "npm run contract".',
				].join('\n'),
			);
	}
	return 0;
}
