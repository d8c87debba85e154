/** What the client does by the contract's table, also where the table says what Kiamo's is not assumed to say. */
import fc from 'fast-check';
import type { Paging } from '../../contract/generated/operations';
import { requestFor } from '../../nodes/shared/transport/client';
import { readAnswer } from '../../nodes/shared/transport/door';
import { idsAsNumbers } from '../../nodes/shared/transport/ids';
import { askPage, pageQuery, toPage, type PagePlace } from '../../nodes/shared/transport/page';
import { readPages, rowKey } from '../../nodes/shared/transport/pages';

const uuid = '6f1c0a52-7f0e-4a7e-9a53-0d3c6f7d9a10';

describe('ids', () => {
	it('returns each id of an answer as text, and leaves alone what the customer names', () => {
		const row = {
			id: 7,
			agent_id: null,
			group_ids: [1, uuid],
			qualification: { id: 3, label: 'x' },
			priority: 5,
			userdata: { id: 1, agent_id: 2 },
		};
		expect(readAnswer({ data: [row], total: 1 })).toEqual({
			data: [
				{
					id: '7',
					agent_id: null,
					group_ids: ['1', uuid],
					qualification: { id: '3', label: 'x' },
					priority: 5,
					userdata: { id: 1, agent_id: 2 },
				},
			],
			total: 1,
		});
	});

	it('sends ids of digits as numbers where the contract has numbers, and others as they are', () => {
		const change = (agent_id: string) =>
			requestFor('updateInteraction', {
				path: { interactionId: '12' },
				body: { agent_id, userdata: { agent_id: '2' } },
			}).body;
		expect(change('42')).toEqual({ agent_id: 42, userdata: { agent_id: '2' } });
		expect(change(uuid)).toEqual({ agent_id: uuid, userdata: { agent_id: '2' } });
		expect(change('9'.repeat(20))).toMatchObject({ agent_id: '9'.repeat(20) });
	});

	it('sends ids of digits as text where the contract has text', () => {
		const id = '574013199583412412000029';
		const body = [{ id, fields: { id: '5' } }];
		expect(requestFor('updateContacts', { path: { baseId: id }, body }).body).toEqual(body);
		expect(idsAsNumbers(body, [])).toBe(body);
	});

	it('tells rows apart by what the contract names first of what they need', () => {
		expect(rowKey('listBaseFields')({ name: 'crmId', label: 'CRM' })).toBe('crmId');
		expect(rowKey('listAgentStates')({ agent_id: '3', interaction_id: '9' })).toBe('3');
		expect(rowKey()({ service_id: 8 })).toBe('8');
		expect(rowKey()({ a: 1 })).toBe('{"a":1}');
	});
});

it('rejects an operation that the contract does not have', () => {
	expect(() => requestFor('listNobody' as 'listAgents', {})).toThrow('The contract has no operation');
});

