/** Servers whose lists show less than their rows hold, as a summary does. */
import type { IDataObject } from 'n8n-workflow';
import { runPlanning, startPlanning } from '../activityPlanning/support';
import { byLogin, run as runAgent } from '../agent/support';
import { locate, startWith, upsert } from '../contactManager/support';
import { callbacks, run as runInteraction, stored } from '../interaction/support';
import { said, type SmallServer } from '../http/support';
import { inFrontOf, inJson } from '../support/proxy';
import { startSimulator, type Quirks, type Simulator } from '../../simulator';

let simulator: Simulator;
let server: SmallServer;
afterEach(async () => {
	await server.close();
	await simulator.close();
});

type Row = Record<string, unknown>;
const isBlank = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);
const without = (row: Row, isHidden: (name: string, value: unknown) => boolean): Row =>
	Object.fromEntries(
		Object.entries(row)
			.filter(([name, value]) => !isHidden(name, value))
			.map(([name, value]) => [name, name === 'fields' ? without(value as Row, isHidden) : value]),
	);

/** Hides properties in lists, or everywhere. */
async function hiding(
	isHidden: (name: string, value: unknown) => boolean,
	where: 'everywhere' | 'lists' = 'lists',
): Promise<{ credentials: IDataObject }> {
	const hide = (row: unknown) => without(row as Row, isHidden);
	server = await inFrontOf(
		simulator,
		inJson((body, { method }) => {
			const { data } = body as { data?: unknown[] };
			if (Array.isArray(data)) return { ...(body as Row), data: data.map(hide) };
			return where === 'everywhere' && method === 'GET' ? hide(body) : body;
		}),
	);
	return { credentials: { serverUrl: server.url } };
}

const people = (count: number, more: IDataObject) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `C-${at}`, contactLastName: `Noël ${at}`, ...more }));

describe('where a PUT replaces, nothing is lost of what the list does not show:', () => {
	const quirks: Partial<Quirks> = { putReplaces: true };

	it('contacts', async () => {
		simulator = await startWith(people(3, { contactCity: 'Lyon', contactZipCode: '69001' }), { quirks });
		const items = people(3, { contactZipCode: '69002' });
		const run = await upsert(simulator, items, await hiding((name) => name === 'contactCity'));
		expect(said(run).message).toContain('emptied');
		expect(simulator.contacts().map(({ fields }) => fields.contactCity)).toEqual(Array(3).fill('Lyon'));
	});

	it('agents', async () => {
		simulator = await startSimulator({ contacts: 0, quirks });
		const [agent] = simulator.centre.agents.all();
		simulator.centre.agents.change(agent.id, { email: 'a@kiamo.test', extension: '1000' });
		const run = await runAgent(
			simulator,
			'agent.upsert',
			{ matchOn: 'login', login: agent.login, additionalFields: { extension: '2000' } },
			await hiding((name) => ['email', 'first_name', 'last_name', 'group_ids'].includes(name)),
		);
		expect(said(run).message).toContain('emptied');
		expect(byLogin(simulator).get(agent.login)?.email).toBe('a@kiamo.test');
	});

	it('planned activities', async () => {
		simulator = await startPlanning();
		Object.assign(simulator.quirks, quirks);
		const slot = { agent: '1', activity: '1', start: '2026-03-24T09:00', end: '2026-03-24T10:00' };
		const { credentials } = await hiding((name) => name === 'comment');
		const plan = async (item: IDataObject) =>
			await runPlanning(simulator, { operation: 'upsert', items: [item], credentials });
		await plan({ ...slot, comment: 'Bring the plan' });
		const run = await plan({ ...slot, end: '2026-03-24T11:00' });
		expect(said(run).message).toContain('emptied');
		expect(simulator.centre.planning.all().map(({ comment }) => comment)).toEqual(['Bring the plan']);
	});
});

