import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readEmail } from '../../nodes/shared/values/email';
import {
	checkLength,
	cleanText,
	foldText,
	isBlank,
	isDateTime,
	isPlaceholder,
	isShortened,
	quote,
	readText,
} from '../../nodes/shared/values/text';

const marks = [
	'\u00ad',
	'\u034f',
	'\u061c',
	'\u180e',
	'\u200b',
	'\u200c',
	'\u200d',
	'\u200e',
	'\u200f',
	'\u202a',
	'\u202c',
	'\u202e',
	'\u2060',
	'\u2064',
	'\u2066',
	'\u2069',
	'\ufeff',
	'\u0000',
	'\u0007',
];
const blanks = [
	' ',
	'\t',
	'\n',
	'\r\n',
	'\u00a0',
	'\u202f',
	'\u2009',
	'\u200a',
	'\u3000',
	'\u2028',
	'\u0085',
	'\u2800',
];

it.each([undefined, null, '', false, Number.NaN, [], ...marks, ...blanks, ' \u200b\u00a0'])(
	'counts %j as blank',
	(value) => {
		expect(isBlank(value)).toBe(true);
		expect(isPlaceholder(value)).toBe(false);
	},
);

it.each([
	'#N/A',
	'#n/a',
	'#N/D',
	'#REF!',
	'#VALUE!',
	'#VALEUR!',
	'#DIV/0!',
	'#DIV/0 !',
	'#NAME?',
	'#NOM?',
	'#NULL!',
	'#NUL!',
	'#NUM!',
	'#NOMBRE!',
	' #N/A ',
	'#NV',
	'#WERT!',
	'#WAARDE!',
	'Err:502',
	'#VALOR!',
	'#NÚM!',
	'#NULO!',
	'#ARG!',
	'#ADR!',
	'#DZIEL/0!',
	'#VÆRDI!',
	'#I/T',
	'#SAKNAS!',
	'#VÄRDEFEL!',
	'#ARVO!',
	'#HODNOTA!',
	'#Н/Д',
	'#ЗНАЧ!',
	'#ССЫЛКА!',
	'#CHAMP!',
	'#EPARS!',
	'#¡DESBORDAMIENTO!',
	'#GETTING_DATA',
	'########',
])('counts the spreadsheet error %s as blank', (value) => {
	expect(isBlank(value)).toBe(true);
});

it.each([
	0,
	true,
	'false',
	'NULL',
	'-',
	'#1',
	'C#',
	'#hashtag!',
	`#${'A'.repeat(18)}!`,
	{},
	{ toJSON: () => undefined },
	new Date(0),
	'👩‍👧',
])('does not count %j as blank', (value) => {
	expect(isBlank(value)).toBe(false);
});

it.each(
	'null NULL none None nan NaN undefined n/a N/A n.a. na nil inconnu Inconnue unknown aucun AUCUNE -- - . ? ??? x XX xxx 0 00 000.0 0-0 (null) <NULL> Néant _ … — N/D nd xxxx XXXXX vide non_communiqué pas-de-mail Unbekannt TBD not-available'.split(
		' ',
	),
)('never takes %s for a key', (value) => {
	expect(isPlaceholder(value)).toBe(true);
	expect(isPlaceholder(` ${value}\u200b`)).toBe(true);
});

it.each([
	'\\N',
	'NaT',
	'ＮＵＬＬ',
	'null null',
	'NULL; NULL',
	'#N/A N/A',
	'(Leer)',
	'vacío',
	'vuoto',
	'leeg',
	'nicht bekannt',
	'nicht vorhanden',
	'niet bekend',
	'no aplica',
	'não tem',
	'to be confirmed',
	'idem',
	'N.R.',
	'NSP',
	'S/O',
	'Sans objet',
	'à définir',
	'pas renseigné',
	'Non Renseignée',
	'non défini',
	'ne sait pas',
	'not specified',
	'none given',
	'k.A.',
	'keine Angabe',
	'n.v.t.',
	'sin datos',
	'non disponibile',
	'desconhecido',
	'okänd',
	'brak',
	'(blank)',
	'anonyme',
	'==',
	'<>',
	'~ ^ `|$',
])('never takes "%s" for a key', (value) => {
	expect(isPlaceholder(value)).toBe(true);
});

