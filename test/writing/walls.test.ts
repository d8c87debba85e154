import type { IDataObject } from 'n8n-workflow';
import { startSimulator, type Simulator } from '../../simulator';
import { byLogin, run as runAgent } from '../agent/support';
import { locate, mapped, runOn, startWith, upsert } from '../contactManager/support';
import type { SmallServer } from '../http/support';
import { callbacks, createCallbacks, run as runInteraction, stored } from '../interaction/support';
import { inFrontOf, inJson, type Passing } from '../support/proxy';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const people = (count: number, more: IDataObject = {}) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `CRM-${at}`, contactLastName: `Name ${at}`, ...more }));

describe('a server on which a PUT replaces', () => {
	it('loses no field of a contact, and no other contact is updated', async () => {
		simulator = await startWith(people(5, { contactZipCode: '69001' }), { quirks: { putReplaces: true } });
		const { error } = await upsert(simulator, people(5, { contactCity: 'Lyon' }));
		expect(error?.message).toMatch(/^Kiamo emptied fields that the update did not send: /);
		expect(error?.description).toContain('written back and checked');
		expect(error?.description).toContain('contactZipCode "69001"');
		const fields = simulator.contacts().map((contact) => contact.fields);
		expect(fields).toMatchObject(people(5, { contactZipCode: '69001' }));
		expect(fields.map(({ contactCity }) => contactCity ?? null)).toEqual(['Lyon', null, null, null, null]);
	});

	it('names what was there where it could not be written back', async () => {
		simulator = await startWith(people(2, { contactZipCode: '69001' }), { quirks: { putReplaces: true } });
		simulator.faults.add({ kind: 'status', status: 403, operationId: 'updateContacts', skip: 1 });
		const { error } = await upsert(simulator, people(2, { contactCity: 'Lyon' }));
		expect(error?.description).toMatch(
			/could not be written back: enter it in Kiamo \(.*contactZipCode "69001".*\)\. No other record was updated\./,
		);
		expect(simulator.contacts().filter(({ fields }) => fields.contactZipCode === '69001')).toHaveLength(1);
	});

	it('fails every other item on Continue On Fail, in Update too', async () => {
		simulator = await startWith(people(3, { contactZipCode: '69001' }), { quirks: { putReplaces: true } });
		const { json } = await runOn(simulator, {
			operation: 'update',
			items: simulator.contacts().map(({ id }) => ({ id })),
			goOn: true,
			parameters: { contact: locate('={{ $json.id }}'), fields: mapped({ contactCity: 'Nice' }) as never },
		});
		expect(json.map(({ error }) => error)).toEqual(Array(3).fill(expect.stringContaining('emptied')));
		expect(simulator.contacts().map(({ fields }) => fields.contactZipCode)).toEqual(Array(3).fill('69001'));
	});

	it.each<[how: string, change: (passing: Passing) => void]>([
		['is no JSON', (passing) => (passing.body = Buffer.from('OK'))],
		['is an error of the server', (passing) => (passing.status = 500)],
		['says that it took too long', (passing) => (passing.status = 408)],
		['is a refusal', (passing) => (passing.status = 422)],
	])('loses no field of a contact where the response to an update %s', async (_how, change) => {
		simulator = await startWith(people(3, { contactZipCode: '69001' }), { quirks: { putReplaces: true } });
		const server = await inFrontOf(simulator, (passing) => {
			if (passing.method === 'PUT') change(passing);
		});
		const { json } = await upsert(simulator, people(3, { contactCity: 'Lyon' }), {
			credentials: { serverUrl: server.url },
			goOn: true,
		});
		await server.close();
		expect(json.map(({ error }) => error)).toEqual(Array(3).fill(expect.stringContaining('emptied')));
		const fields = simulator.contacts().map((contact) => contact.fields);
		expect(fields).toMatchObject(people(3, { contactZipCode: '69001' }));
		expect(fields.map(({ contactCity }) => contactCity ?? null)).toEqual(['Lyon', null, null]);
	});

	it('stops after the first update where Kiamo shows no contact afterward', async () => {
		simulator = await startWith(people(3, { contactZipCode: '69001' }), {
			quirks: { putReplaces: true, emptyPut: true },
		});
		simulator.faults.add({ kind: 'status', status: 404, operationId: 'getContact', times: Infinity });
		const { json } = await upsert(simulator, people(3, { contactCity: 'Lyon' }), { goOn: true });
		expect(json.map(({ error }) => error)).toEqual(Array(3).fill(expect.stringContaining("Couldn't check")));
		const zips = simulator.contacts().map(({ fields }) => fields.contactZipCode ?? null);
		expect(zips).toEqual([null, '69001', '69001']);
	});

	it('loses nothing of an agent', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0, quirks: { putReplaces: true } });
		const before = byLogin(simulator).get('narnaud');
		const { error } = await runAgent(simulator, 'agent.update', {
			agent: locate('1'),
			updateFields: { lastName: 'Blanc' },
		});
		expect(error?.message).toContain('emptied');
		expect(byLogin(simulator).get('narnaud')).toMatchObject({
			email: before?.email,
			group_ids: before?.group_ids,
			last_name: 'Blanc',
		});
	});

	it('loses no user data of an interaction', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0, quirks: { putReplaces: true } });
		await runInteraction(simulator, 'interaction.create', {
			service: locate(callbacks) as never,
			destination: '0612345678',
			when: 'now',
			options: { priority: 8, userDataJson: '{"order": 42}' },
		});
		const [{ id }] = stored(simulator);
		const { error } = await runInteraction(simulator, 'interaction.update', {
			interaction: locate(String(id)),
			updateFields: { userDataJson: '{"shop": "Lyon"}' },
		});
		expect(error?.message).toContain('emptied');
		expect(stored(simulator)[0]).toMatchObject({ priority: 8, userdata: { order: 42, shop: 'Lyon' } });
	});
});

