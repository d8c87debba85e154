import type { IDataObject } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { callbacks, mails, reception, run, stored } from './support';

const start = new Date('2026-03-02T09:00:00Z');
const hour = 3_600_000;

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 1, history: 0, clock: new Clock(start) });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const place = (fields: IDataObject = {}) =>
	simulator.centre.place({ service: Number(callbacks), destination: '0612345678', ...fields });
const scheduled = (fields: IDataObject = {}) =>
	place({ scheduled_date: '2026-03-03T08:00:00.000Z', status: 'scheduled', ...fields });
/** A call that an agent took and that is over. */
const handled = (agent = 2) => {
	const { id } = simulator.centre.receive({ service: reception, customer: '0612345678' });
	simulator.centre.answer(id, agent);
	simulator.clock.advance(60_000);
	return simulator.centre.hangUp(id);
};
const by = (id: unknown) => locate(String(id));
const eachOf = (rows: Array<{ id: number }>) => ({ items: rows.map(({ id }) => ({ id })) });

describe('Get', () => {
	it('puts out an interaction flat, or as Kiamo gives it', async () => {
		const { id } = handled();
		simulator.centre.qualify(id, 9, { comment: 'fini' });
		simulator.centre.change(id, { userdata: { order: 42 } });
		const flat = await run(simulator, 'interaction.get', { interaction: by(id) });
		expect(flat.json).toMatchObject([
			{
				id: String(id),
				status: 'wrap_up',
				customer: '0612345678',
				handling_seconds: 60,
				qualification_id: '9',
				qualification_label: 'Réclamation',
				qualification_category: null,
				comment: 'fini',
				userdata_order: 42,
				scheduled_date_local: null,
				timezone: 'America/New_York',
			},
		]);
		const raw = await run(simulator, 'interaction.get', { interaction: by(id), simplify: false });
		expect(raw.json).toMatchObject([{ id: String(id), qualification: { id: '9' }, userdata: { order: 42 } }]);
	});

	it('reads each item at its own index, and pairs it', async () => {
		const rows = [place(), place({ destination: '0712345678' })];
		const { json, items } = await run(
			simulator,
			'interaction.get',
			{ interaction: by('={{ $json.id }}') },
			{ items: [...rows, { id: 99 }, rows[0]].map(({ id }) => ({ id })), goOn: true },
		);
		expect(json.map(({ destination, error }) => destination ?? error)).toEqual([
			'0612345678',
			'0712345678',
			'Interaction "99" not found in Kiamo',
			'0612345678',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
	});

	it.each(['../services', 'a/b', '1?x=2', ''])('refuses the ID %p without asking', async (given) => {
		simulator.resetCounts();
		for (const operation of ['get', 'cancel', 'update', 'qualify', 'getMessages']) {
			const { error } = await run(
				simulator,
				`interaction.${operation}`,
				{
					interaction: by('={{ $json.given }}'),
					qualification: '9',
				},
				{ items: [{ given }] },
			);
			expect(error?.message).toMatch(/cannot be the ID of an? interaction|No interaction is chosen/);
		}
		expect(simulator.counts.requests).toBe(0);
	});
});

describe('Get Many', () => {
	const ids = async (filters: IDataObject, more = {}) =>
		(await run(simulator, 'interaction.getAll', { order: 'oldest', filters, ...more } as never)).json.map(
			({ id }) => Number(id),
		);

	it('filters by every value that Kiamo knows', async () => {
		const [contact] = simulator.contacts();
		const call = handled();
		const later = scheduled({ reference: 'R-1', contact_id: contact.id });
		const mail = simulator.centre.receive({ service: Number(mails), customer: 'a@example.com' });
		expect(await ids({})).toEqual([call.id, later.id, mail.id]);
		expect(await ids({ services: [callbacks, mails] })).toEqual([later.id, mail.id]);
		expect(await ids({ agents: ['2'] })).toEqual([call.id]);
		expect(await ids({ channels: ['mail'] })).toEqual([mail.id]);
		expect(await ids({ direction: 'outbound' })).toEqual([later.id]);
		expect(await ids({ statuses: ['scheduled', 'wrap_up'] })).toEqual([call.id, later.id]);
		expect(await ids({ contacts: ` ${contact.id}, ` })).toEqual([later.id]);
		expect(await ids({ reference: ' R-1 ' })).toEqual([later.id]);
	});

	it('filters by moments, in the time zone of the workflow unless they have an offset', async () => {
		const first = handled();
		simulator.clock.advance(hour);
		const second = handled(5);
		const later = scheduled();
		const moment = (after: number) => new Date(start.getTime() + after).toISOString();
		expect(await ids({ createdSince: moment(hour / 2) })).toEqual([second.id, later.id]);
		expect(await ids({ createdBefore: moment(hour / 2) })).toEqual([first.id]);
		expect(await ids({ endedSince: moment(0), endedBefore: moment(hour / 2) })).toEqual([first.id]);
		expect(await ids({ answeredSince: moment(hour / 2) })).toEqual([second.id]);
		expect(await ids({ updatedSince: moment(hour / 2) })).toEqual([second.id, later.id]);
		expect(await ids({ scheduledSince: '2026-03-03T08:00:00Z' })).toEqual([later.id]);
		expect(await ids({ scheduledBefore: '2026-03-03T08:00:00Z' })).toEqual([]);
	});

	it('reads the rows asked for', async () => {
		const rows = Array.from({ length: 60 }, () => place());
		expect(await ids({})).toHaveLength(50);
		expect(await ids({}, { limit: 2 })).toEqual([rows[0].id, rows[1].id]);
		expect(await ids({}, { returnAll: true })).toEqual(rows.map(({ id }) => id));
		const raw = await run(simulator, 'interaction.getAll', { order: 'oldest', limit: 1, simplify: false });
		expect(raw.json).toMatchObject([{ id: String(rows[0].id), userdata: {} }]);
	});

	it.each([
		[
			{ filters: { createdSince: 'soon' } },
			'"Created Since" needs a date like 2026-03-14T08:30 or 14/03/2026 08:30, not "soon"',
		],
		[{ filters: { contacts: 'a/b' } }, '"a/b" cannot be the ID of a contact'],
		[{ limit: 0 }, 'Limit must be a whole number of 1 or more'],
	])('refuses %j', async (parameters, sentence) => {
		const { error } = await run(simulator, 'interaction.getAll', parameters);
		expect(error?.message).toContain(sentence);
	});
});

describe('Update', () => {
	const update = async (id: unknown, updateFields: IDataObject, more = {}) =>
		await run(simulator, 'interaction.update', { interaction: by(id), updateFields } as never, more);

	it('moves it, and changes priority, agent and user data, leaving the rest', async () => {
		const { id } = scheduled({ userdata: { keep: 'x', gone: 'y' }, label: 'Devis' });
		const { json } = await update(id, {
			date: '2026-07-01T10:00:00',
			timezone: 'Europe/Paris',
			priority: 8,
			agent: '2',
			userDataJson: '{"order":42}',
			removeKeys: 'gone, never',
		});
		expect(json).toMatchObject([
			{
				id: String(id),
				scheduled_date: '2026-07-01T08:00:00.000Z',
				scheduled_date_local: '2026-07-01T10:00:00.000+02:00',
				timezone: 'Europe/Paris',
				priority: 8,
				agent_id: '2',
				label: 'Devis',
				userdata_keep: 'x',
				userdata_order: 42,
			},
		]);
		expect(json[0]).not.toHaveProperty('userdata_gone');
		expect((await update(id, { removeAgent: true })).json).toMatchObject([{ agent_id: null, priority: 8 }]);
	});

	it('applies the changes of one interaction in the order of the items', async () => {
		const { id } = scheduled();
		const items = Array.from({ length: 8 }, (_, at) => ({ id, priority: at + 1 }));
		simulator.faults.add({ kind: 'latency', milliseconds: 50, operationId: 'updateInteraction' });
		const { json } = await update('={{ $json.id }}', { priority: '={{ $json.priority }}' }, { items });
		expect(json.map(({ priority }) => priority)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(stored(simulator)[0].priority).toBe(8);
	});

	it('reads back what a silent server does not tell, and says at least which when it cannot', async () => {
		simulator.quirks.emptyPut = true;
		const { id } = scheduled();
		expect((await update(id, { priority: 9 })).json).toMatchObject([
			{ id: String(id), priority: 9, status: 'scheduled' },
		]);
		simulator.faults.add({ kind: 'status', status: 403, operationId: 'getInteraction', times: Infinity });
		expect((await update(id, { priority: 2 })).json).toMatchObject([{ id: String(id), priority: null }]);
		expect(stored(simulator)[0].priority).toBe(2);
	});

	it('tells what its state forbids', async () => {
		const { id } = handled();
		const { error } = await update(id, { priority: 9 });
		expect(error?.message).toContain('field "priority": This cannot be changed while it is wrap_up.');
	});

	it.each([
		[{}, 'There is nothing to update'],
		[{ userData: { entry: [{ name: 'a', value: '' }] } }, 'There is nothing to update'],
		[{ agent: '2', removeAgent: true }, 'not both'],
		[{ date: '2020-01-01T00:00:00Z' }, 'Date is in the past'],
		[{ date: '2026-03-29T02:30', timezone: 'Europe/Paris' }, 'does not exist in Europe/Paris'],
		[{ agent: 'x y' }, '"x y" cannot be the ID of'],
	])('refuses the fields %j, and sends nothing', async (fields, sentence) => {
		const { id } = scheduled();
		simulator.resetCounts();
		const { error } = await update(id, fields);
		expect(error?.message).toContain(sentence);
		expect(simulator.counts.byOperation.updateInteraction).toBeUndefined();
	});
});

describe('Cancel', () => {
	it('cancels what is scheduled or waits, and says why it cannot cancel another', async () => {
		const rows = [scheduled(), place(), handled()];
		const { json } = await run(
			simulator,
			'interaction.cancel',
			{ interaction: by('={{ $json.id }}') },
			{ ...eachOf(rows), goOn: true },
		);
		expect(json).toEqual([
			{ cancelled: true, id: String(rows[0].id) },
			{ cancelled: true, id: String(rows[1].id) },
			expect.objectContaining({
				error: expect.stringContaining('cannot be canceled while it is wrap_up') as string,
			}),
		]);
		expect(stored(simulator).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'wrap_up']);
	});

	it('knows its own work again after the answer got lost, but no other', async () => {
		const cancel = async (id: number) => await run(simulator, 'interaction.cancel', { interaction: by(id) });
		const { id } = scheduled();
		simulator.faults.add({ kind: 'reset', afterWork: true, operationId: 'cancelInteraction' });
		expect((await cancel(id)).json).toEqual([{ cancelled: true, id: String(id) }]);
		expect((await cancel(id)).error?.message).toContain('conflict');
		const ended = handled();
		simulator.faults.add({ kind: 'reset', operationId: 'cancelInteraction' });
		expect((await cancel(ended.id)).error?.message).toContain('conflict');
	});
});

describe('Qualify', () => {
	const qualify = async (id: unknown, qualification: string, comment = '') =>
		await run(simulator, 'interaction.qualify', { interaction: by(id), qualification, comment });

	it('notes how an interaction turned out', async () => {
		const { id } = handled();
		const { json } = await qualify(id, '9', ' Rappeler ');
		expect(json).toMatchObject([{ id: String(id), qualification_label: 'Réclamation', comment: 'Rappeler' }]);
		expect((await qualify(id, '3')).json).toMatchObject([{ qualification_id: '3', comment: 'Rappeler' }]);
	});

	it('says what is wrong', async () => {
		const { id } = handled();
		expect((await qualify(id, '21')).error?.message).toContain('The service has no such qualification.');
		expect((await qualify(id, 'Sold')).error?.message).toContain(
			'field "qualification_id": must be integer (given: "Sold")',
		);
		expect((await qualify(place().id, '21')).error?.message).toContain('No agent has taken it.');
	});
});

it('Get Messages: puts out what was written, in order', async () => {
	const { id } = simulator.centre.receive({ service: Number(mails), customer: 'a@example.com' });
	simulator.centre.write(id, { author: 'agent', text: 'Bonjour' });
	const { json } = await run(simulator, 'interaction.getMessages', { interaction: by(id) });
	expect(json).toMatchObject([{ author: 'customer' }, { author: 'agent', text: 'Bonjour' }]);
	const first = await run(simulator, 'interaction.getMessages', { interaction: by(id), limit: 1 });
	expect(first.json).toMatchObject([{ author: 'customer' }]);
});

it('Get Messages: names the agent who wrote, unless names are not wanted', async () => {
	const { id } = simulator.centre.receive({ service: Number(mails), customer: 'a@example.com' });
	simulator.centre.answer(id, 3);
	simulator.centre.write(id, { author: 'agent', text: 'Bonjour' });
	const { json } = await run(simulator, 'interaction.getMessages', { interaction: by(id) });
	expect(json).toMatchObject([
		{ agent_id: null, agent_name: null },
		{ agent_id: '3', agent_name: 'Karim Benali' },
	]);
	const plain = await run(simulator, 'interaction.getMessages', { interaction: by(id), addNames: false });
	expect(plain.json[1]).not.toHaveProperty('agent_name');
});

describe('Service', () => {
	it('Get: puts out a service', async () => {
		const { json } = await run(simulator, 'service.get', { service: by(callbacks) });
		expect(json).toEqual([{ id: '4', name: 'Rappels', channel: 'call', direction: 'outbound', open: true }]);
	});

	it('Get Many: filters by channel and by opening, then limits', async () => {
		simulator.centre.setOpen(Number(callbacks), false);
		const many = async (parameters: IDataObject) =>
			(await run(simulator, 'service.getAll', parameters as never)).json.map(({ id }) => Number(id));
		expect(await many({ filters: { channels: ['call'], open: true } })).toEqual([1, 2, 3]);
		expect(await many({ filters: { channels: ['call'], open: true }, limit: 2 })).toEqual([1, 2]);
		expect(await many({ filters: { open: false, channels: ['call'] } })).toEqual([4]);
		expect(await many({ returnAll: true })).toEqual(simulator.centre.services.map(({ id }) => id));
	});
});

it('API Request: sends anything to the Interaction API', async () => {
	const { json } = await run(simulator, 'apiRequest.send', { method: 'GET', path: '/services/4' });
	expect(json).toMatchObject([{ id: 4 }]);
});
