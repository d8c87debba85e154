import fc from 'fast-check';
import { readPages } from '../../nodes/shared/transport/pages';

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
