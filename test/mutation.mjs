/**
 * `npm run test:mutation`: changes the pure modules, one place at a time, and sees whether a test fails. Prints what
 * survived, and fails below 85 %. `-- polling dates` runs some groups only. Survivors that no test can see: mutation.md.
 */
import { relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

/** Modules with the tests that are about them: other tests would take longer and see little more. */
const groups = {
	matching: { modules: ['ContactManager/matching/*'], tests: ['matching/*'] },
	feed: { modules: ['shared/polling/feed'], tests: ['polling/feed'] },
	emitted: { modules: ['shared/polling/{emitted,version}'], tests: ['polling/{emitted,version}'] },
	tables: { modules: ['shared/polling/table'], tests: ['polling/table'] },
	thresholds: { modules: ['shared/polling/threshold'], tests: ['polling/threshold'] },
	transport: {
		modules: ['shared/transport/{failure,pages,refusals,retry}'],
		tests: ['http/{failures,pages,refusals,retryRules}'],
	},
	phones: { modules: ['shared/values/{phone,phoneNumber,phoneText}'], tests: ['values/phone'] },
	dates: { modules: ['shared/values/dates'], tests: ['values/dates'] },
	texts: { modules: ['shared/values/{numbers,text,lists}'], tests: ['values/{numbers,text}'] },
};
const least = 85;
const detected = ['Killed', 'Timeout'];
const missed = ['Survived', 'NoCoverage'];

function optionsOf({ modules, tests }) {
	return {
		mutate: modules.map((path) => `nodes/${path}.ts`),
		testRunner: 'jest',
		plugins: ['@stryker-mutator/jest-runner'],
		jest: {
			configFile: 'jest.config.js',
			enableFindRelatedTests: false,
			config: {
				// Each run loads the code with its mutant.
				globals: { hasOwnNodes: true },
				moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/lawsInBrief.cjs' },
				testMatch: tests.map((path) => `<rootDir>/test/${path}.test.ts`),
			},
		},
		coverageAnalysis: 'perTest',
		// What runs once, when a module is loaded, such as a table of words, makes all tests run for each of its mutants:
		// four fifths of the time for a fifth of them. Stryker advises to leave these out.
		ignoreStatic: true,
		concurrency: 2,
		timeoutMS: 3000,
		reporters: ['json'],
		jsonReporter: { fileName: '.sandbox/mutation.json' },
		logLevel: 'warn',
		allowConsoleColors: false,
		tempDirName: '.sandbox/mutation',
		ignorePatterns: ['dist', 'docs', 'examples', 'examples-fr', '.sandbox', 'coverage'],
	};
}

const scoreOf = (mutants) => {
	const hits = mutants.filter(({ status }) => detected.includes(status)).length;
	return { hits, percent: ((100 * hits) / mutants.length).toFixed(1) };
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in groups));
if (unknown.length > 0)
	throw new Error(`No group is called ${unknown.join(', ')}: ${Object.keys(groups).join(', ')}`);
const all = [];
for (const [name, group] of Object.entries(groups)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	const began = Date.now();
	const results = await new Stryker(optionsOf(group)).runMutationTest();
	const mutants = results.filter(({ status }) => [...detected, ...missed].includes(status));
	for (const { fileName, location, status, mutatorName, replacement } of mutants) {
		if (!missed.includes(status)) continue;
		const place = `${relative('.', fileName)}:${location.start.line}:${location.start.column}`;
		console.log(`${status} ${place} ${mutatorName}: ${replacement.replace(/\s+/g, ' ').slice(0, 100)}`);
	}
	const { hits, percent } = scoreOf(mutants);
	const minutes = ((Date.now() - began) / 60_000).toFixed(1);
	console.log(`${name}: ${hits} of ${mutants.length} found, ${percent} %, ${minutes} min`);
	all.push(...mutants);
}
const { hits, percent } = scoreOf(all);
console.log(`All: ${hits} of ${all.length} found, ${percent} %`);
if (Number(percent) < least) process.exitCode = 1;
