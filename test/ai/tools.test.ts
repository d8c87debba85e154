import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator, type Verb } from '../../simulator';
import { mapped } from '../contactManager/support';
import { countAsked, faultsOf, filledByModel } from '../support/aiTools';
import { expectWithinLimit } from '../support/limits';
import { propertiesOf, shownOf, toolOf, toolOperations, type Tool, type ToolOperation } from './support';

const reading = /^(Check|Download|Format|Get) /;
const writing = /^(Add|Cancel|Close|Create|Delete|Force|Open|Qualify|Remove|Replace|Send|Set|Start|Update) /;
/** Reads, too, but for many items at once, which a model does not have. */
const comparing = /^Compare /;
/** What each resource is called in the words of people. */
const things: Record<string, RegExp> = {
	activity: /kinds? of activity/,
	agent: /\bagents?\b/,
	agentIndicator: /live indicators of .*agents?\b/,
	apiRequest: /\bAPI\b/,
	attachment: /recordings/,
	base: /contact bases?\b/,
	call: /phone call/,
	contact: /\bcontacts?\b/,
	field: /fields of contact base/,
	group: /\bgroups?\b/,
	groupIndicator: /live indicators of .*groups?\b/,
	interaction: /\binteractions?\b/,
	phoneNumber: /phone numbers?\b/,
	plannedActivity: /planned/,
	queue: /waiting interactions/,
	server: /\bserver\b/,
	service: /\bservices?\b/,
	serviceIndicator: /live indicators of .*services?\b/,
	state: /\bstates?\b/,
};
const all = toolOperations.map((operation) => [operation.id, operation] as const);

describe('what a model sees of a tool', () => {
	it('covers every operation of every action node', () => {
		expect(toolOperations.length).toBeGreaterThan(55);
		expect(new Set(toolOperations.map(({ resource }) => resource))).toEqual(new Set(Object.keys(things)));
	});

	it('names each tool otherwise than the others, with room for the number of a second one', async () => {
		const tools = await Promise.all(toolOperations.map(async (operation) => await toolOf(operation)));
		const names = tools.map(({ name }) => name);
		for (const name of names) expect(name).toMatch(/^[A-Za-z0-9_-]{10,62}$/);
		expect(new Set(names).size).toBe(names.length);
	});

	it.each(all)('says what %s does, to what, where, and whether it changes anything', async (_, operation) => {
		const { description } = await toolOf(operation);
		const { displayName } = operation.node.description;
		expect(description).toMatch(/^[A-Z][A-Za-z, -]+$/);
		expect(description).toMatch(things[operation.resource]);
		expect(description).toContain(` in ${displayName}`);
		expect(description.length).toBeGreaterThanOrEqual(20);
		expect([reading, writing, comparing].filter((verbs) => verbs.test(description))).toHaveLength(1);
	});

	it.each(all)('says about %s what each argument is, in less than 4 kB', async (_, operation) => {
		const parameters = filledByModel(propertiesOf(operation));
		const shown = shownOf(await toolOf(operation, parameters));
		expect(faultsOf(shown, countAsked(parameters))).toEqual([]);
	});

	it('takes no more room than its limits', async () => {
		const schemas = toolOperations.map(async (operation) => {
			const tool = await toolOf(operation, filledByModel(propertiesOf(operation)));
			return JSON.stringify(shownOf(tool)).length;
		});
		const sizes = await Promise.all(schemas);
		expectWithinLimit('tools.largestSchemaBytes', Math.max(...sizes));
		const sum = sizes.reduce((total, size) => total + size, 0);
		expectWithinLimit('tools.allSchemasBytes', sum);
	});

	it('would not pass what a model cannot use', () => {
		const text = { type: 'string', description: 'A part of the name' };
		const tool = {
			name: 'Get_many_agents_in_Kiamo_Agent',
			description: 'Get many agents in Kiamo Agent',
			parameters: { properties: { Search: text } },
		};
		expect(faultsOf(tool, 1)).toEqual([]);
		const long = { ...text, description: 'a '.repeat(2_000) };
		const faults = (properties: object) =>
			faultsOf({ ...tool, parameters: { properties: { ...properties } } }, Object.keys(properties).length);
		expect(faults({ 'A b': text, b: {}, c: { ...text, description: '<a> b' }, d: long })).toHaveLength(5);
		expect(faultsOf({ ...tool, name: 'x', description: 'x' }, 2)).toHaveLength(3);
	});
});

