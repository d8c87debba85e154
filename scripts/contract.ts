/**
 * Prints everything that is derived from the contract: the types of its operations, their verbs and paths, and the pages
 * in the docs. `npm run contract` writes them; `npm run contract -- --check` fails when a committed one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { allUses } from '../test/rights';
import { printAssumptions, printCalls } from './contract/docs';
import { listOperations, readContract, type Contract } from './contract/read';
import { printRights, printRightsInShort } from './contract/rightsPages';

const root = join(__dirname, '..');
const contractFile = join(root, 'contract/kiamo-v3.openapi.yaml');
const banner = '// Generated from contract/kiamo-v3.openapi.yaml by `npm run contract`; do not edit.\n';

function printOperations(contract: Contract): string {
	const apiOfTag = new Map(contract.tags.map((tag) => [tag.name, tag['x-api']]));
	const rows = listOperations(contract).map(
		({ operationId, tags: [tag], verb, path }) =>
			`\t${operationId}: { api: '${apiOfTag.get(tag)}', method: '${verb}', path: '${path}' },\n`,
	);
	const names = contract.tags.map((tag) => `\t${tag['x-api']}: '${tag.name}',\n`);
	return `${banner}
/** The five APIs, as Kiamo's token page names them. */
export const apiNames = {\n${names.join('')}} as const;

/** What follows the address of the server, unless an API has an address of its own. */
export const defaultBasePath = '${contract.servers[0].url.replace('{server}', '')}';

/** The header that carries the token. */
export const tokenHeader = '${contract.components.securitySchemes.token.name}';

/** The API, the verb and the path of every operation of the contract. */
export const operations = {\n${rows.join('')}} as const;
`;
}

/** The README with its table of rights printed anew, between the comments that mark it. */
function withRights(readme: string): string {
	const place = /(?<=^<!-- rights: .*-->\n)[^]*?(?=^<!-- end of rights -->$)/m;
	if (!place.test(readme)) throw new Error('README.md has no place for the table of rights');
	return readme.replace(place, () => printRightsInShort(allUses));
}

async function main() {
	const text = readFileSync(contractFile, 'utf8');
	const contract = readContract(text);
	const types = astToString(await openapiTS(text, { alphabetize: false, defaultNonNullable: false }));
	const files = {
		'contract/generated/types.ts': `${banner}${types}`,
		'contract/generated/operations.ts': printOperations(contract),
		'docs/assumptions.md': printAssumptions(contract),
		'docs/calls.md': printCalls(contract),
		'docs/rights.md': printRights(contract, allUses),
		'README.md': withRights(readFileSync(join(root, 'README.md'), 'utf8')),
	};
	const check = process.argv.includes('--check');
	for (const [name, content] of Object.entries(files)) {
		const path = join(root, name);
		if (!check) writeFileSync(path, content);
		else if (readFileSync(path, 'utf8') !== content) {
			throw new Error(`${name} differs from the contract: run "npm run contract" and commit the result`);
		}
	}
}

void main();
