/** `npm run measure:load`: how long n8n needs to load the built package, and its size. Median of 5 fresh processes. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { n8n } from '../package.json';

const root = join(__dirname, '..');
const script = `
	require('n8n-workflow'); // n8n has it loaded
	const start = performance.now();
	for (const entry of ${JSON.stringify([...n8n.nodes, ...n8n.credentials])}) {
		for (const Class of Object.values(require('./' + entry))) new Class();
	}
	console.log(performance.now() - start);`;
const times = Array.from({ length: 5 }, () =>
	Number(execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' })),
).sort((a, b) => a - b);

const packed = execFileSync('npm', ['pack', '--json', '--dry-run'], { cwd: root, encoding: 'utf8' });
const [{ unpackedSize }] = JSON.parse(packed) as [{ unpackedSize: number }];

console.log(
	`Load: ${times[2].toFixed(1)} ms (limit 100). Unpacked: ${Math.round(unpackedSize / 1000)} kB (limit 700).`,
);
