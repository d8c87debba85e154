/** Servers that show records without names. */
import type { INodeParameters } from 'n8n-workflow';
import { listsIn } from '../../scripts/panelLists';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate } from '../contactManager/support';
import { allUses } from '../rights';
import { nodeOf } from '../rights/nodeOf';
import { answerCall } from '../rights/use';
import { loadOptions, mapFields, searchList } from '../support/methods';
import { operationsOf } from '../support/operations';

let simulator: Simulator;
const names = [
	'name',
	'label',
	'login',
	'first_name',
	'last_name',
	'kind',
	'category',
	'data_type',
	'fields',
];
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 3, history: 0 });
	const as = Object.fromEntries(names.map((name) => [name, name === 'fields' ? {} : null]));
	simulator.quirks.badRows = { as };
});
afterEach(async () => {
	await simulator.close();
});

const lists = allUses.flatMap(({ node, lists: calls }) =>
	Object.entries(calls)
		// Without its name, a field of a base is none.
		.filter(([, needs]) => !needs.includes('listBaseFields'))
		.map(([method]) => [node.description.displayName, method, node] as const),
);

it.each(lists)('%s: %s offers them by their ID, and searches', async (_node, method, node) => {
	const interaction = answerCall(simulator);
	simulator.centre.attach(interaction);
	const shown = listsIn(node.description.properties).find((one) => one.method === method);
	const chosen = { base: locate(simulator.bases[0].id), interaction: locate(`${interaction}`) };
	const parameters = { ...shown?.shownFor, ...chosen } as INodeParameters;
	const request = { node, credentials: credentialsOf(simulator), parameters, method };
	const { listSearch = {}, resourceMapping = {} } = node.methods ?? {};
	const options =
		method in listSearch
			? [...(await searchList(request)).results, ...(await searchList({ ...request, filter: 'é' })).results]
			: method in resourceMapping
				? (await mapFields(request)).fields.map(({ displayName, id }) => ({ name: displayName, value: id }))
				: await loadOptions(request);
	expect(options.length).toBeGreaterThan(0);
	for (const { name, value } of options)
		expect([typeof name, name, value]).toEqual(['string', expect.stringMatching(/\S/), expect.anything()]);
	for (const { name } of options) expect(name).not.toMatch(/null|undefined/);
});

it.each([
	['without filter', {}],
	['with a search', { search: 'pause' }],
])('Get Many of activities shows them %s only where they can match', async (_how, filters) => {
	const { json, error } = await operationsOf(nodeOf('KiamoActivityPlanning'))(simulator, 'activity.getAll', {
		returnAll: true,
		filters,
	});
	expect(error).toBeUndefined();
	expect(json).toHaveLength('search' in filters ? 0 : 5);
});