it('updates many contacts with one request more than their arrays need, one as none shows the field, and one as a list may leave out others', async () => {
	simulator = await startWith(people(250));
	simulator.resetCounts();
	await upsert(simulator, people(250, { contactCity: 'Lyon' }));
	expect(simulator.counts.byOperation).toMatchObject({ updateContacts: 4 });
	expect(simulator.counts.byOperation.updateContact).toBeUndefined();
	expect(simulator.counts.byOperation.getContact).toBe(2);
	simulator.resetCounts();
	await upsert(simulator, people(250, { contactCity: 'Nice' }));
	expect(simulator.counts.byOperation.getContact).toBe(1);
});

it('finds contacts on a server whose search finds whole values only', async () => {
	simulator = await startWith(
		[...people(1200), { contactLastName: 'Petit', contactEmail: 'Jean@example.fr' }],
		{
			quirks: { narrowQ: true },
		},
	);
	const items = [{ contactEmail: 'jean@EXAMPLE.fr', contactCity: 'Nice' }];
	const { json } = await upsert(simulator, items, { matchOn: ['contactEmail'] });
	expect(json).toMatchObject([{ status: 'updated' }]);
});

it.each([400, 404, 405, 422] as const)('learns that a server takes no arrays (%d)', async (status) => {
	simulator = await startWith([], { quirks: { refusesArrays: status } });
	const { json } = await upsert(simulator, people(300));
	expect(json.every((row) => row.status === 'created')).toBe(true);
	expect(simulator.counts.byOperation.createContacts).toBeLessThan(360);
});

it('splits a refused array of changes although an earlier try of it broke', async () => {
	simulator = await startWith(people(20));
	simulator.faults.add({ kind: 'reset', operationId: 'updateContacts' });
	const items = people(20, { contactCity: 'Lyon' }).map((item, at) =>
		at === 7 ? { ...item, contactEmail: 'bad' } : item,
	);
	const { json } = await upsert(simulator, items, { goOn: true });
	expect(json.filter(({ status }) => status === 'updated')).toHaveLength(19);
	expect(json[7].error).toContain('given: "bad"');
});

