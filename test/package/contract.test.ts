import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contract from '../../contract/generated/operations';
import type { Operation } from '../../contract/generated/operations';

const root = join(__dirname, '../..');
const sources = ['nodes', 'credentials']
	.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
	)
	.filter((file) => file.endsWith('.ts'));
const words = new Set(
	Object.values(contract.operations).flatMap(({ path }) =>
		path.split('/').filter((part) => part && !part.startsWith('{')),
	),
);
/** A segment of a path of the contract at the start of a text, or after a value put into one. */
const writtenPath = new RegExp(`['"\`}]/(api/v3|${[...words].join('|')})(?![\\w-])`);

/** The lines of code, without comments, that match. */
const linesWith = (written: RegExp) =>
	sources.flatMap((file) =>
		readFileSync(join(root, file), 'utf8')
			.split('\n')
			.filter((line) => !/^\s*(\/\/|\/?\*)/.test(line) && written.test(line))
			.map((line) => `${file}: ${line.trim()}`),
	);

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
		expect(linesWith(writtenPath)).toEqual([]);
	});
});

const { operations: calls, choices, paging } = contract;
const table: Operation[] = Object.values(calls);
const either = (all: Iterable<string | number>) => [...new Set(all)].join('|');
const numbers = either([
	...Object.values(paging).map(({ largest }) => largest),
	...table.flatMap(({ arrays }) => (arrays ? [arrays] : [])),
]);
const names = either([
	...table.flatMap(({ feed }) => (feed ? [feed.from, ...Object.keys(feed.sort)] : [])),
	contract.tokenHeader,
]);
const values = either(Object.values(choices).flatMap((options) => options.map(({ value }) => value)));
const bases = either(Object.values(contract.apiBases)).replaceAll('/', '\\/');

/** What only the contract says, as code would write it once more; beside it, code that does and code that does not. */
const facts: Record<string, { written: RegExp; found: string[]; passed: string[] }> = {
	'the most rows or elements': {
		written: new RegExp(`(?<![\\w.'])(${numbers})\\b(?!_)`),
		found: ['const largest = 500;', 'slice(0, 100)'],
		passed: ['1_500', 'cause.retryAfterMs', "'100'"],
	},
	'a name that goes over the wire': {
		written: new RegExp(`'(${names})'|\\b(${names}): ['"\`]`),
		found: ["query['updated_from']", "{ sort: 'updated_at' }", "headers['Kiamo-Api-Token']"],
		passed: ['{ limit: most }', 'updated_from: at(since)'],
	},
	'an address': {
		written: new RegExp(bases),
		found: ['`https://kiamo.example.com/api/v3`'],
		passed: ['https://kiamo.example.com'],
	},
	'a choice of a list': {
		written: new RegExp(`value: '(${values})'|'(${values})' \\| '(${values})'`),
		found: ["{ name: 'Paused', value: 'paused' }", "type State = 'available' | 'paused';"],
		passed: ["state === 'paused'", "name: 'paused'"],
	},
	'an ID as a number': {
		written: /Number\([\w.]*[iI]d\b|parseInt\([\w.]*[iI]d\b|typeof [\w.]*[iI]d === 'number'/,
		found: ['Number(agentId)', "typeof row.id === 'number'"],
		passed: ['Number(ids.length)', "typeof id === 'string'"],
	},
};

/** Lines that look like it, and are something else. */
const other: Array<[line: string, reason: string]> = [
	['const maxRuns = 100;', 'Numbers in one text.'],
	['const rowsPerPage = 100;', 'Rows of a drop-down at once.'],
	['text.slice(0, 500)', 'Characters of a quote.'],
	['cause.status >= 500', 'A status of HTTP.'],
	['cause.status < 500', 'A status of HTTP.'],
	['const mostReferences = 100;', 'References in one address, which must not get too long.'],
	['const waits = [0, 500,', 'Milliseconds.'],
	['const defaultMegabytes = 100;', 'Megabytes.'],
	['const sampledRows = 100;', 'Rows to show in the editor.'],
	['count * 100 > limit.amount * total', 'Percent.'],
	['isPercent ? amount <= 100', 'Percent.'],
	["value: 'abandoned'", 'An event of the trigger.'],
	["value: 'call'", 'A resource of the node.'],
	["value: 'ended'", 'An event of the trigger.'],
	['isNumber(id) ? Number(id) : id,', 'The place where a body gets numbers, as the contract says.'],
	['String(Number(id)) === id', 'Only digits that stay as they are become a number there.'],
	['test(id) ? Number(id) : id);', 'Digits are kept in another notation.'],
	['Number(id) - lastId', 'Digits are kept in another notation.'],
	['lastId = Number(id)', 'Digits are kept in another notation.'],
	['? Number(id) : Number.MAX_VALUE', 'Digits are kept in another notation.'],
];

describe.each(Object.entries(facts))('the contract is the only place where %s is written', (_, fact) => {
	it('finds it in code, and lets other code pass', () => {
		for (const code of fact.found) expect(code).toMatch(fact.written);
		for (const code of fact.passed) expect(code).not.toMatch(fact.written);
	});

	it('no source of the package writes it', () => {
		const written = linesWith(fact.written).filter((line) => !other.some(([part]) => line.includes(part)));
		expect(written).toEqual([]);
	});
});

it.each(other)('"%s" is still there: %s', (part) => {
	const parts = Object.values(facts).flatMap(({ written }) => linesWith(written));
	expect(parts.some((line) => line.includes(part))).toBe(true);
});
