import fc from 'fast-check';
import type { Kiamo } from '../../nodes/shared/transport/client';
import { listPages, listRows, readPages, rowKey } from '../../nodes/shared/transport/pages';

interface Row {
	id: number;
}
interface Server {
	pageSize: number;
	tellsTotal: boolean;
	ignoresOffset?: boolean;
	/** Whether the list is only read, and nothing is written by what it holds. */
	isRead?: boolean;
}
/** What happens to the list between two pages: a row comes in at an id, or one goes. */
type Move = { insert: number } | { remove: number };

/** Reads a list that moves between the pages; tells what was read, and who was there all the while. */
async function read(ids: number[], moves: Move[][], server: Server) {
	let list = [...new Set(ids)].sort((a, b) => a - b);
	let throughout = [...list];
	const rounds = [...moves];
	let requests = 0;
	const fetchPage = async (offset: number) => {
		for (const move of requests++ === 0 ? [] : (rounds.shift() ?? [])) {
			if ('insert' in move) list = [...new Set([...list, move.insert])].sort((a, b) => a - b);
			else {
				const [gone] = list.splice(move.remove % Math.max(1, list.length), 1);
				throughout = throughout.filter((id) => id !== gone);
			}
		}
		const start = server.ignoresOffset ? 0 : offset;
		const data = list.slice(start, start + server.pageSize).map((id): Row => ({ id }));
		return server.tellsTotal ? { data, total: list.length } : { data };
	};
	const rows: number[] = [];
	let isProved = true;
	const onUnprovenEnd = () => (isProved = false);
	const walk = server.isRead ? { onUnprovenEnd } : {};
	for await (const page of readPages(fetchPage, walk)) rows.push(...page.map(({ id }) => id));
	return { rows, throughout, requests, isProved };
}

const ids = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 40 });
const move: fc.Arbitrary<Move> = fc.oneof(
	fc.record({ insert: fc.integer({ min: -50, max: 250 }) }),
	fc.record({ remove: fc.nat(60) }),
);
const moves = fc.array(fc.array(move, { maxLength: 12 }), { maxLength: 12 });
const server = fc.record({ pageSize: fc.integer({ min: 2, max: 12 }), tellsTotal: fc.boolean() });

it('a list that stands still is read whole, in order', async () => {
	await fc.assert(
		fc.asyncProperty(
			ids,
			fc.integer({ min: 1, max: 12 }),
			fc.boolean(),
			async (list, pageSize, tellsTotal) => {
				const { rows, throughout } = await read(list, [], { pageSize, tellsTotal });
				expect(rows).toEqual(throughout);
			},
		),
		{ numRuns: 300 },
	);
});

it('while rows come and go, no row is read twice and none is lost that was there throughout', async () => {
	await fc.assert(
		fc.asyncProperty(ids, moves, server, async (list, rounds, kind) => {
			const { rows, throughout } = await read(list, rounds, kind);
			expect(new Set(rows).size).toBe(rows.length);
			expect(rows).toEqual(expect.arrayContaining(throughout));
		}),
		{ numRuns: 2000 },
	);
});

it('rows put in before a page just as long do not look like the end', async () => {
	const { rows, throughout } = await read([10, 20, 30, 40], [[{ insert: 1 }]], {
		pageSize: 2,
		tellsTotal: false,
	});
	expect(rows).toEqual(expect.arrayContaining(throughout));
});

it('when all rows that were read are gone, it goes back to the first', async () => {
	const list = Array.from({ length: 40 }, (_, id) => id);
	const removals = Array.from({ length: 20 }, (): Move => ({ remove: 0 }));
	const { rows, throughout } = await read(list, [removals], { pageSize: 20, tellsTotal: true });
	expect(throughout).toHaveLength(20);
	expect([...rows].sort((a, b) => a - b)).toEqual(list);
});

it.each([
	['total, read', { tellsTotal: true, isRead: true }],
	['total, before a write', { tellsTotal: true }],
	['no total, before a write', { tellsTotal: false }],
])('rejects a list whose server ignores the offset (%s)', async (_, server) => {
	const reading = read([1, 2, 3, 4, 5], [], { pageSize: 3, ignoresOffset: true, ...server });
	await expect(reading).rejects.toThrow("Couldn't read the complete list from Kiamo");
});

