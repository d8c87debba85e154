/** @type {import('jest').Config} */
module.exports = {
	runtime: '<rootDir>/test/support/runtime.cjs',
	maxWorkers: '100%',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Long histories: npm run test:long.
	testPathIgnorePatterns: ['/node_modules/', ...(process.env.LONG ? [] : ['\\.long\\.test\\.ts$'])],
	// Histories and laws take a while on a busy machine; what hangs is cut off elsewhere.
	testTimeout: 120_000,
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandbox/'],
	transform: {
		'\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts'],
	coverageThreshold: { global: { branches: 95 } },
};
