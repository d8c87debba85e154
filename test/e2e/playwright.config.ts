import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { testIdAttribute } from '../../scripts/sandbox/browser';
import { sandbox } from '../../scripts/sandbox/install';
import { settings } from './support/settings';

/** Everything waits long, as the machine may be slow: a test that hangs is cut off by the suite's own limit. */
const timeoutMs = 120_000;
const { suite, parts, workers, only } = settings();

export default defineConfig({
	testDir: join(__dirname, suite),
	outputDir: join(sandbox, 'e2e', suite),
	testMatch: parts.length > 0 ? parts.map((part) => `**/${part}.spec.ts`) : '**/*.spec.ts',
	grep: new RegExp(only.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'),
	workers,
	timeout: 60 * 60_000,
	reporter: 'list',
	expect: { timeout: timeoutMs },
	use: {
		actionTimeout: timeoutMs,
		navigationTimeout: timeoutMs,
		screenshot: 'only-on-failure',
		testIdAttribute,
		viewport: { width: 1440, height: 900 },
	},
});
