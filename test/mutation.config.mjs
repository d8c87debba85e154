/** `npm run test:mutation`: changes the pure modules, one place at a time, and sees whether a test fails. Survivors: mutation.md. */
export default {
	mutate: [
		'nodes/ContactManager/matching/*.ts',
		'nodes/shared/polling/{feed,emitted,table,threshold}.ts',
		'nodes/shared/transport/{failure,pages,refusals,retry}.ts',
		'nodes/shared/values/{phone,phoneNumber,phoneText,dates,numbers,text,lists}.ts',
	],
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: {
		configFile: 'jest.config.js',
		// The tests that need no n8n and no simulator: each mutant runs in milliseconds.
		config: {
			// Each run loads the code with its mutant.
			globals: { hasOwnNodes: true },
			testMatch: [
				'<rootDir>/test/matching/*.test.ts',
				'<rootDir>/test/polling/{emitted,feed,table,threshold}.test.ts',
				'<rootDir>/test/values/*.test.ts',
				'<rootDir>/test/http/{failures,pages,refusals,retryRules}.test.ts',
			],
		},
	},
	coverageAnalysis: 'perTest',
	// What runs once, when a module is loaded, such as a table of words, makes all tests run for each of its mutants: four
	// fifths of the time for a fifth of them. Stryker advises to leave these out.
	ignoreStatic: true,
	concurrency: 2,
	// The laws run a thousand examples.
	timeoutMS: 30_000,
	thresholds: { high: 95, low: 85, break: 85 },
	reporters: ['clear-text', 'progress'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	tempDirName: '.sandbox/mutation',
	ignorePatterns: ['dist', 'docs', 'examples', '.sandbox', 'coverage'],
};