it('does not take a contact that was there already for one whose creation was lost', async () => {
	simulator = await startWith();
	const at = new Date('2025-01-01');
	simulator.addContact(simulator.bases[0].id, { contactLastName: 'Petit', contactCity: 'Nice' }, { at });
	simulator.faults.add({
		kind: 'mutate',
		operationId: 'createContacts',
		run: () => {
			const [{ id }] = simulator.contacts();
			simulator.changeContact(simulator.bases[0].id, id, { contactFirstName: 'Anna' });
		},
	});
	simulator.faults.add({ kind: 'reset', operationId: 'createContacts' });
	const { json } = await upsert(simulator, [{ contactLastName: 'Petit', contactCity: 'Nice' }], {
		matchOn: ['crmId'],
		options: { noKey: 'create' },
		goOn: true,
	});
	expect(json[0].error).toBeDefined();
	expect(json[0].message).not.toContain('You can safely retry');
});

describe('an update that an answer does not show', () => {
	let server: SmallServer;
	afterEach(async () => await server.close());

	/** A server that answers an update with the contacts as they were before. */
	async function forgetful(): Promise<{ credentials: IDataObject }> {
		const before = new Map(simulator.contacts().map((row) => [row.id, structuredClone(row)]));
		const old = (row: unknown) => before.get((row as { id: string }).id);
		server = await inFrontOf(
			simulator,
			inJson((body, { method }) =>
				method !== 'PUT' ? body : Array.isArray(body) ? body.map(old) : old(body),
			),
		);
		return { credentials: { serverUrl: server.url } };
	}

	it('is read again, so that the output shows it', async () => {
		simulator = await startWith(people(4, { contactZipCode: '69001' }));
		const { json } = await upsert(simulator, people(4, { contactCity: 'Lyon' }), await forgetful());
		expect(json).toMatchObject(
			people(4, { status: 'updated', contactCity: 'Lyon', contactZipCode: '69001' }),
		);
	});

	it('is no proof that a PUT leaves alone what it does not send', async () => {
		simulator = await startWith(people(4, { contactZipCode: '69001' }), { quirks: { putReplaces: true } });
		const { error } = await upsert(simulator, people(4, { contactCity: 'Lyon' }), await forgetful());
		expect(error?.message).toContain('emptied');
		expect(simulator.contacts().map(({ fields }) => fields.contactZipCode)).toEqual(Array(4).fill('69001'));
	});
});

it.each([['updateContacts'], ['updateContact']] as const)(
	'loses nothing where %s alone replaces',
	async (call) => {
		simulator = await startWith(people(6, { contactZipCode: '69001' }), { quirks: { putReplaces: [call] } });
		await upsert(simulator, people(6, { contactCity: 'Lyon' }));
		await upsert(simulator, people(1, { contactCity: 'Nice' }));
		expect(simulator.contacts().map(({ fields }) => fields.contactZipCode)).toEqual(Array(6).fill('69001'));
	},
);

it('checks the next update where the first one had nothing to lose', async () => {
	simulator = await startWith([{ contactCity: 'Brest' }, ...people(3)], { quirks: { putReplaces: true } });
	const { error } = await runOn(simulator, {
		operation: 'update',
		items: simulator.contacts().map(({ id }) => ({ id })),
		parameters: { contact: locate('={{ $json.id }}'), fields: mapped({ contactCity: 'Nice' }) as never },
	});
	expect(error?.message).toContain('emptied');
	expect(simulator.contacts().flatMap(({ fields }) => fields.contactLastName ?? [])).toHaveLength(3);
});

it('pairs callbacks whose rows come in another order with the items that made them', async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	const reversed = inJson((body) => (Array.isArray(body) ? [...(body as unknown[])].reverse() : body));
	const server = await inFrontOf(simulator, (passing) => passing.method === 'POST' && reversed(passing));
	const items = Array.from({ length: 5 }, (_, at) => ({ phone: `061234567${at}`, key: `A-${at}` }));
	const { json } = await createCallbacks(
		simulator,
		{ options: { reference: '={{ $json.key }}' } },
		{ items, credentials: { serverUrl: server.url } },
	);
	await server.close();
	expect(json.map(({ reference }) => reference)).toEqual(items.map(({ key }) => key));
	expect(json.map(({ destination }) => destination)).toEqual(items.map(({ phone }) => phone));
});
