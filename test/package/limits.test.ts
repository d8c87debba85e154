import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import limits from '../limits.json';
import { expectWithinLimit } from '../support/limits';

const folder = join(__dirname, '..');

it('measures every limit in a test', () => {
	const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => readFileSync(join(folder, file), 'utf8'))
		.filter((text) => text.includes('expectWithinLimit('))
		.join('\n');
	const unused = Object.keys(limits).filter((name) => !tests.includes(`'${name}',`));
	expect(unused).toEqual([]);
});

it('rejects a value more than 10 % above its limit, and names both', () => {
	expectWithinLimit('package.unpackedBytes', 1_100, 1_000);
	expect(() => expectWithinLimit('package.unpackedBytes', 1_101, 1_000)).toThrow(
		'package.unpackedBytes is 1101, more than 10 % above its limit of 1000',
	);
});