it.each(['notary', 'Pasquier', 'Nonet', 'SO-1', 'NR 12', 'Sanson', 'Nothomb', 'x'.repeat(41)])(
	'takes "%s" for a key',
	(value) => {
		expect(isPlaceholder(value)).toBe(false);
	},
);

it.each([
	['="C-1"', 'C-1'],
	['="00123"', '00123'],
	['="12345678901234567"', '12345678901234567'],
	['="14/07/1978"', '14/07/1978'],
	['=""', ''],
	["'00123", '00123'],
	["'14/07/1978", '14/07/1978'],
	["'-12,5", '-12,5'],
	["'t Hart", "'t Hart"],
	["'12' pouces", "'12' pouces"],
	['="a" & "b"', '="a" & "b"'],
	[' =" a " ', 'a'],
	["12'34", "12'34"],
	["'12abc", "'12abc"],
])('takes what a spreadsheet puts around %s away', (given, text) => {
	expect(cleanText(given)).toBe(text);
});

it.each(['C-1', '10', '0x1', 'xy', 'Nadal', 'Noneil', '1-0', 'a@b.fr', '👩‍👧', 10, '€'])(
	'takes %j for a key',
	(value) => {
		expect(isPlaceholder(value)).toBe(false);
	},
);

it('counts zero as a placeholder', () =>
	expect([0, '0', '000', '0,00'].map(isPlaceholder)).toEqual([true, true, true, true]));

it.each(marks)('cleans a text of %j', (mark) => {
	expect(cleanText(`${mark}C${mark}-1${mark}`)).toBe('C-1');
});

it.each(['Zoé 👩‍👧', '👨‍👩‍👧‍👦', '❤️', '1️⃣', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'می‌خواهم', 'ශ්‍රී', '👩🏽‍🚀', '🏳️‍🌈'])(
	'keeps %s, whose joiners belong to it',
	(text) => {
		expect(cleanText(` ${text} `)).toBe(text);
	},
);

it('keeps lines in what is written, and folds every kind of space in what is compared', () => {
	expect(cleanText('\u00a0a\n b\u202fc ')).toBe('a\n b\u202fc');
	expect(foldText('\u00a0a\n b\u202fc ')).toBe('a  b c');
	expect(foldText('e\u0301')).toBe('é');
	expect([cleanText('a\u0085b'), cleanText('a\u2800b')]).toEqual(['a\nb', 'a b']);
});

const circular: Record<string, unknown> = {};
circular.self = circular;

it.each([
	[' Nom', '␣Nom'],
	['Nom\u00a0', 'Nom␣'],
	['  Nom ', '␣␣Nom␣'],
	['Nom  ', 'Nom␣␣'],
	['\u0007', '[U+0007]'],
	[new Date(NaN), 'Invalid Date'],
	[DateTime.invalid('no'), 'Invalid DateTime'],
	[{ toJSON: () => undefined }, ''],
	[circular, '[object]'],
	['\ufeffcrmId', '[U+FEFF]crmId'],
	['a  b\tc\nd', 'a␣␣b→c↵d'],
	['2026-03-01 08:30', '2026-03-01 08:30'],
	[{ a: 1 }, '{"a":1}'],
	[undefined, ''],
	['x'.repeat(201), `${'x'.repeat(200)}…`],
	['😀'.repeat(300), `${'😀'.repeat(200)}…`],
])('quotes %j so that blanks show', (value, quoted) => {
	expect(quote(value)).toBe(quoted);
});

it('reads one text, and rejects objects with the label', () => {
	expect([5, ' a ', true, null, false, new Date(0)].map((value) => readText('Label', value))).toEqual([
		'5',
		'a',
		'true',
		'',
		'',
		'1970-01-01T00:00:00.000Z',
	]);
	expect(readText('Label', '12345678901234567890')).toBe('12345678901234567890');
	expect(() => readText('Label', { a: 1 })).toThrow('"Label" needs a single value, not an object');
	expect(() => readText('Label', ['a'])).toThrow('"Label" needs a single value, not a list');
	expect(() => readText('Label', 'x [object Object]')).toThrow('"Label" needs a single value, not an object');
});