it('returns all rows once, and that their end is unproven, where a server ignores offset and limit and tells no total', async () => {
	const server = { pageSize: 500, tellsTotal: false, ignoresOffset: true, isRead: true };
	const { rows, isProved, requests } = await read([1, 2, 3], [], server);
	expect(rows).toEqual([1, 2, 3]);
	expect(isProved).toBe(false);
	expect(requests).toBeLessThan(6);
});

it('a list of one page with a total costs one request', async () => {
	expect((await read([1, 2, 3], [], { pageSize: 3, tellsTotal: true })).requests).toBe(1);
});

it('a list without a total costs one request more, for a page that has only the row before', async () => {
	expect(await read([1, 2, 3], [], { pageSize: 2, tellsTotal: false })).toMatchObject({
		rows: [1, 2, 3],
		requests: 3,
	});
});

it('a row put in before a page of one row does not look like the end', async () => {
	const { rows } = await read([10, 20, 30], [[{ insert: 1 }]], { pageSize: 1, tellsTotal: false });
	expect(rows).toEqual([10, 20, 30]);
});

it.each<[what: string, size: number | undefined, rows: number[]]>([
	['is the end after a page that is not full', 3, [0, 1]],
	['is no end after a full page', 2, [0, 1, 2, 3, 4]],
	['is the end where the size of a page is not known', undefined, [0, 1]],
])('a total that counts the rows up to a page %s', async (_, size, expected) => {
	const rows: number[] = [];
	const fetchPage = async (offset: number) => {
		const data = [0, 1, 2, 3, 4].slice(offset, offset + 2).map((id) => ({ id }));
		return { data, total: offset + data.length };
	};
	for await (const page of readPages(fetchPage, { size })) rows.push(...page.map(({ id }) => id));
	expect(rows).toEqual(expected);
});

it('a server that ignores the offset is believed where its total agrees', async () => {
	const data = [{ id: 1 }, { id: 2 }];
	const onUnprovenEnd = jest.fn();
	const pages = [];
	for await (const page of readPages(async () => ({ data, total: 2 }), { size: 2, onUnprovenEnd }))
		pages.push(...page);
	expect(pages).toEqual(data);
	expect(onUnprovenEnd).not.toHaveBeenCalled();
});

it('gives up after 15 pages in a row that bring nothing new', async () => {
	const asked: number[] = [];
	const pages = readPages(async (offset) => {
		asked.push(offset);
		return { data: offset < 1_000_000 ? [{ id: 1 }, { id: 2 }] : [] };
	});
	const readAll = async () => {
		for await (const page of pages) expect(page.length).toBeLessThan(3);
	};
	await expect(readAll()).rejects.toThrow("Couldn't read the complete list from Kiamo");
	expect(asked.filter((offset) => offset < 1_000_000)).toHaveLength(16);
});

it('gives up where stepping back leads to the same rows again and again', async () => {
	const asked: number[] = [];
	const ahead = ['1', '2'].map((id) => ({ id }));
	const pages = readPages(async (offset) => {
		asked.push(offset);
		if (offset >= 1_000_000) return { data: [] };
		return { data: offset === 0 ? ahead : ahead.map(({ id }) => ({ id: `${asked.length}-${id}` })) };
	});
	const readAll = async () => {
		for await (const page of pages) expect(page.length).toBeLessThan(3);
	};
	await expect(readAll()).rejects.toThrow("Couldn't read the complete list from Kiamo");
	expect(asked.filter((offset) => offset < 1_000_000)).toEqual([
		...Array.from({ length: 7 }, () => [0, 1]).flat(),
		0,
		1,
	]);
});

it('rows without an id are distinguished by all they hold', async () => {
	const list = [1, 2, 3, 4].map((at) => ({ name: 'a', at }));
	const rows = [];
	for await (const page of readPages(async (offset) => ({ data: list.slice(offset, offset + 2) }))) {
		rows.push(...page);
	}
	expect(rows).toEqual(list);
});

