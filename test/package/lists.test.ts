import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMatcher } from '../../nodes/ContactManager/matching/matcher';
import { toFieldValue } from '../../nodes/ContactManager/matching/values';
import type { Field } from '../../nodes/ContactManager/field/fieldsOf';
import { readDay } from '../../nodes/shared/values/dates';
import { readNumber, readYesNo } from '../../nodes/shared/values/numbers';
import { readPhoneKeys } from '../../nodes/shared/values/phone';
import { isBlank, isPlaceholder } from '../../nodes/shared/values/text';

const page = readFileSync(join(__dirname, '../../docs/lists.md'), 'utf8');
const countries: Record<string, string> = {
	Belgium: 'BE',
	Monaco: 'MC',
	'United States': 'US',
	Canada: 'CA',
	'New Caledonia': 'NC',
	Senegal: 'SN',
	Switzerland: 'CH',
	'Ivory Coast': 'CI',
	Germany: 'DE',
};

interface Line {
	cells: string[];
	country: string;
	outcome: string;
}

/** The lines of the table under a heading. */
function linesOf(heading: string): Line[] {
	const [, section] = page.split(`\n## ${heading}\n`);
	return section
		.split('\n## ')[0]
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) => {
			const [, given, outcome] = line.split(/ ?\| /);
			const country = /with ([A-Z][a-z]+(?: [A-Z][a-z]+)?)/.exec(given)?.[1];
			return {
				cells: [...given.matchAll(/`([^`]+)`/g)].map(([, cell]) => cell),
				country: country === undefined ? 'FR' : countries[country],
				outcome: outcome.replace(/ \|$/, '').replaceAll('`', ''),
			};
		});
}

/** What a strict reader makes of a cell; it names the label and the value when it refuses. */
function strictly(cell: string, read: () => unknown): string {
	try {
		return String(read());
	} catch (error) {
		expect((error as Error).message).toMatch(/"Label"/);
		expect((error as Error).message).toContain(cell);
		return 'refused';
	}
}

function toKind(cell: string): string {
	// In Odoo's JSON it is no text.
	if (isBlank(cell === 'false' ? false : cell)) return 'empty';
	return isPlaceholder(cell) ? 'never a match' : 'a value';
}

const choices: Field = {
	name: 'x',
	label: 'Label',
	type: 'custom',
	data_type: 'list',
	required: false,
	values: ['Particulier', 'VIP', 'À relancer', 'Inconnu'],
};

const readers: Record<string, (line: Line) => string> = {
	'Empty cells': ({ cells: [cell] }) => toKind(cell),
	'Phone numbers': ({ cells: [cell], country }) =>
		readPhoneKeys(cell, country)
			.flatMap(({ key }) => key ?? [])
			.join(', ') || 'no number',
	Dates: ({ cells: [cell], country }) =>
		strictly(cell, () => readDay('Label', cell, { zone: 'Europe/Paris', country })),
	Numbers: ({ cells: [cell] }) => strictly(cell, () => readNumber('Label', cell)),
	'Yes and no': ({ cells: [cell] }) => strictly(cell, () => (readYesNo('Label', cell) ? 'yes' : 'no')),
	'Choices of a list': ({ cells: [cell] }) =>
		strictly(cell, () => toFieldValue(choices, cell, { zone: 'UTC' })),
	'IDs and emails'({ cells, outcome }) {
		const kind = outcome.endsWith('email') ? 'email' : 'string';
		const base: Field[] = [{ name: 'x', label: 'X', type: 'custom', data_type: kind, required: false }];
		const matcher = createMatcher(base, ['x'], 'FR');
		const keys = new Set(cells.map((x) => matcher.keysOf({ x })[0]?.id));
		const what = kind === 'email' ? 'email' : 'ID';
		if ([...keys].some((key) => !key)) return `no ${what}`;
		return keys.size === 1 ? `the same ${what}` : `two ${what}s`;
	},
};

it('has a reader for each table of the page', () => {
	const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
	expect(headings).toEqual(Object.keys(readers));
	for (const heading of headings) expect(linesOf(heading).length).toBeGreaterThan(3);
});

describe.each(Object.keys(readers))('%s', (heading) => {
	it.each(linesOf(heading))('$cells → $outcome', (line) => {
		expect(readers[heading](line)).toBe(line.outcome);
	});
});
