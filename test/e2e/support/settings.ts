import type { N8nVersion } from '../../../scripts/sandbox/install';

/** What `npm run test:e2e` hands to the tests of one suite. */
export interface Settings {
	suite: string;
	/** The test files to run, without `.spec.ts`; all when it is empty. */
	parts: string[];
	workers: number;
	/** The language of the examples: `en` or `fr`. */
	language: string;
	/** Only tests whose name holds this text. */
	only: string;
	/** The packed package. */
	tarball: string;
	/** The n8n that the tests of the suite share, if they do. */
	n8n?: { url: string; folder: string; version: N8nVersion };
	seed: number;
	minutes: number;
	rounds: number;
	kills: number;
	people: number;
}

const variable = 'KIAMO_E2E';

export const toEnvironment = (settings: Settings) => ({ [variable]: JSON.stringify(settings) });

/** The settings of this run. */
export function settings(): Settings {
	const given = process.env[variable];
	if (!given) throw new Error('Run the end-to-end tests with `npm run test:e2e -- SUITE`');
	return JSON.parse(given) as Settings;
}
