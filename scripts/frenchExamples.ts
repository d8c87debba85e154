/**
 * `npx tsx scripts/frenchExamples.ts`: writes examples-fr, the examples with notes, forms and messages in French, from the examples and
 * examples-fr/texts.json.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { printFrench } from './frenchExamples/print';
import { runScript } from './sandbox/process';

const root = join(__dirname, '..');

runScript(async () => {
	const files = printFrench(root);
	for (const [file, text] of files) {
		const path = join(root, 'examples-fr', file);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
	}
	console.log(`${files.size} examples in French`);
});
