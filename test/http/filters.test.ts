import type { IDataObject, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';
import { KiamoActivityPlanning } from '../../nodes/ActivityPlanning/KiamoActivityPlanning.node';
import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import { KiamoContactManager } from '../../nodes/ContactManager/KiamoContactManager.node';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import { KiamoSupervision } from '../../nodes/Supervision/KiamoSupervision.node';
import { startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { operationsOf } from '../support/operations';

const nodes = [
	new KiamoActivityPlanning(),
	new KiamoAgent(),
	new KiamoContactManager(),
	new KiamoInteraction(),
	new KiamoSupervision(),
];

interface Filter {
	node: INodeType;
	/** `resource.operation`, of which the filter is one. */
	what: string;
	filter: INodeProperties;
}

/** Every filter of every operation. */
const filters = nodes.flatMap((node) =>
	node.description.properties
		.filter(({ name }) => name === 'filters')
		.flatMap(({ displayOptions, options = [] }): Filter[] => {
			const { resource, operation } = (displayOptions?.show ?? {}) as Record<string, string[]>;
			return (options as INodeProperties[])
				.filter(({ type }) => type !== 'fixedCollection')
				.map((filter) => ({ node, what: `${resource.join()}.${operation.join()}`, filter }));
		}),
);
const cases = filters.map((each) => [each.node.description.name, each.what, each.filter.name, each] as const);

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 20 });
});
beforeEach(() => simulator.resetCounts());
afterAll(async () => await simulator.close());

const run = async (
	{ node, what }: Pick<Filter, 'node' | 'what'>,
	given: IDataObject,
	item: IDataObject = {},
) =>
	await operationsOf(node)(
		simulator,
		what,
		{ base: locate(simulator.bases[0].id), ...given },
		{
			items: [item],
		},
	);

it('knows the filters of all nodes that have some', () => {
	expect(cases.length).toBeGreaterThan(20);
});

describe.each(cases)('%s, %s: %s', (_node, _what, name, each) => {
	const { displayName } = each.filter;
	const lists = () =>
		simulator.counts.lastRequests.filter(({ operationId }) => !/Fields$/.test(operationId ?? ''));

	it.each([
		['undefined', '={{ $json.none }}'],
		['null', '={{ null }}'],
		['an empty text', '={{ "" }}'],
		['blanks', '={{ " \u00a0" }}'],
		['an empty list', '={{ [] }}'],
		['an error of a spreadsheet', '={{ "#N/A" }}'],
		['the text of nothing', '={{ String($json.none) }}'],
		['the text of null', '={{ `${null}` }}'],
	])('is refused with %s for a value, and nothing is read', async (_title, value) => {
		const { error } = await run(each, { filters: { [name]: value } });
		expect(error?.message).toBe(`The filter "${displayName}" has no value: fill it, or remove the filter`);
		expect(lists()).toEqual([]);
	});

	it.each([['={{ ({ id: 1 }) }}'], ['={{ "[object Object]" }}'], ['={{ [{ id: 1 }] }}']])(
		'is refused with %s, and nothing is read',
		async (value) => {
			const { error } = await run(each, { filters: { [name]: value } });
			expect(error?.message).toContain(`"${displayName}" needs`);
			expect(lists()).toEqual([]);
		},
	);
});

const offering = cases.filter(
	([
		,
		,
		,
		{
			filter: { options = [] },
		},
	]) => options.some((option) => 'value' in option && typeof option.value === 'string'),
);

it.each(offering)('%s, %s: %s takes its choices only, by value or name', async (_node, _what, name, each) => {
	const [choice] = each.filter.options as INodePropertyOptions[];
	const outputs = [];
	for (const value of [choice.value, ` ${String(choice.value).toUpperCase()}`, choice.name]) {
		const { json, error } = await run(each, { filters: { [name]: value } });
		expect(error).toBeUndefined();
		outputs.push(json);
	}
	expect(outputs.slice(1)).toEqual([outputs[0], outputs[0]]);
	simulator.resetCounts();
	const { error } = await run(each, { filters: { [name]: 'nothing of the kind' } });
	expect(error?.message).toMatch(
		new RegExp(
			`^"${each.filter.displayName}" takes one of .*${String(choice.value)}.*, not "nothing of the kind"$`,
		),
	);
	expect(simulator.counts.lastRequests).toEqual([]);
});

