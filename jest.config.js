/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	maxWorkers: '100%',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Histories and laws take a while on a busy machine; what hangs is cut off elsewhere.
	testTimeout: 120_000,
	setupFiles: ['<rootDir>/test/support/environment.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.sandbox/'],
	transform: {
		'\\.[jt]s$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }],
	},
	// These are published as ES modules only, while jest runs CommonJS.
	transformIgnorePatterns: ['/node_modules/(?!(@apidevtools/json-schema-ref-parser|p-limit|yocto-queue)/)'],
	collectCoverageFrom: ['{nodes,credentials}/**/*.ts'],
	coverageThreshold: { global: { branches: 95 } },
};
