import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { mapped, startWith, upsert } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const run = async (
	value: IDataObject,
	items: IDataObject[] = [{ id: 7, name: 'Martin', tags: ['a', 'b'] }],
) =>
	await upsert(simulator, items, {
		goOn: true,
		parameters: {
			fields: mapped(
				{ crmId: '={{ $json.id }}', contactLastName: '={{ $json.name }}', ...value },
				'crmId',
			) as never,
		},
	});
const written = () => simulator.contacts().map(({ fields }) => fields);

it.each([
	['a text around an expression', { notes: '=Hello {{ $json.name }}!' }, { notes: 'Hello Martin!' }],
	['two expressions in one value', { notes: '={{ $json.name }} {{ $json.id }}' }, { notes: 'Martin 7' }],
	['a fixed text beside expressions', { notes: 'fixed' }, { notes: 'fixed' }],
	[
		'an expression that keeps its type',
		{ score: '={{ $json.id * 2 }}', optIn: '={{ $json.id > 3 }}' },
		{ score: 14, optIn: true },
	],
	[
		'commas, brackets and comments in an expression',
		{ notes: '={{ [1, 2].join(", ") // sum }}', contactCity: '={{ ({ a: "}" }).a }}' },
		{ notes: '1, 2', contactCity: '}' },
	],
	[
		'a date of n8n',
		{ lastVisit: '={{ DateTime.fromISO("2026-03-01T08:30:00Z").setZone("America/New_York") }}' },
		{ lastVisit: '2026-03-01T08:30:00.000Z' },
	],
	['the index of the item', { notes: '={{ $itemIndex }}' }, { notes: '0' }],
])('reads %s', async (_, value, expected) => {
	const { json } = await run(value);
	expect(json).toMatchObject([{ status: 'created' }]);
	expect(written()).toMatchObject([expected]);
});

it('an expression that finds nothing leaves its own field alone, and no other', async () => {
	const { json } = await run({ contactCity: '={{ $json.address.city.name }}', notes: '={{ $json.none }}' });
	expect(json).toMatchObject([{ status: 'created', changedFields: ['crmId', 'contactLastName'] }]);
});

it('names the field of a value that it cannot take', async () => {
	const { json } = await run({ notes: '={{ $json.tags }}' });
	expect(json[0].error).toMatch(/needs a single value, not a list/);
});

it('an expression that fails fails for its item alone', async () => {
	const notes = '={{ $json.id === 2 ? $("Nowhere").item.json.a : "fine" }}';
	const { json } = await run(
		{ notes },
		[1, 2, 3].map((id) => ({ id, name: `Name ${id}` })),
	);
	expect(json.map(({ status, error }) => status ?? (error ? 'failed' : ''))).toEqual([
		'created',
		'failed',
		'created',
	]);
});
