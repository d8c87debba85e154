/**
 * The tests of the nodes, on the page dialect: the same sources with the table that is generated from the contract and its
 * overlay, and a simulator that speaks it. `npm run test:long` runs it after the long tests. `DIALECT=own.yaml` takes another
 * overlay; the reasons in `leftOut.cjs` are those of the page dialect.
 */
const { execFileSync } = require('node:child_process');
const { join, resolve } = require('node:path');
const base = require('../../jest.config.js');
const { folders, leftOutFiles } = require('./leftOut.cjs');

const root = join(__dirname, '../..');
let table = '<rootDir>/contract/generated/dialects/page.ts';
const { DIALECT: dialect, INIT_CWD: folder = '.' } = process.env;
if (dialect) {
	if (/\.(?:ya?ml|json)$/.test(dialect)) process.env.DIALECT = resolve(folder, dialect);
	table = '<rootDir>/contract/generated/dialects/own.ts';
	const printing = ['scripts/contract.ts', '--dialect', process.env.DIALECT];
	execFileSync(join(root, 'node_modules/.bin/tsx'), printing, { cwd: root, stdio: 'inherit' });
}

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: root,
	runtime: '<rootDir>/test/dialect/runtime.cjs',
	testEnvironment: '<rootDir>/test/dialect/environment.cjs',
	testMatch: [`<rootDir>/test/{${folders.join(',')}}/!(*.long).test.ts`],
	testPathIgnorePatterns: ['/node_modules/', ...leftOutFiles.map((file) => `/test/${file}$`)],
	globals: { hasOwnNodes: true },
	moduleNameMapper: {
		'/contract/generated/operations$': table,
	},
};