it('a failing page ends the reading with its error', async () => {
	const pages = readPages(async (offset) => {
		if (offset > 0) throw new Error('No second page');
		return { data: [{ id: 1 }, { id: 2 }], total: 4 };
	});
	expect((await pages.next()).value).toHaveLength(2);
	await expect(pages.next()).rejects.toThrow('No second page');
});

describe('rowKey', () => {
	it('is what the contract names first of what a row needs', () => {
		expect(rowKey('listBaseFields')({ name: 'email', id: '1' })).toBe('email');
		expect(rowKey('listContacts')({ id: '1', name: 'email' })).toBe('1');
		expect(rowKey('listAgentStates')({ id: '1', agent_id: 7, state: 'ready' })).toBe('7');
	});

	it('is an ID where the list is not known', () => {
		expect(rowKey()({ name: 'a', id: 7 })).toBe('7');
		expect(rowKey()({ name: 'a', agent_id: 'b' })).toBe('b');
	});

	it('is all that a row holds where it has no ID, whatever the order', () => {
		const one = { name: 'a', id: null, more: { x: 1, y: [{ b: 2, a: null }] } };
		const other = { more: { y: [{ a: null, b: 2 }], x: 1 }, id: null, name: 'a' };
		expect(rowKey()(one)).toBe(rowKey()(other));
		expect(rowKey()(one)).toBe('{"id":null,"more":{"x":1,"y":[{"a":null,"b":2}]},"name":"a"}');
		expect(rowKey()(null as never)).toBe('null');
	});
});

describe('readPages from an offset', () => {
	const rows = Array.from({ length: 10 }, (_, id) => ({ id }));
	const readFrom = async (offset: number, isStart: (row: { id: number }) => boolean) => {
		const asked: number[] = [];
		const found: number[] = [];
		const fetchPage = async (from: number) => {
			asked.push(from);
			return { data: rows.slice(from, from + 3), total: rows.length };
		};
		for await (const page of readPages(fetchPage, { offset, isStart, isKnown: ({ id }) => id < offset }))
			found.push(...page.map(({ id }) => id));
		return { asked, found };
	};

	it('begins there where the row that it begins with is', async () => {
		expect(await readFrom(6, ({ id }) => id === 6)).toEqual({ asked: [6, 8], found: [6, 7, 8, 9] });
	});

	it('goes on after a page that has only the row that it begins with', async () => {
		const found: number[] = [];
		const fetchPage = async (from: number) => ({ data: rows.slice(from, from + 1) });
		for await (const page of readPages(fetchPage, { offset: 6, isStart: ({ id }) => id === 6 }))
			found.push(...page.map(({ id }) => id));
		expect(found).toEqual([6, 7, 8, 9]);
	});

	it('steps back until it meets one', async () => {
		const { asked, found } = await readFrom(6, ({ id }) => id === 3);
		expect(asked.slice(0, 2)).toEqual([6, 2]);
		expect(found).toEqual([6, 7, 8, 9]);
	});

	it('begins with the first row where none is named', async () => {
		const asked: number[] = [];
		const pages = readPages(
			async (from) => {
				asked.push(from);
				return { data: rows.slice(from, from + 3), total: rows.length };
			},
			{ offset: 6 },
		);
		expect((await pages.next()).value).toEqual(rows.slice(0, 3));
		expect(asked).toEqual([6, 2, 0]);
	});

	it('ends at the first row where it meets none', async () => {
		const { asked, found } = await readFrom(6, () => false);
		expect(asked.slice(0, 3)).toEqual([6, 2, 0]);
		expect(found).toEqual([6, 7, 8, 9]);
	});
});