describe('pages', () => {
	const paging = (more: Partial<Paging> = {}): Paging => ({
		style: 'page',
		size: 'itemsPerPage',
		position: 'page',
		largest: 12,
		rows: 'items',
		total: 'meta.count',
		...more,
	});

	/** A server with numbered pages whose list may change before each answer. */
	function serve(
		ids: number[],
		own: Paging,
		tellsTotal: boolean,
		moves: number[][] = [],
		longest = own.largest,
	) {
		let list = [...new Set(ids)].sort((a, b) => a - b);
		let throughout = [...list];
		const rounds = [...moves];
		let requests = 0;
		const seen = {};
		return {
			throughout: () => throughout,
			async fetchPage(offset: number) {
				const ask = async (place: PagePlace) => {
					for (const gone of requests++ === 0 ? [] : (rounds.shift() ?? [])) {
						const [id] = list.splice(gone % Math.max(1, list.length), 1);
						throughout = throughout.filter((other) => other !== id);
						list = [...list];
					}
					const query = pageQuery(own, place) as { page: number; itemsPerPage: number };
					expect(query.itemsPerPage).toBeLessThanOrEqual(own.largest);
					const size = Math.min(query.itemsPerPage, longest);
					const start = (query.page - (own.first ?? 1)) * size;
					const items = list.slice(start, start + size).map((id) => ({ id }));
					const data = toPage<{ id: number }>(
						tellsTotal ? { items, meta: { count: list.length } } : { items },
						own,
						place,
					);
					if (!data) throw new Error('No page');
					return { ok: true as const, data };
				};
				const answer = await askPage(own, { offset }, ask, seen);
				if (!answer.ok) throw new Error('No answer');
				return answer.data;
			},
		};
	}

	const lists = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 150, size: 'max' });
	const largest = fc.integer({ min: 9, max: 40 });
	const first = fc.constantFrom(0, 1);
	const removals = fc.array(fc.array(fc.nat(200), { maxLength: 6 }), { maxLength: 12 });

	it('reads a list that stands still whole and in order by the number of the page', async () => {
		await fc.assert(
			fc.asyncProperty(lists, largest, first, fc.boolean(), async (ids, most, from, tellsTotal) => {
				const server = serve(ids, paging({ largest: most, first: from }), tellsTotal);
				const rows: number[] = [];
				for await (const page of readPages((place) => server.fetchPage(place)))
					rows.push(...page.map(({ id }) => id));
				expect(rows).toEqual(server.throughout());
			}),
			{ numRuns: 300 },
		);
	});

	it('loses no row that stays while others go, and returns none twice', async () => {
		await fc.assert(
			fc.asyncProperty(lists, largest, removals, fc.boolean(), async (ids, most, moves, tellsTotal) => {
				const server = serve(ids, paging({ largest: most }), tellsTotal, moves);
				const rows: number[] = [];
				for await (const page of readPages((place) => server.fetchPage(place)))
					rows.push(...page.map(({ id }) => id));
				expect(new Set(rows).size).toBe(rows.length);
				expect(server.throughout().filter((id) => !rows.includes(id))).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	it('reads a list whole from a server whose pages are shorter than it is asked for', async () => {
		await fc.assert(
			fc.asyncProperty(lists, largest, first, fc.boolean(), async (ids, longest, from, tellsTotal) => {
				const server = serve(ids, paging({ largest: 200, first: from }), tellsTotal, [], longest);
				const rows: number[] = [];
				for await (const page of readPages((place) => server.fetchPage(place)))
					rows.push(...page.map(({ id }) => id));
				expect(rows).toEqual(server.throughout());
			}),
			{ numRuns: 300 },
		);
	});

	it.each([1, 2, 4])(
		'fails, and returns no part of a list for the whole, where pages of %d rows are too small',
		async (longest) => {
			const ids = Array.from({ length: 40 }, (_, id) => id);
			const server = serve(ids, paging({ largest: 200 }), false, [], longest);
			const read = async () => {
				for await (const page of readPages((place) => server.fetchPage(place))) expect(page).toBeDefined();
			};
			await expect(read()).rejects.toThrow("Couldn't read the complete list from Kiamo");
		},
	);

	it('reads a list without pages in one request', async () => {
		let requests = 0;
		const own = paging({ style: 'none' });
		const pages = readPages(async (offset) => {
			requests++;
			expect(pageQuery(own, { offset })).toEqual({});
			return toPage<{ id: number }>({ items: [{ id: 1 }, { id: 2 }] }, own, { offset }) ?? { data: [] };
		});
		const rows: Array<{ id: number }> = [];
		for await (const page of pages) rows.push(...page);
		expect([rows.length, requests]).toEqual([2, 1]);
	});

	it('returns no page for an answer without rows', () => {
		expect(toPage({ data: [] }, paging())).toBeUndefined();
		expect(toPage(null, paging())).toBeUndefined();
		expect(toPage([{ id: 1 }], paging())).toEqual({
			data: [{ id: 1 }],
			total: undefined,
			received: 1,
		});
	});
});
