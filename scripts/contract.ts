/**
 * Prints everything that is derived from the contract: the types of its operations, the table that the client reads, and
 * the pages in the docs. `npm run contract` writes them; `npm run contract -- --check` fails when a committed one differs;
 * `npm run contract -- --dialect own.yaml` prints just the table of the contract with an overlay over it, for the tests.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listDialects, readContract } from '../contract/read';
import { printAssumptions, printCalls, printEvidence } from './contract/docs';
import type { Language } from './contract/rightsPages';
import { printTable } from './contract/printTable';
import { printTypes, printWireTypes } from './contract/printTypes';

const root = join(__dirname, '..');

function save(files: Record<string, string>) {
	const check = process.argv.includes('--check');
	for (const [name, content] of Object.entries(files)) {
		const path = join(root, name);
		if (!check) writeFileSync(path, content);
		else if (readFileSync(path, 'utf8') !== content) {
			throw new Error(`${name} differs from the contract: run "npm run contract" and commit the result`);
		}
	}
}

/** A page with a part of it printed again, between the comments that mark it. */
function withPart(page: string, name: string, text: string): string {
	const place = new RegExp(`(?<=^<!-- ${name}: .*-->\\n)[^]*?(?=^<!-- end of ${name} -->$)`, 'm');
	if (!place.test(page)) throw new Error(`A page has no place for its ${name}`);
	return page.replace(place, () => text);
}

async function main() {
	const { values } = parseArgs({ options: { check: { type: 'boolean' }, dialect: { type: 'string' } } });
	if (values.dialect) {
		const table = printTable(readContract(undefined, values.dialect), '../..');
		writeFileSync(join(root, 'contract/generated/dialects/own.ts'), table);
		return;
	}
	const contract = readContract();
	const dialects = listDialects().map((name) => [
		`contract/generated/dialects/${name}.ts`,
		printTable(readContract(undefined, name), '../..'),
	]);
	save({
		...(Object.fromEntries(dialects) as Record<string, string>),
		'contract/generated/types.ts': await printTypes(contract),
		'contract/generated/wire.ts': await printWireTypes(contract),
		'contract/generated/operations.ts': printTable(contract),
		'docs/assumptions.md': printAssumptions(contract),
		'docs/calls.md': printCalls(contract),
	});
	// The nodes import what was written just now.
	const { allUses } = await import('../test/rights');
	const { printOutputSchemas } = await import('./contract/outputSchemas');
	const { printChecks, printUses } = await import('./contract/printChecks');
	const { printRights, printRightsInShort } = await import('./contract/rightsPages');
	const page = (name: string) => readFileSync(join(root, name), 'utf8');
	const withRights = (name: string, language: Language) => ({
		[name]: withPart(page(name), 'rights', printRightsInShort(allUses, language)),
	});
	const withEvidence = (name: string, language: Language) => ({
		[name]: withPart(page(name), 'evidence', `${printEvidence(contract, language)}\n`),
	});
	save({
		...(await printOutputSchemas(contract)),
		'contract/generated/checks.ts': printChecks(contract),
		'contract/generated/uses.ts': printUses(allUses),
		'docs/rights.md': printRights(contract, allUses),
		...withRights('docs/credential.md', 'en'),
		...withRights('docs/fr/credential.md', 'fr'),
		...withEvidence('README.md', 'en'),
		...withEvidence('docs/fr/README.md', 'fr'),
	});
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
});
