/**
 * `npm run lint`: all checks of the code that need no test, two at a time. `-- n8n format` runs only those named.
 */
import { execa } from 'execa';
import pLimit from 'p-limit';

const checks = {
	/** The rules that n8n verifies a package by. */
	n8n: 'eslint --no-inline-config --max-warnings 0 nodes credentials package.json',
	/** Strict TypeScript, for everything that is not published. */
	tools: 'eslint --config eslint.tools.config.mjs --no-inline-config --max-warnings 0 .',
	format: 'prettier --check --log-level warn **/*.{ts,js,cjs,mjs,json,yaml}',
	/** What is generated from the contract. */
	generated: 'tsx scripts/contract.ts --check',
	contract: 'redocly lint --config contract/redocly.yaml',
	/** The scan of n8n's registry, on the packed package. */
	scan: 'node scripts/scan.mjs',
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in checks));
if (unknown.length > 0)
	throw new Error(`No check ${unknown.join(', ')}, only ${Object.keys(checks).join(', ')}`);

await pLimit(2).map(named.length > 0 ? named : Object.keys(checks), async (name) => {
	const [command, ...args] = checks[name].split(' ');
	const { exitCode, all } = await execa(command, args, { all: true, preferLocal: true, reject: false });
	console.log(`${exitCode === 0 ? '✓' : '✗'} ${name}${exitCode === 0 ? '' : `\n${all}`}`);
	if (exitCode !== 0) process.exitCode = 1;
});
