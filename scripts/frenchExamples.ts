/**
 * `npm run examples:french`: writes examples/fr, the examples with notes, forms and messages in French, from the examples and
 * examples/texts.fr.json. `-- --check` fails when a committed one differs.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { printFrench } from './frenchExamples/print';
import { runScript } from './sandbox/process';

const root = join(__dirname, '..');

runScript(async () => {
	const files = printFrench(join(root, 'examples'));
	const isCheck = process.argv.includes('--check');
	if (!isCheck) await rm(join(root, 'examples/fr'), { recursive: true, force: true });
	for (const [file, text] of files) {
		const path = join(root, 'examples/fr', file);
		if (isCheck) {
			if ((await readFile(path, 'utf8')) !== text)
				throw new Error(`examples/fr/${file} differs: run "npm run examples:french" and commit the result`);
			continue;
		}
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
	}
	console.log(`${files.size} examples in French`);
});
