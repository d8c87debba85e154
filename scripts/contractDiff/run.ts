import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { contractFiles, listApis, readContract, type Contract, type Operation } from '../../contract/read';
import { settleBases } from './bases';
import { listByHand, printByHand } from './byHand';
import type { Call } from './call';
import { isOfKiamo, readCollection } from './collection';
import { compareWhole, takeConventions, type Convention } from './conventions';
import { readSources } from './fetch';
import { match, type Pair } from './match';
import { printReport, report } from './report';
import { writeContract } from './write';

const root = join(__dirname, '../..');

const help = `npm run contract:diff -- [FILE] [options]

Compares the contract with Kiamo's Postman collection of API v3, and prints what exists as written, what differs, and
what is missing on either side. Without FILE the vendor's public collections of v3 and v2 are fetched.

  FILE        a collection of schema v2, as exported from Postman or as published
  --v2 FILE   a collection of v2, for what v3 leaves out; marked as of v2
  --write     edit the contract as far as that is clear mechanically; then run "npm run contract"
  --json      print JSON
  --force     compare a collection that does not look like Kiamo's
  --help      print this

docs/vendor-collection.md says what to do with the result.`;

/** Writes the contract again, formatted by the rules of the project; returns a line for each change. */
async function write(
	folder: string,
	contract: Contract,
	pairs: Pair[],
	second: Pair[],
	whole: Convention[],
): Promise<string[]> {
	const old = contractFiles.map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
	const { texts, changes } = writeContract(
		Object.fromEntries(old) as Record<string, string>,
		contract,
		pairs,
		{ second, whole },
	);
	const rules = await resolveConfig(join(root, 'contract/common.yaml'));
	for (const [file, text] of Object.entries(texts))
		writeFileSync(join(folder, file), await format(text, { ...rules, parser: 'yaml' }));
	return changes;
}

/** The operations that v3 leaves out, as v2 has them; only certain pairs count. */
function compareSecond(contract: Contract, onlyHere: Operation[], calls: Call[]): Pair[] {
	const missing = new Set(onlyHere.map(({ operationId }) => operationId));
	return match(contract, settleBases(contract, calls)).pairs.filter(
		({ operation, certain }) => certain && missing.has(operation.operationId),
	);
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
	const contract = readContract(folder);
	const apis = listApis(contract).map(({ name }) => name);
	let flags: { force?: boolean; json?: boolean; write?: boolean };
	let first: ReturnType<typeof readCollection>;
	let v2: ReturnType<typeof readCollection> | undefined;
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				force: { type: 'boolean' },
				help: { type: 'boolean' },
				json: { type: 'boolean' },
				v2: { type: 'string' },
				write: { type: 'boolean' },
			},
		});
		flags = values;
		if (values.help) {
			print(help);
			return 0;
		}
		const sources = await readSources(positionals[0], values.v2, print);
		first = readCollection(sources.v3, apis);
		v2 = sources.v2 === undefined ? undefined : readCollection(sources.v2, apis);
	} catch (error) {
		print((error as Error).message);
		return 2;
	}
	const foreign = [first, v2].find((collection) => collection && !isOfKiamo(collection.about));
	if (foreign && !flags.force) {
		print(
			`"${foreign.about.name}" does not look like a collection of Kiamo: its name, its hosts and its header do not say so. Add --force to compare it all the same.`,
		);
		return 2;
	}
	const calls = settleBases(contract, first.calls);
	const comparison = match(contract, calls);
	const { pairs, conventions: shared } = takeConventions(comparison.pairs);
	const whole = compareWhole(contract, first.about, calls, comparison.pairs);
	const conventions = [...whole, ...shared];
	const reports = report(contract, { ...comparison, pairs });
	const second = compareSecond(contract, comparison.onlyHere, v2?.calls ?? []);
	const byHand = listByHand({ ...comparison, pairs }, conventions);
	const inV2 = second.map(({ operation, call }) => ({
		operationId: operation.operationId,
		requests: call.names,
	}));
	const changes = flags.write ? await write(folder, contract, comparison.pairs, second, whole) : undefined;
	if (flags.json) {
		const all = { conventions, apis: reports, inV2, byHand, changes };
		print(JSON.stringify(all, undefined, '\t'));
		return 0;
	}
	print(printReport(contract, reports, conventions));
	for (const { operationId, requests } of inV2) print(`only in v2  ${operationId} = ${requests.join(', ')}`);
	const tasks = printByHand(byHand);
	if (tasks) print(`\n${tasks}`);
	if (changes)
		print(
			[
				'',
				changes.length > 0 ? 'Changed in the contract:' : 'Nothing to change in the contract.',
				...changes.map((change) => `  ${change}`),
				'Now run "npm run contract".',
			].join('\n'),
		);
	return 0;
}