/** All ways to write a list, of those that fit to its values. */
const formsOf = (values: string[]): unknown[] => [
	values,
	values.join(),
	` ${values.join(' ; ')} `,
	values.join('\n'),
	JSON.stringify(values),
	`['${values.join("', '")}']`,
	[...values, '', null, values[0]],
	...(values.every((value) => /^\d+$/.test(value))
		? [values.map(Number), values.join(' '), JSON.stringify(values.map(Number))]
		: []),
];

it.each(cases.filter(([, , , { filter }]) => filter.type === 'multiOptions'))(
	'%s, %s: %s takes a list in every form',
	async (_node, _what, name, each) => {
		const { options = [] } = each.filter;
		const known = options.map((option) => String((option as { value: unknown }).value)).slice(0, 2);
		const values = known.length > 0 ? known : ['1', '2'];
		const outputs = [];
		for (const value of formsOf(values)) {
			const { json, error } = await run(each, { filters: { [name]: '={{ $json.given }}' } }, {
				given: value,
			} as IDataObject);
			expect(error).toBeUndefined();
			outputs.push(json);
		}
		for (const output of outputs) expect(output).toEqual(outputs[0]);
		const { json } = await run(each, { filters: { [name]: '={{ $json.given }}' } }, { given: values[0] });
		expect(json.length).toBeLessThanOrEqual(outputs[0].length);
	},
);

it('a search of nothing is refused, while an empty field is none', async () => {
	for (const node of nodes) {
		for (const { displayOptions } of node.description.properties.filter(({ name }) => name === 'search')) {
			const { resource, operation } = (displayOptions?.show ?? {}) as Record<string, string[]>;
			const what = `${resource.join()}.${operation.join()}`;
			const { error } = await run({ node, what }, { search: '={{ $json.none }}' });
			expect(error?.message).toBe('The filter "Search" has no value: fill it, or remove the filter');
			expect((await run({ node, what }, { search: '' })).json.length).toBeGreaterThan(0);
		}
	}
});

it.each(['={{ $json.none }}', '={{ "" }}', '={{ null }}'])(
	'API Request sends no parameter of %s',
	async (value) => {
		for (const node of nodes) {
			const what = 'apiRequest.send';
			const query = { parameter: [{ name: 'reference', value }] };
			const { error } = await run({ node, what }, { path: '/services', query });
			expect(error?.message).toBe('The parameter "reference" has no value: fill it, or remove it');
		}
		expect(simulator.counts.requests).toBe(0);
	},
);

it('API Request sends no object as a text, neither in the path nor in the query', async () => {
	const node = new KiamoInteraction();
	const what = 'apiRequest.send';
	const inPath = await run({ node, what }, { path: '=/services/{{ $json.given }}' }, { given: { id: 1 } });
	expect(inPath.error?.message).toContain('"Path" needs a single value');
	const query = { parameter: [{ name: 'reference', value: '={{ $json.given }}' }] };
	const inQuery = await run({ node, what }, { path: '/services', query }, { given: { id: 1 } });
	expect(inQuery.error?.message).toContain('"reference" needs a single value, not an object');
	expect(simulator.counts.requests).toBe(0);
});

it('API Request sends no number that has lost its last digits', async () => {
	const body = '{ "reference": 12345678901234567 }';
	const given = { method: 'POST', path: '/services/1/interactions', body };
	const { error } = await run({ node: new KiamoInteraction(), what: 'apiRequest.send' }, given);
	expect(error?.message).toContain('"reference" can\'t keep the number "12345678901234568" exactly');
	expect(simulator.counts.requests).toBe(0);
});

it('an ID that has lost its last digits is refused', async () => {
	const given = { interaction: locate('={{ $json.id }}') };
	const node = new KiamoInteraction();
	const lost = await run({ node, what: 'interaction.get' }, given, { id: 12345678901234568 });
	expect(lost.error?.message).toBe('"12345678901234568" cannot be the ID of an interaction');
});

it.each([
	['open,waiting', ['service_id', 'service_name', 'open', 'waiting']],
	['["waiting"]', ['service_id', 'service_name', 'waiting']],
	['waiting', ['service_id', 'service_name', 'waiting']],
])('Fields of indicators take %s', async (fields, keys) => {
	const { json } = await run(
		{ node: new KiamoSupervision(), what: 'serviceIndicator.getAll' },
		{
			fields: `={{ ${JSON.stringify(fields)} }}`,
		},
	);
	expect(Object.keys(json[0])).toEqual(keys);
});
