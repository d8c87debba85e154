import { judgeRows, namesOf } from '../../nodes/shared/check/judge';
import { judgePages } from '../../nodes/shared/check/judgePages';
import type { Paging } from '../../contract/generated/operations';

it('finds nothing on rows of which the contract says nothing', () => {
	expect(judgeRows('Unknown', [{ id: 1 }, {}])).toEqual([]);
});

it('counts rows that are no objects', () => {
	expect(judgeRows('Unknown', [1, null, {}])).toEqual(['2 of 3 rows are not an object']);
	expect(judgeRows('Unknown', ['a', {}])).toEqual(['1 of 2 rows is not an object']);
});

it('names what a property is instead, never its value', () => {
	const [difference] = judgeRows('Base', [{ id: { number: 1 }, name: 'Secret', contacts_count: 1 }]);
	expect(difference).toBe('"id" is an object, not id');
	expect(judgeRows('Base', [{ id: '1', name: 12, contacts_count: 1 }])).toEqual([
		'"name" is a number, not text',
	]);
});

it.each<[unknown, string]>([
	[null, 'nothing'],
	['Dupont', 'a text'],
	[true, 'yes or no'],
	[[1], 'a list'],
	[{ rows: 1, 'Jean Dupont': 2 }, 'an object with rows and 1 unknown name'],
	[{ dupont: {}, martin: {} }, 'an object with 2 unknown names'],
	[{ planned_activity: {}, AgentState: {} }, 'an object with planned_activity, AgentState'],
	[{ agent_dupont: {} }, 'an object with 1 unknown name'],
])('says what %j is', (body, names) => {
	expect(namesOf(body)).toBe(names);
});

it('leaves open what one page of everything cannot show', () => {
	const paging: Paging = {
		style: 'none',
		size: '',
		position: '',
		largest: 500,
		rows: 'data',
		total: 'total',
	};
	const page = { rows: [{ id: '1' }], total: 1 };
	expect(judgePages(paging, [page], 'listBases')).toEqual({ paging: 'notProven', differences: [] });
	expect(judgePages({ ...paging, style: 'offset' }, [undefined], 'listBases').paging).toBe('notProven');
});

it('says words in other letters, and no word of who did something', () => {
	const message = { id: 1, text: 'Hello', created_at: '2026-03-02T10:00:00Z' };
	expect(judgeRows('Message', [{ ...message, author: 'CUSTOMER' }])).toEqual([
		'"author" has unknown words: CUSTOMER',
	]);
	expect(judgeRows('Message', [{ ...message, author: 'dupont' }])).toEqual(['"author" has unknown words']);
});

it('names properties, and nothing that rows are kept under', () => {
	expect(judgeRows('Base', [{ id: 1, nom: 'A' }])).toEqual([
		'"name" is missing in 1 of 1 rows',
		'the rows have other properties: nom',
	]);
	expect(judgeRows('Base', [{ identifiant: 1 }, { identifiant: 2 }])).toContain(
		'the rows have other properties: identifiant',
	);
	for (const row of [{ dupont: { id: 1 } }, { a74c1d397505d89b41000029: { id: 1 } }])
		expect(judgeRows('Base', [row])).toContain('the answer is an object with 1 unknown name');
});

it('a moment without a time zone differs', () => {
	const contact = { id: '1', base_id: '1', fields: {}, created_at: '2026-03-02T10:00:00Z' };
	for (const updated_at of ['2026-03-02 10:00:00', '2026-03-02'])
		expect(judgeRows('Contact', [{ ...contact, updated_at }])).toEqual(['"updated_at" has no time zone']);
	expect(judgeRows('Contact', [{ ...contact, updated_at: '2026-03-02T11:00:00+01:00' }])).toEqual([]);
});