it.each([
	['1,23457E+16', true],
	['1.2E+16', true],
	[' 1E+16', true],
	['1,23457E+100', true],
	[`1,${'2'.repeat(23)}E+16`, true],
	[`1,${'2'.repeat(24)}E+16`, false],
	['x1,2E+16', false],
	['12E+16', false],
	['1,2E+16x', false],
	['1,2E+6', false],
	['1;2E+16', false],
	['1,2E16', false],
	['a,2E+16', false],
	['1,bE+16', false],
	['1,2E+ab', false],
])('tells by %j whether Excel shortened it: %j', (given, isShort) => {
	expect(isShortened(given)).toBe(isShort);
});

it('knows a date of an expression by what it can do', () => {
	const [toISO, toMillis] = [() => '', () => 0];
	expect([DateTime.now(), { toISO, toMillis }].map(isDateTime)).toEqual([true, true]);
	const others = [
		undefined,
		null,
		'x',
		5,
		{},
		{ toISO },
		{ toMillis },
		{ toISO, toMillis: 0 },
		{ toISO: '', toMillis },
	];
	expect(others.filter(isDateTime)).toEqual([]);
});

it('rejects what is longer than 64 kB, with the label and a short quotation', () => {
	expect(() => checkLength('Email', 'x'.repeat(65_536))).not.toThrow();
	expect(() => checkLength('Email', 'x'.repeat(65_537))).toThrow(
		/^"Email" has 65537 characters, more than the 65536 that can be read: "x{200}…"/,
	);
});

it.each([
	['Jean@Example.FR', 'jean@example.fr'],
	['\u200bjean\u00ad@example.fr\u00a0', 'jean@example.fr'],
	['mailto:jean@example.fr', 'jean@example.fr'],
	['Jean Dupont <jean@example.fr>', 'jean@example.fr'],
	['"Dupont, Jean" <jean@example.fr>;', 'jean@example.fr'],
	["'jean@example.fr'", 'jean@example.fr'],
	['jean@example.fr;', 'jean@example.fr'],
	["o'neil+x@mail.example.co.uk", "o'neil+x@mail.example.co.uk"],
])('reads the email %j', (given, email) => {
	expect(readEmail(given)).toBe(email);
});

it.each([
	'',
	'jean',
	'jean@example',
	'@b.fr',
	'a@b..fr',
	'a@.fr',
	'a@b.',
	'a@b@c.fr',
	'a b@c.fr',
	'a@b.fr, c@d.fr',
	'Jean <jean@example.fr> ou <paul@example.fr>',
	null,
	`${'a'.repeat(400)}@b.fr`,
])('finds no email in %j', (given) => {
	expect(readEmail(given)).toBeUndefined();
});

it('law: cleaning twice changes nothing, and marks around a text never count', () => {
	const text = fc.string({ unit: 'binary' });
	fc.assert(
		fc.property(text, fc.constantFrom(...marks, ...blanks), (given, mark) => {
			expect(cleanText(cleanText(given))).toBe(cleanText(given));
			expect(foldText(`${mark}a${given}a${mark}`)).toBe(foldText(`a${given}a`));
			expect(isBlank(given)).toBe(isBlank(` ${given}\u200b`));
		}),
	);
});

/** Where the work grows with the square of the length, this does not come to its end in time. */
it.each([
	' ',
	'\u200b',
	'\u200d',
	'\u0301',
	'\u0301\u0323',
	'.',
	'/',
	'1',
	'-',
	'0',
	'\u{E0061}',
	'👩‍',
	'#',
	'@',
	'@.',
])('reads 200,000 characters of %j', (unit) => {
	const text = `a${unit.repeat(200_000 / unit.length)}a`;
	for (const read of [cleanText, foldText, isBlank, isPlaceholder, quote, readEmail])
		expect(() => read(text)).not.toThrow();
});
