import fc from 'fast-check';

import { readChoice, readList } from '../../nodes/shared/values/lists';
import { positiveNumber, readNumber, readYesNo, wholeNumber } from '../../nodes/shared/values/numbers';

it.each([
	[12.5, 12.5],
	['12.5', 12.5],
	['12,5', 12.5],
	['-12,5', -12.5],
	['\u22125', -5],
	['+5', 5],
	['.5', 0.5],
	[',5', 0.5],
	['5.', 5],
	['1 234,5', 1234.5],
	['1\u202f234\u202f567', 1_234_567],
	['1\u00a0234', 1234],
	["1'234.50", 1234.5],
	['1.234,50', 1234.5],
	['1,234.50', 1234.5],
	['1.234.567', 1_234_567],
	['1,234,567', 1_234_567],
	['1.234', 1.234],
	['0,234', 0.234],
	['1234,567', 1234.567],
	['1e3', 1000],
	['6,12E+08', 612_000_000],
	['1.5e-3', 0.0015],
	['9007199254740991', 9_007_199_254_740_991],
	[5n, 5],
	['0', 0],
])('reads the number %p', (given, number) => {
	expect(readNumber('Score', given)).toBe(number);
});

it.each([
	'',
	' ',
	'abc',
	'12 34',
	'1 2345',
	'1.23.456',
	'1,2,3',
	'0x10',
	'Infinity',
	'1e',
	'12 €',
	true,
	null,
	undefined,
	[5],
	{},
	Number.NaN,
	Number.POSITIVE_INFINITY,
])('rejects %p as a number, with the label', (given) => {
	expect(() => readNumber('Score', given)).toThrow('"Score" needs a number like 12.5 or 12,5');
});

it('says what it needs, and no more', () => {
	expect(() => readNumber('Score', 'abc')).toThrow('needs a number like 12.5 or 12,5, not "abc"');
});

it('rejects 1,234, which is one thing in France and another in the US', () => {
	expect(() => readNumber('Score', '1,234')).toThrow(
		'"Score" needs a number like 12.5 or 12,5, without a thousands separator, not "1,234"',
	);
});

