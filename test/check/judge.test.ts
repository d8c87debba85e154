import { judgePages, judgeRows, namesOf } from '../../nodes/shared/check/judge';
import type { Paging } from '../../contract/generated/operations';

it('finds nothing on rows of which the contract says nothing', () => {
	expect(judgeRows('Unknown', [{ id: 1 }, {}])).toEqual([]);
});

it('counts rows that are no objects', () => {
	expect(judgeRows('Unknown', [1, null, {}])).toEqual(['2 of 3 rows are no object']);
	expect(judgeRows('Unknown', ['a', {}])).toEqual(['1 of 2 rows is no object']);
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
	[{ rows: 1, 'Jean Dupont': 2 }, 'an object with rows'],
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
