/**
 * The tests of the nodes, on the page dialect: the same sources with the table that is generated from the contract and its
 * overlay, and a simulator that speaks it. `npm run test:long` runs it after the long tests.
 */
const { join } = require('node:path');
const base = require('../../jest.config.js');
const { folders, leftOutFiles } = require('./leftOut.cjs');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: join(__dirname, '../..'),
	runtime: '<rootDir>/test/dialect/runtime.cjs',
	testEnvironment: '<rootDir>/test/dialect/environment.cjs',
	testMatch: [`<rootDir>/test/{${folders.join(',')}}/!(*.long).test.ts`],
	testPathIgnorePatterns: ['/node_modules/', ...leftOutFiles.map((file) => `/test/${file}$`)],
	moduleNameMapper: {
		'/contract/generated/operations$': '<rootDir>/contract/generated/dialects/page.ts',
	},
};