it.each([
	'90071992547409931',
	'12345678901234567890',
	'-9007199254740993',
	'9007199254740993.5',
	'1e20',
	2 ** 53,
	2n ** 60n,
	'9 007 199 254 740 993',
])('rejects %p, which would be rounded', (given) => {
	expect(() => readNumber('Score', given)).toThrow(/^"Score" can't keep the number ".+" exactly/);
});

it('rejects a longer text than any number', () => {
	expect(() => readNumber('Score', '1'.repeat(70_000))).toThrow('"Score" has 70000 characters');
});

it('reads parameters', () => {
	expect([
		positiveNumber('Duration', '12,5'),
		wholeNumber('Priority', '3'),
		wholeNumber('Priority', 3),
		wholeNumber('Priority', 1),
	]).toEqual([12.5, 3, 3, 1]);
	for (const bad of [0, -1, '', 'x', true, null, [5]])
		expect(() => positiveNumber('Duration', bad)).toThrow('Duration must be a number above 0');
	for (const bad of [0, 1.5, '', 'x', true, null, [5], 2 ** 53])
		expect(() => wholeNumber('Priority', bad)).toThrow('Priority must be a whole number of 1 or more');
});

it.each([
	true,
	'true',
	'TRUE',
	'VRAI',
	'Vrai',
	'oui',
	'O',
	'yes',
	'Y',
	1,
	'1',
	'1.0',
	'x',
	'X',
	'ja',
	'WAHR',
	'on',
	' Oui\u00a0',
])('reads %p as yes', (given) => {
	expect(readYesNo('Opt-in', given)).toBe(true);
});

it.each([
	'=VRAI()',
	'=TRUE',
	'VERO',
	'verdadero',
	'Verdadeiro',
	'sim',
	'PRAWDA',
	'TRUE()',
	'V',
	'T',
	'Actif',
	'activée',
	'Enabled',
])('reads %j as yes', (given) => {
	expect(readYesNo('Opt-in', given)).toBe(true);
});

it.each([
	'=FAUX()',
	'=FAUX',
	'FALSO',
	'não',
	'FAŁSZ',
	'FALSE()',
	'F',
	'Inactif',
	'Désactivé',
	'disabled',
	'☐',
	'✗',
])('reads %j as no', (given) => {
	expect(readYesNo('Opt-in', given)).toBe(false);
});

it.each([false, 'false', 'FAUX', 'faux', 'non', 'N', 'no', 0, '0', '0.0', 'nein', 'off'])(
	'reads %p as no',
	(given) => {
		expect(readYesNo('Opt-in', given)).toBe(false);
	},
);

it.each(['', 'maybe', 2, '01', null, {}, [true], 'oui non', 'o=ui', 'ou()i'])(
	'rejects %p as yes or no, with the label',
	(given) => {
		expect(() => readYesNo('Opt-in', given)).toThrow('"Opt-in" needs yes or no (true or false), not');
	},
);

it.each<[unknown, string[]]>([
	['12 13  14', ['12', '13', '14']],
	['"open","closed"', ['open', 'closed']],
	['a b,c', ['a b', 'c']],
	[5, ['5']],
	['open', ['open']],
	['a, b;c\nd', ['a', 'b', 'c', 'd']],
	['[1, 2, "x"]', ['1', '2', 'x']],
	["['a', 'b']", ['a', 'b']],
	['[a, b]', ['a', 'b']],
	[
		[1, '2', null, ' b ', '', false],
		['1', '2', 'b'],
	],
	[['a,b'], ['a,b']],
	['b, a, b', ['b', 'a']],
	['a\tb', ['a', 'b']],
	['a | b', ['a', 'b']],
	['1\t2\t3', ['1', '2', '3']],
	['1\u00a02', ['1', '2']],
	[[1, '1'], ['1']],
	['', []],
	[null, []],
	[undefined, []],
	[[], []],
	['[]', []],
	[', ;', []],
	[' [1, 2]\n', ['1', '2']],
	['[a, b', ['[a', 'b']],
	['a, b]', ['a', 'b]']],
	["['Pause déjeuner', x]", ['Pause déjeuner', 'x']],
	[`[5"x", 'a'b]`, ['5"x"', "'a'b"]],
	[Number.MAX_SAFE_INTEGER, ['9007199254740991']],
	['a 1 2', ['a 1 2']],
	['1 2 a', ['1 2 a']],
	['a[b]', ['a[b]']],
	['[b]c', ['[b]c']],
])('reads the list %j', (given, list) => {
	expect(readList('States', given)).toEqual(list);
});

it.each([
	{ a: 1 },
	[{ a: 1 }],
	[['a']],
	'[{"a":1}]',
	'[object Object]',
	'a, [object Object]',
	['[object Object]'],
])('rejects the object in the list %j', (given) => {
	expect(() => readList('States', given)).toThrow('"States" needs a single value');
});

it('rejects in a list what is no text and no exact number', () => {
	expect(() => readList('States', [true])).toThrow('"States" needs a list of texts or numbers, not "true"');
	expect(() => readList('IDs', '{"id":1}')).toThrow('"IDs" needs a single value, not an object');
	expect(() => readList('IDs', '[12345678901234567890]')).toThrow('"IDs" can\'t keep the number');
});

const channels = [
	{ name: 'Téléphone', value: 'phone' },
	{ name: 'E-mail', value: 'email' },
	{ name: 'phone', value: 'other' },
	{ name: 'Level 3', value: 3 },
];

it.each([
	['phone', 'phone'],
	['telephone', 'phone'],
	[' TÉLÉ\u00a0PHONE ', 'phone'],
	['E-MAIL', 'email'],
	['Email', 'email'],
	['3', 3],
	['level3', 3],
])('reads the choice %j as %j', (given, value) => {
	expect(readChoice<string | number>('Channel', given, channels)).toBe(value);
});

it('rejects another choice, and names those that there are', () => {
	expect(() => readChoice<string | number>('Channel', 'fax', channels)).toThrow(
		'"Channel" takes one of phone, email, other, 3, not "fax"',
	);
});

it('law: a number is read as itself in every way of writing it', () => {
	const cents = fc.integer({ min: -(10 ** 12), max: 10 ** 12 });
	fc.assert(
		fc.property(cents, (amount) => {
			const number = amount / 100;
			const french = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 }).format(number);
			const german = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(number);
			const english = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(number);
			for (const text of [
				String(number),
				number.toFixed(2),
				number.toFixed(2).replace('.', ','),
				french,
				german,
				english,
			])
				expect(readNumber('Score', text)).toBe(number);
		}),
	);
});

it('law: a list that was read is read as itself again', () => {
	const entries = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)));
	fc.assert(
		fc.property(entries, (given) => {
			fc.pre(!given.some((entry) => String(entry).includes('[object Object]')));
			const list = readList('States', given);
			expect(readList('States', list)).toEqual(list);
			expect(readList('States', JSON.stringify(given))).toEqual(list);
		}),
	);
});