it('contacts are updated where a contact cannot be read by itself', async () => {
	simulator = await startWith(people(3, { contactCity: 'Lyon' }));
	simulator.faults.add({ kind: 'status', status: 404, operationId: 'getContact', times: 99 });
	server = await inFrontOf(simulator, () => {});
	const on = { credentials: { serverUrl: server.url } };
	const { json } = await upsert(simulator, people(3, { contactZipCode: '69002' }), on);
	expect(json.map(({ status }) => status)).toEqual(Array(3).fill('updated'));
});

describe('the field to match on, which the first contact does not have,', () => {
	it('is not taken for blank: nobody is created', async () => {
		simulator = await startWith([{ contactLastName: 'By hand' }, ...people(6, {})]);
		const run = await upsert(simulator, people(6, {}), await hiding((name) => name === 'crmId'));
		expect(said(run).message).toContain("doesn't show their fields as expected");
		expect(simulator.writes).toEqual([]);
	});
});

describe('where blank values are left out', () => {
	it('an agent is created by an email that nobody has', async () => {
		simulator = await startSimulator({ contacts: 0 });
		for (const { id } of simulator.centre.agents.all()) simulator.centre.agents.change(id, { email: null });
		const parameters = { matchOn: 'email', email: 'n@kiamo.test', login: 'n', firstName: 'N', lastName: 'E' };
		const on = await hiding((_, value) => isBlank(value), 'everywhere');
		const { json, error } = await runAgent(simulator, 'agent.upsert', parameters, on);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ status: 'created' }]);
		const again = await runAgent(simulator, 'agent.upsert', parameters, on);
		expect(again.json).toMatchObject([{ status: 'unchanged' }]);
	});

	it('a callback is created where no interaction has a reference, though the filter is ignored', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0, quirks: { ignoresFilters: true } });
		simulator.centre.receive({ service: 4, customer: '0612345678' });
		const parameters = {
			service: locate(callbacks) as never,
			destination: '0612345678',
			when: 'now',
			options: { reference: 'order-1', ifExists: 'return' },
		};
		const on = await hiding((_, value) => isBlank(value), 'everywhere');
		const { json, error } = await runInteraction(simulator, 'interaction.create', parameters, on);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ created: true }]);
		const again = await runInteraction(simulator, 'interaction.create', parameters, on);
		expect(again.json).toMatchObject([{ created: false }]);
		expect(stored(simulator)).toHaveLength(2);
	});
});

describe('the skills of an agent', () => {
	const add = { agent: locate('1'), mode: 'add', skills: { skill: [{ id: '3', level: 5 }] } };
	const skillsOf = (id: number) => simulator.centre.agents.all().find((agent) => agent.id === id)?.skills;
	beforeEach(async () => {
		simulator = await startSimulator({ contacts: 0 });
		simulator.centre.agents.change(1, { skills: [{ id: 1, name: 'One', level: 7 }] });
	});

	it.each([
		['are not shown', (name: string) => name === 'skills'],
		['are shown without their levels', (name: string) => name === 'level'],
	])('are kept where they %s: nothing is written', async (_, isHidden) => {
		server = await inFrontOf(
			simulator,
			inJson((body) =>
				JSON.parse(JSON.stringify(body, (name, value: unknown) => (isHidden(name) ? undefined : value))),
			),
		);
		const on = { credentials: { serverUrl: server.url } };
		const run = await runAgent(simulator, 'agent.setSkills', add, on);
		expect(said(run).message).toContain("Kiamo doesn't show them");
		expect(skillsOf(1)).toMatchObject([{ id: 1, level: 7 }]);
		expect((await runAgent(simulator, 'agent.setSkills', { ...add, mode: 'replace' }, on)).error).toBe(
			undefined,
		);
		expect(skillsOf(1)).toMatchObject([{ id: 3, level: 5 }]);
	});

	it('are added to none where blank values are left out', async () => {
		simulator.centre.agents.change(2, { skills: [] });
		const on = await hiding((_, value) => isBlank(value), 'everywhere');
		const run = await runAgent(simulator, 'agent.setSkills', { ...add, agent: locate('2') }, on);
		expect(run.error).toBeUndefined();
		expect(skillsOf(2)).toMatchObject([{ id: 3, level: 5 }]);
	});
});
