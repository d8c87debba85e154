const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	runtime: '<rootDir>/test/support/runtime.cjs',
	// All that is compiled, and no more, so that jest does not walk through node_modules.
	roots: ['contract', 'credentials', 'nodes', 'scripts', 'simulator', 'test'].map(
		(folder) => `<rootDir>/${folder}`,
	),
	// Tests that wait leave their core to another. Above 100 %, jest takes a percentage for a count.
	maxWorkers: availableParallelism() + 1,
	// Long histories run with npm run test:long only.
	testMatch: [process.env.LONG ? '<rootDir>/test/**/*.long.test.ts' : '<rootDir>/test/**/!(*.long).test.ts'],
	// Histories and laws take a while on a busy machine; what hangs is cut off elsewhere.
	testTimeout: 120_000,
	transform: {
		'\\.[jt]s$': [
			process.env.PLANTED ? '<rootDir>/test/planted/transformer.cjs' : '@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
		],
	},
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts'],
	coverageReporters: [['text', { skipFull: true }]],
	coverageThreshold: { global: { branches: 95 } },
};
