import { startSimulator, type BadRows, type Simulator } from '../../simulator';
import {
	node as contactManager,
	runOn,
	startWith,
	upsert,
	credentialsOf,
	locate,
} from '../contactManager/support';
import { nodeOf } from '../rights/nodeOf';
import { operationsOf } from '../support/operations';
import { loadOptions, mapFields, searchList } from '../support/methods';
import { said } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
});

const people = Array.from({ length: 6 }, (_, at) => ({ crmId: `C-${at}`, contactLastName: `Name ${at}` }));
const startBad = async (as: BadRows['as'], rows: BadRows['rows'] = 'first') => {
	simulator = await startWith(people, { history: 0 });
	simulator.quirks.badRows = { as, rows, of: ['listContacts', 'getContact'] };
};

describe.each([
	['null', null, '"id", "fields"'],
	['without an ID', { id: undefined }, '"id"'],
	['with a list for the fields', { fields: [] }, '"fields"'],
	['with an empty text for the ID', { id: '' }, '"id"'],
])('a contact that comes %s', (_, as, lacks) => {
	it('is left out of Get Many, and a hint counts it', async () => {
		await startBad(as);
		const { json, hints, error } = await runOn(simulator, {
			operation: 'getAll',
			parameters: { returnAll: true },
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(5);
		expect(hints.map(({ message }) => message)).toEqual([
			`1 record is missing from the output because Kiamo returned it without ${lacks}.`,
		]);
	});

	it('makes Get fail', async () => {
		await startBad(as, 'all');
		const contact = locate(simulator.contacts()[0].id);
		const run = await runOn(simulator, { operation: 'get', parameters: { contact } });
		expect(said(run)).toMatchObject({ message: "Kiamo's response has an unexpected format" });
		expect(run.json).toEqual([]);
	});

	it('stops Create or Update before it writes', async () => {
		await startBad(as);
		const run = await upsert(simulator, [...people, { crmId: 'C-9', contactLastName: 'New' }]);
		expect(said(run)).toMatchObject({
			message: "Couldn't read the complete list from Kiamo",
			description: expect.stringContaining(`1 record lacks ${lacks}.`) as string,
		});
		expect(simulator.writes).toEqual([]);
	});

	it('is left out of the list of the panel', async () => {
		await startBad(as);
		const { results } = await searchList({
			node: contactManager,
			credentials: credentialsOf(simulator),
			parameters: { base: locate(simulator.bases[0].id) },
			method: 'searchContacts',
		});
		expect(results).toHaveLength(5);
	});
});

it('counts the bad rows, and says so when all of a page are bad', async () => {
	const getAll = { operation: 'getAll', parameters: { returnAll: true } };
	await startBad({ id: undefined });
	const [one, , three] = simulator.contacts();
	simulator.quirks.badRows = { as: { id: undefined }, rows: [one.id, three.id], of: ['listContacts'] };
	const { json, hints } = await runOn(simulator, getAll);
	expect(json).toHaveLength(4);
	expect(hints).toMatchObject([
		{ message: '2 records are missing from the output because Kiamo returned them without "id".' },
	]);
	simulator.quirks.badRows = { as: { id: undefined }, of: ['listContacts'] };
	expect(said(await runOn(simulator, getAll)).message).toBe("Kiamo's response has an unexpected format");
});

it.each([
	['KiamoAgent', 'agent.getAll', 'listAgents', 'id'],
	['KiamoAgent', 'state.getAll', 'listAgentStates', 'agent_id'],
	['KiamoAgent', 'group.getAll', 'listGroups', 'id'],
	['KiamoActivityPlanning', 'activity.getAll', 'listActivities', 'id'],
	['KiamoSupervision', 'serviceIndicator.getAll', 'listServiceIndicators', 'id'],
] as const)(
	'%s: %s leaves the first row out where it has no ID, and shows the others',
	async (name, what, list, id) => {
		simulator = await startSimulator({ contacts: 0, history: 0 });
		const run = operationsOf(nodeOf(name));
		const whole = await run(simulator, what, { returnAll: true });
		simulator.quirks.badRows = { as: { [id]: undefined, service_id: undefined }, rows: 'first', of: [list] };
		const { json, hints, error } = await run(simulator, what, { returnAll: true });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(whole.json.length - 1);
		expect(hints.map(({ message }) => message).join()).toContain('1 record is missing from the output');
	},
);

it('leaves bad rows out of fields and drop-downs', async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	const credentials = credentialsOf(simulator);
	const base = locate(simulator.bases[0].id);
	const fields = { node: contactManager, credentials, parameters: { base }, method: 'getContactFields' };
	const all = (await mapFields(fields)).fields;
	const reasons = { node: nodeOf('KiamoActivityPlanningTrigger'), credentials, method: 'getPauseReasons' };
	const options = await loadOptions(reasons);
	simulator.quirks.badRows = { as: null, rows: 'first' };
	expect((await mapFields(fields)).fields).toHaveLength(all.length - 1);
	expect(await loadOptions(reasons)).toHaveLength(options.length - 1);
});

it('an empty text for a blank is null in the output', async () => {
	simulator = await startWith(people, { history: 0, quirks: { emptyStrings: true } });
	const { json } = await runOn(simulator, { operation: 'getAll', parameters: { returnAll: true } });
	expect(json).toHaveLength(6);
	expect(json.every(({ contactCity }) => contactCity === null)).toBe(true);
	const { id } = simulator.centre.receive({ service: 1 });
	const run = operationsOf(nodeOf('KiamoInteraction'));
	const shown = await run(simulator, 'interaction.get', { interaction: locate(`${id}`) as never });
	expect(shown.json).toMatchObject([{ agent_id: null, answered_at: null }]);
});
