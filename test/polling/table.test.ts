import fc from 'fast-check';
import {
	compareTables,
	isPackedTable,
	packTable,
	unpackTable,
	type Cells,
	type Difference,
	type Table,
} from '../../nodes/shared/polling/table';

const runs = { numRuns: 1000 };
const hexId = fc.nat(0xffffffff).map((number) => number.toString(16).padStart(24, '0'));
const numericId = fc.nat().map(String);
/** Odd, as objects and lists would lose or reorder them. */
const oddText = fc.constantFrom(
	'',
	'10',
	'2',
	'01',
	'a,b',
	'=',
	'__proto__',
	'é',
	'e\u0301',
	'\n',
	'~',
	'.',
	'%',
);
const anyText = fc.oneof(oddText, fc.string({ unit: 'binary' }));
const nearlyHex = hexId.chain((id) => fc.constantFrom(`${id}\n`, id.slice(1), `A${id.slice(1)}`, `${id}00`));
const cell = fc.oneof(fc.constant(null), fc.integer(), fc.maxSafeInteger(), hexId, anyText);
const tableOf = (id: fc.Arbitrary<string>): fc.Arbitrary<Table> =>
	fc.array(fc.tuple(id, fc.array(cell, { maxLength: 4 })), { maxLength: 30 }).map((rows) => new Map(rows));
const anyTable = fc.oneof(
	tableOf(hexId),
	tableOf(numericId),
	tableOf(fc.oneof(hexId, numericId, nearlyHex, anyText)),
);

const byId = (table: Table) => Object.fromEntries([...table].map(([id, cells]) => [`id ${id}`, cells]));

function apply(before: Table, differences: Difference[]): Map<string, Cells> {
	const result = new Map(before);
	for (const { id, before: old, after } of differences) {
		expect(result.get(id)).toEqual(old);
		expect(after).not.toEqual(old);
		if (after) result.set(id, after);
		else result.delete(id);
	}
	return result;
}

describe('compareTables', () => {
	it('returns what is new, changed and gone, with the cells before and after', () => {
		const before = new Map<string, Cells>([
			['gone', ['idle']],
			['same', ['idle', 1]],
			['changed', ['idle']],
		]);
		const after = new Map<string, Cells>([
			['new', []],
			['changed', ['busy']],
			['same', ['idle', 1]],
		]);
		expect(compareTables(before, after)).toEqual([
			{ id: 'new', before: undefined, after: [] },
			{ id: 'changed', before: ['idle'], after: ['busy'] },
			{ id: 'gone', before: ['idle'] },
		]);
	});

	it('returns nothing without a table before, and for two equal tables', () => {
		fc.assert(
			fc.property(anyTable, (table) => {
				expect(compareTables(undefined, table)).toEqual([]);
				expect(compareTables(table, new Map(table))).toEqual([]);
			}),
			runs,
		);
	});

	it('returns differences that turn one table into the other', () => {
		fc.assert(
			fc.property(anyTable, anyTable, (before, after) => {
				expect(byId(apply(before, compareTables(before, after)))).toEqual(byId(after));
			}),
			runs,
		);
	});
});

describe('packTable', () => {
	it('returns a text that unpackTable turns back into the table', () => {
		fc.assert(
			fc.property(anyTable, (table) => {
				const packed = packTable(table);
				expect(isPackedTable(packed)).toBe(true);
				expect(byId(unpackTable(packed))).toEqual(byId(table));
			}),
			runs,
		);
	});

	it.each<[text: string, rows: Array<[string, Cells]>]>([
		['', []],
		[
			'7 1',
			[
				['7', []],
				['8', []],
			],
		],
		[
			'2 8 .01 .b',
			[
				['2', []],
				['10', []],
				['01', []],
				['b', []],
			],
		],
		[
			'a,1,,.x z;',
			[
				['10', [1, null, 'x']],
				['45', []],
			],
		],
		[
			'1,.a 1 1,.b 1;',
			[
				['1', ['a']],
				['2', ['a']],
				['3', ['b']],
				['4', []],
			],
		],
		['~AAAAAAAAAAAAAAAB,-z', [['000000000000000000000001', [-35]]]],
	])('returns %j, the form of saved states, numbers first', (text, rows) => {
		expect(packTable(new Map(rows))).toBe(text);
		expect([...unpackTable(text)]).toEqual(rows);
		expect(
			packTable(new Map(rows.filter(([id]) => id !== '2').concat(rows.filter(([id]) => id === '2')))),
		).toBe(text);
	});

	it.each([
		['contacts', (at: number): [string, Cells] => [(at * 7919).toString(16).padStart(24, 'a'), []]],
		[
			'planned activities',
			(at: number): [string, Cells] => [String(at), [at % 300, 3, 1_774_342_800 + at, 28_800]],
		],
		['interactions', (at: number): [string, Cells] => [String(5_000_000 + at * 3), [1]]],
	])('keeps 10,000 %s in less than 250 kB', (_, rowOf) => {
		const table = new Map(Array.from({ length: 10_000 }, (__, at) => rowOf(at)));
		expect(packTable(table).length).toBeLessThan(250_000);
	});
});

it.each([undefined, null, 3, {}, 'a-b', '.%E0 1', '!x', ' ', '1.5', '1,2.5', '1~'])(
	'isPackedTable rejects %j',
	(value) => {
		expect(isPackedTable(value)).toBe(false);
	},
);

it('unpackTable says what is no number', () => {
	expect(() => unpackTable('1 !x')).toThrow(new RangeError('"!x" is not a number in base 36'));
});