describe('lists of the contract', () => {
	const all = Array.from({ length: 7 }, (_, at) => ({ id: String(at), fields: {} }));
	const path = { baseId: 'b' };

	/** A Kiamo that has these rows; it notes what it was asked for. */
	function kiamoWith(rows: object[]) {
		const calls: unknown[] = [];
		const call = async (id: string, args: { page: { offset: number; size?: number } }, item?: number) => {
			calls.push([id, args.page, item]);
			const { offset, size = 3 } = args.page;
			const data = rows.slice(offset, offset + Math.min(size, 3));
			return await Promise.resolve({ data, total: rows.length });
		};
		const node = { id: '1', name: 'Node', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} };
		return { kiamo: { call, node } as unknown as Kiamo, calls };
	}

	it('are read whole, with the item', async () => {
		const { kiamo, calls } = kiamoWith(all);
		expect(await listRows(kiamo, 'listContacts', { path }, { itemIndex: 4 })).toEqual(all);
		expect(calls[0]).toEqual(['listContacts', { offset: 0, size: Infinity }, 4]);
	});

	it('end with the limit, and ask for no more', async () => {
		const { kiamo, calls } = kiamoWith(all);
		expect(await listRows(kiamo, 'listContacts', { path }, { limit: 2 })).toEqual(all.slice(0, 2));
		expect(calls).toEqual([['listContacts', { offset: 0, size: 2 }, undefined]]);
		expect(await listRows(kiamo, 'listContacts', { path }, { limit: 3 })).toEqual(all.slice(0, 3));
		expect(calls).toHaveLength(2);
		expect(await listRows(kiamo, 'listContacts', { path }, { limit: 4 })).toEqual(all.slice(0, 4));
	});

	it('are read whole where a total counts the rows up to a page', async () => {
		const call = async (_: string, { page }: { page: { offset: number; size: number } }) => {
			const data = all.slice(page.offset, page.offset + page.size);
			return await Promise.resolve({ data, total: page.offset + data.length });
		};
		const kiamo = { ...kiamoWith([]).kiamo, call } as unknown as Kiamo;
		const found = [];
		for await (const page of listPages(kiamo, 'listContacts', { path }, { pageSize: 2 })) found.push(...page);
		expect(found).toEqual(all);
	});

	it.each([
		['those of a reading', true, [1, 0]],
		['those of the client otherwise', false, [0, 1]],
	])('tell %s that their end is not proven', async (_, isOwn, expected) => {
		const [own, general] = [jest.fn(), jest.fn()];
		const call = async () => await Promise.resolve({ data: all });
		const kiamo = { ...kiamoWith([]).kiamo, call, onUnprovenEnd: general } as unknown as Kiamo;
		const options = isOwn ? { onUnprovenEnd: own } : {};
		expect(await listRows(kiamo, 'listContacts', { path }, options)).toEqual(all);
		expect([own.mock.calls.length, general.mock.calls.length]).toEqual(expected);
	});

	it('come page by page, each row once', async () => {
		const { kiamo } = kiamoWith(all);
		const pages = [];
		for await (const page of listPages(kiamo, 'listContacts', { path })) pages.push(page.map(({ id }) => id));
		expect(pages).toEqual([
			['0', '1', '2'],
			['3', '4'],
			['5', '6'],
		]);
	});

	it('leave out rows that lack what is needed where somebody notes it, and fail otherwise', async () => {
		const rows = [...all.slice(0, 2), { id: '9' }];
		const noted: unknown[] = [];
		const onBadRows = (...note: unknown[]) => noted.push(note);
		const { kiamo } = kiamoWith(rows);
		expect(await listRows(kiamo, 'listContacts', { path }, { onBadRows })).toEqual(all.slice(0, 2));
		expect(noted).toEqual([[1, 'listContacts', ['fields']]]);
		await expect(listRows(kiamo, 'listContacts', { path })).rejects.toThrow();
	});
});

it('reads a million rows, and no more', async () => {
	const all = Array.from({ length: 1_000_001 }, (_, id) => ({ id: String(id) }));
	const pages = readPages(async (offset) => ({ data: all.slice(offset, offset + 1_000_000) }), {
		keyOf: ({ id }) => id,
	});
	expect((await pages.next()).value).toHaveLength(1_000_000);
	expect((await pages.next()).value).toEqual([{ id: '1000000' }]);
	await expect(pages.next()).rejects.toThrow("Couldn't read the complete list from Kiamo");
});