describe('a tool at work', () => {
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startSimulator({ clock: new Clock(new Date('2026-03-02T10:00:00Z')) });
		for (const customer of ['0612345678', '0712345678']) simulator.centre.receive({ service: 1, customer });
	});
	afterEach(() => {
		expect(simulator.contractViolations).toEqual([]);
	});
	afterAll(async () => await simulator.close());

	const find = (id: string): ToolOperation => {
		const found = toolOperations.find((operation) => operation.id === id);
		if (!found) throw new Error(`There is no operation ${id}`);
		return found;
	};
	/** The tool of an operation whose required arguments the model gives. */
	async function give(id: string, parameters: INodeParameters = {}, verbs?: Verb[]): Promise<Tool> {
		const operation = find(id);
		const required = propertiesOf(operation).filter((property) => property.required);
		const token = simulator.tokens.add({ verbs }).value;
		const credentials = { serverUrl: simulator.url, apiToken: token };
		return await toolOf(operation, { ...filledByModel(required), ...parameters }, credentials);
	}
	const base = () => simulator.bases[0].id;
	const contact = () => ({ Base: base(), Contact: simulator.contacts()[0].id });
	const interaction = (channel: string) => () => {
		const found = simulator.centre.interactions.all().find((row) => row.channel === channel);
		return { Interaction: String(found?.id) };
	};
	const plannedActivity = () => ({ Planned_Activity: String(simulator.centre.planning.all()[0].id) });

	/** For each reading operation: the rows it gives, at most how many characters of them, and what the model says. */
	const reads: Record<string, [rows: number, maxItems: number, args?: () => IDataObject]> = {
		'kiamoActivityPlanningTool.activity.getAll': [5, 1_000],
		'kiamoActivityPlanningTool.plannedActivity.get': [1, 500, plannedActivity],
		'kiamoActivityPlanningTool.plannedActivity.getAll': [50, 20_000],
		'kiamoAgentTool.agent.get': [1, 500, () => ({ Agent: '2' })],
		'kiamoAgentTool.agent.getAll': [12, 5_000],
		'kiamoAgentTool.group.getAgents': [5, 2_000, () => ({ Group: '1' })],
		'kiamoAgentTool.group.getAll': [3, 500],
		'kiamoAgentTool.state.get': [1, 500, () => ({ Agent: '2' })],
		'kiamoAgentTool.state.getAll': [12, 5_000],
		'kiamoContactManagerTool.base.get': [1, 500, () => ({ Base: base() })],
		'kiamoContactManagerTool.base.getAll': [3, 500],
		'kiamoContactManagerTool.phoneNumber.format': [1, 500, () => ({ Text: '06 12 34 56 78' })],
		'kiamoContactManagerTool.contact.get': [1, 1_000, contact],
		'kiamoContactManagerTool.contact.getAll': [20, 20_000, () => ({ Base: base() })],
		'kiamoContactManagerTool.contact.getInteractions': [3, 5_000, contact],
		'kiamoContactManagerTool.field.getAll': [26, 5_000, () => ({ Base: base() })],
		'kiamoInteractionTool.attachment.download': [1, 500, interaction('call')],
		'kiamoInteractionTool.attachment.getAll': [1, 500, interaction('call')],
		'kiamoInteractionTool.interaction.get': [1, 1_000, interaction('call')],
		'kiamoInteractionTool.interaction.getAll': [20, 20_000],
		'kiamoInteractionTool.interaction.getMessages': [1, 1_000, interaction('chat')],
		'kiamoInteractionTool.service.get': [1, 500, () => ({ Service: '4' })],
		'kiamoInteractionTool.service.getAll': [7, 1_000],
		'kiamoActivityPlanningTool.server.checkCompatibility': [10, 4_000],
		'kiamoAgentTool.server.checkCompatibility': [17, 5_000],
		'kiamoContactManagerTool.server.checkCompatibility': [11, 5_000],
		'kiamoInteractionTool.server.checkCompatibility': [13, 5_000],
		'kiamoSupervisionTool.server.checkCompatibility': [8, 4_000],
		'kiamoSupervisionTool.agentIndicator.get': [1, 500, () => ({ Agent: '2' })],
		'kiamoSupervisionTool.agentIndicator.getAll': [12, 2_000],
		'kiamoSupervisionTool.groupIndicator.get': [1, 500, () => ({ Group: '1' })],
		'kiamoSupervisionTool.groupIndicator.getAll': [3, 1_000],
		'kiamoSupervisionTool.queue.getAll': [2, 1_000, () => ({ Service: '1' })],
		'kiamoSupervisionTool.serviceIndicator.get': [1, 500, () => ({ Service: '1' })],
		'kiamoSupervisionTool.serviceIndicator.getAll': [7, 2_000],
	};

	it('is tried below if its name says that it reads', () => {
		const named = toolOperations.filter(({ nodeName }) => reading.test(nodeName)).map(({ id }) => id);
		expect(named.sort()).toEqual(Object.keys(reads).sort());
	});

	it.each(Object.entries(reads))(
		'reads %s with the right GET alone, and answers briefly',
		async (id, [rows, maxItems, args]) => {
			const answer = await (await give(id, {}, ['GET'])).invoke(args?.() ?? {});
			expect(JSON.parse(answer)).toHaveLength(rows);
			expect(answer.length).toBeLessThan(maxItems);
		},
	);

	it('gives the fields that are chosen under Output, beside the ID, or what Kiamo has', async () => {
		const rows = async (id: string, parameters: INodeParameters, args: IDataObject) =>
			JSON.parse(await (await give(id, parameters)).invoke(args)) as IDataObject[];
		const selected = (...outputFields: string[]) => ({ output: 'fields', outputFields });
		const keys = (found: IDataObject[]) => [...new Set(found.flatMap((row) => Object.keys(row)))];

		const ofContacts = { Base: base() };
		const contacts = await rows(
			'kiamoContactManagerTool.contact.getAll',
			selected('contactEmail', 'crmId'),
			ofContacts,
		);
		expect(keys(contacts)).toEqual(['id', 'contactEmail', 'crmId']);
		const [one] = await rows('kiamoContactManagerTool.contact.get', selected('contactEmail'), contact());
		expect(one).toEqual({ id: simulator.contacts()[0].id, contactEmail: expect.any(String) as string });
		const raw = await rows('kiamoContactManagerTool.contact.getAll', { output: 'raw' }, ofContacts);
		expect(raw[0]).toMatchObject({ fields: { contactEmail: one.contactEmail } });

		const names = selected('service_name', 'status');
		const interactions = await rows('kiamoInteractionTool.interaction.getAll', names, {});
		expect(keys(interactions)).toEqual(['id', 'service_name', 'status']);
		const queue = await rows('kiamoSupervisionTool.queue.getAll', selected('customer'), { Service: '1' });
		expect(keys(queue)).toEqual(['id', 'customer']);

		const upsert = await rows(
			'kiamoContactManagerTool.contact.upsert',
			{
				...selected('crmId'),
				fields: {
					...mapped({ contactLastName: 'Tournesol', crmId: 'CRM-OUT-1' }),
					matchingColumns: ['crmId'],
				} as never,
			},
			ofContacts,
		);
		expect(upsert).toMatchObject([{ status: 'created', crmId: 'CRM-OUT-1' }]);
		expect(upsert[0]).not.toHaveProperty('contactEmail');
	});

	it('shows Output and its fields in a tool only, in the place of Simplify', () => {
		for (const operation of toolOperations) {
			const names = propertiesOf(operation).map(({ name }) => name);
			expect(names).not.toContain('simplify');
			if (!names.includes('output')) continue;
			const fields = operation.node.description.properties.find(({ name }) => name === 'outputFields');
			expect(fields?.displayOptions?.show).toMatchObject({ output: ['fields'], '@tool': [true] });
		}
	});

	it('finds what the model asks for, with filters that it fills', async () => {
		const [{ fields }] = simulator.contacts();
		const filters = { search: "={{ $fromAI('Search', 'A part of the name', 'string') }}" };
		const tool = await give('kiamoContactManagerTool.contact.getAll', { filters }, ['GET']);
		const answer = await tool.invoke({ Base: base(), Search: String(fields.contactEmail) });
		expect(JSON.parse(answer)).toMatchObject([{ contactEmail: fields.contactEmail }]);
	});

	it('creates a callback once the token may, and with GET alone creates nothing and says why', async () => {
		const args = { Service: '4', Destination: '06 12 34 56 78' };
		const create = 'kiamoInteractionTool.interaction.create';
		const before = simulator.centre.interactions.all().length;
		const refused = (await give(create, {}, ['GET'])).invoke(args);
		await expect(refused).rejects.toThrow(/POST/);
		expect(simulator.centre.interactions.all()).toHaveLength(before);

		const answer = await (await give(create)).invoke(args);
		expect(JSON.parse(answer)).toMatchObject([{ created: true, destination: '0612345678' }]);
		expect(simulator.centre.interactions.all()).toHaveLength(before + 1);
	});

	it('writes the fields of a contact that the model fills', async () => {
		const fields = mapped({
			contactLastName: "={{ $fromAI('Last_Name', 'The family name', 'string') }}",
			crmId: "={{ $fromAI('Number', 'The number of the customer', 'string') }}",
		});
		const tool = await give('kiamoContactManagerTool.contact.create', { fields: fields as never });
		await tool.invoke({ Base: base(), Last_Name: 'Castafiore', Number: 'CRM-AI-1' });
		expect(simulator.contacts().at(-1)?.fields).toMatchObject({
			contactLastName: 'Castafiore',
			crmId: 'CRM-AI-1',
		});
	});

	it('takes a choice of the model where the panel has a fixed list', async () => {
		const state = "={{ $fromAI('state', 'available, paused or logged_out') }}";
		const tool = await give('kiamoAgentTool.state.set', { state });
		const answer = await tool.invoke({ Agent: '2', state: 'logged_out' });
		expect(JSON.parse(answer)).toMatchObject([{ agent_id: '2', state: 'logged_out' }]);
	});

	it('tells a model that makes up an ID what to do instead', async () => {
		const get = async (id: string, args: IDataObject) => await (await give(id, {}, ['GET'])).invoke(args);
		await expect(get('kiamoAgentTool.agent.get', { Agent: 'Nadège' })).rejects.toThrow(
			/"Nadège" cannot be the ID of an agent[^]*Choose the agent from the list/,
		);
		await expect(get('kiamoSupervisionTool.groupIndicator.get', { Group: '99' })).rejects.toThrow(
			/Group "99" not found in Kiamo/,
		);
	});
});
