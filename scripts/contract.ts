/**
 * Prints everything that is derived from the contract: the types of its operations, their verbs and paths, and the
 * table in the docs. `npm run contract` writes them; `npm run contract -- --check` fails when a committed one differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

interface ContractOperation {
	operationId: string;
	summary: string;
	tags: [string];
	'x-evidence': string;
	'x-source'?: string;
}
interface Contract {
	servers: [{ url: string }];
	components: { securitySchemes: { token: { name: string } } };
	tags: Array<{ name: string; 'x-api': string }>;
	paths: Record<string, Record<string, ContractOperation>>;
}

const root = join(__dirname, '..');
const contractFile = join(root, 'contract/kiamo-v3.openapi.yaml');
const verbs = ['get', 'post', 'put', 'delete'];
const banner = '// Generated from contract/kiamo-v3.openapi.yaml by `npm run contract`; do not edit.\n';

function listOperations({ paths }: Contract) {
	return Object.entries(paths).flatMap(([path, verbsOfPath]) =>
		verbs
			.filter((verb) => verb in verbsOfPath)
			.map((verb) => ({ path, verb: verb.toUpperCase(), ...verbsOfPath[verb] })),
	);
}

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

function printDocs(contract: Contract): string {
	const rows = contract.tags.flatMap(({ name }) => [
		`\n## ${name}\n`,
		'| Operation | Call | What it does | Evidence |',
		'| --- | --- | --- | --- |',
		...listOperations(contract)
			.filter(({ tags }) => tags[0] === name)
			.map(
				(operation) =>
					`| ${operation.operationId} | ${operation.verb} \`${operation.path}\` | ${operation.summary} | ${operation['x-evidence']}${operation['x-source'] ? `: ${operation['x-source']}` : ''} |`,
			),
	]);
	return `<!-- Generated from contract/kiamo-v3.openapi.yaml by \`npm run contract\`; do not edit. -->
# The calls this package makes

Kiamo's reference of API v3 is not public, so each call says what it rests on: **documented** by the vendor, **observed**
in public client code of earlier versions, or **assumed** by this project. When a call differs on your server, use the
**API Request** resource of the node, and tell us.
${rows.join('\n')}
`;
}

async function main() {
	const text = readFileSync(contractFile, 'utf8');
	const contract = parse(text) as Contract;
	const types = astToString(await openapiTS(text, { alphabetize: false }));
	const files = {
		'contract/generated/types.ts': `${banner}${types}`,
		'contract/generated/operations.ts': printOperations(contract),
		'docs/calls.md': printDocs(contract),
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
