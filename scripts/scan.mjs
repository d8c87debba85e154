/** Runs the scan that n8n runs on a published community package: on the source, and on the packed tarball. Offline. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
execFileSync('npm', ['exec', '--', 'gulp', 'emit', '--silent'], { cwd: root, stdio: 'inherit' });
const unpacked = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-scan-'));
try {
	const options = { cwd: root, encoding: 'utf8' };
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', unpacked], options),
	);
	execFileSync('tar', ['-xzf', filename, '--strip-components=1'], { cwd: unpacked });

	await scan('source', root, SOURCE_FILE_PATTERNS);
	await scan('tarball', unpacked, ['**/*.js', 'package.json']); // what the scanner reads of a tarball
} finally {
	rmSync(unpacked, { recursive: true });
}

async function scan(what, folder, patterns) {
	const { passed, message, details, error } = await analyzePackage(folder, patterns);
	console.log(`n8n's scan of the ${what}: ${passed ? 'passed' : (details ?? message ?? error)}`);
	if (!passed) process.exitCode = 1;
}
