import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '../../contract/generated/operations';

const root = join(__dirname, '../..');
const sources = ['nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
	)
	.filter((file) => file.endsWith('.ts'));
const words = new Set(
	Object.values(operations).flatMap(({ path }) =>
		path.split('/').filter((part) => part && !part.startsWith('{')),
	),
);
/** A segment of a path of the contract at the start of a text, or after a value put into one. */
const writtenPath = new RegExp(`['"\`}]/(api/v3|${[...words].join('|')})(?![\\w-])`);

describe('the contract is the only place where a path of Kiamo is written', () => {
	it.each([`'/bases'`, '`/bases/${id}`', '`${base}/contacts`', `"/supervision/services"`])(
		'finds %s',
		(code) => {
			expect(code).toMatch(writtenPath);
		},
	);

	it.each([`'./contacts'`, `'../../fields'`, `'bases'`, `'/contacts-list'`])('lets %s pass', (code) => {
		expect(code).not.toMatch(writtenPath);
	});

	it('no source of the package writes one', () => {
		const written = sources.flatMap((file) =>
			readFileSync(join(root, file), 'utf8')
				.split('\n')
				.filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && writtenPath.test(line))
				.map((line) => `${file}: ${line.trim()}`),
		);
		expect(written).toEqual([]);
	});
});
