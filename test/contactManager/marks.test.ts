import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { autoMapped, mapped, runOn, startWith, upsert } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith([{ crmId: 'C-1', contactLastName: 'Martin', contactCity: 'Lyon' }]);
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const markForm = /^n8n-[0-9a-z]+-[0-9a-z]+-[\w-]{16}$/;
const markChanges = { field: { name: 'n8nMark' } };
const contact = (at = 0) => simulator.contacts()[at];
const update = async (items: IDataObject[], goOn = false) =>
	await runOn(simulator, {
		operation: 'update',
		items,
		goOn,
		parameters: {
			contact: '={{ ({ __rl: true, mode: "id", value: $json.id }) }}' as never,
			fields: autoMapped() as never,
			options: { markChanges },
		},
	});

describe('Change Marker Field', () => {
	it('leaves a mark in each contact that is created or updated, and does not count it as a changed field', async () => {
		const items = [
			{ crmId: 'C-1', contactCity: 'Nice' },
			{ crmId: 'C-2', contactLastName: 'Durand' },
		];
		const run = await upsert(simulator, items, { options: { markChanges } });
		expect(run.json).toMatchObject([
			{ status: 'updated', changedFields: ['contactCity'] },
			{ status: 'created', changedFields: ['crmId', 'contactLastName'] },
		]);
		const marks = simulator.contacts().map(({ fields }) => fields.n8nMark);
		expect(marks).toEqual([expect.stringMatching(markForm), expect.stringMatching(markForm)]);
		expect(new Set(marks).size).toBe(2);
	});

	it('writes nothing, no mark either, where nothing changes', async () => {
		const before = contact();
		const run = await upsert(simulator, [{ crmId: 'C-1', contactCity: 'Lyon' }], {
			options: { markChanges },
		});
		expect(run.json).toMatchObject([{ status: 'unchanged' }]);
		expect(contact()).toEqual(before);
	});

	it('marks what Create writes', async () => {
		await runOn(simulator, {
			operation: 'create',
			items: [{ contactLastName: 'Durand' }],
			parameters: { fields: autoMapped() as never, options: { markChanges } },
		});
		expect(contact(1).fields.n8nMark).toMatch(markForm);
	});

	it('marks what Update writes, the last of several items on top', async () => {
		const { id } = contact();
		const run = await update([
			{ id, contactCity: 'Nice' },
			{ id, contactCity: 'Brest', contactZipCode: '29200' },
		]);
		expect(run.json).toHaveLength(2);
		expect(contact().fields).toMatchObject({ contactCity: 'Brest', contactZipCode: '29200' });
		expect(contact().fields.n8nMark).toMatch(markForm);
	});

	it('returns the contact as it is where Update would change nothing', async () => {
		const before = contact();
		const run = await update([{ id: before.id, contactCity: 'Lyon' }]);
		expect(run.json).toMatchObject([{ id: before.id, contactCity: 'Lyon', n8nMark: null }]);
		expect(contact()).toEqual(before);
		expect(simulator.counts.byOperation.updateContact).toBeUndefined();
	});

	it('sends nothing more once a contact to update cannot be read', async () => {
		const { id } = contact();
		const items = [
			{ id, contactCity: 'Nice' },
			{ id: '0'.repeat(24), contactCity: 'Nice' },
			{ id, contactCity: 'Brest' },
		];
		const stopped = await update(items);
		expect(stopped.error?.message).toBe(`Contact "${'0'.repeat(24)}" not found in Kiamo`);
		expect(contact().fields.contactCity).toBe('Lyon');
		const { json } = await update(items, true);
		expect(json.map(({ error }) => Boolean(error))).toEqual([false, true, false]);
		expect(contact().fields.contactCity).toBe('Brest');
	});

	it.each([
		['none', 'The base has no field "none" to hold the marker: choose another'],
		[
			'score',
			'The field "Score" can\'t hold the marker, as it is a number field: choose a text field reserved for it',
		],
	])('refuses the field %s', async (name, sentence) => {
		const options = { markChanges: { field: { name } } };
		const { error } = await upsert(simulator, [{ crmId: 'C-1' }], { options });
		expect(error?.message).toBe(sentence);
	});
});

describe('Skip If Changed in Kiamo After', () => {
	const push = async (unlessChangedAfter: string, items = [{ crmId: 'C-1', contactCity: 'Nice' }]) =>
		await upsert(simulator, items, { options: { unlessChangedAfter } });

	it('leaves alone what Kiamo changed later, and says so', async () => {
		const { id, updated_at } = contact();
		const run = await push(new Date(Date.parse(updated_at) - 1).toISOString());
		expect(run.json).toMatchObject([
			{ status: 'skipped', reason: 'changedLater', id, changedFields: [], contactCity: 'Lyon' },
		]);
		expect(contact().fields.contactCity).toBe('Lyon');
	});

	it('writes what Kiamo changed at that moment or before', async () => {
		expect((await push(contact().updated_at)).json).toMatchObject([{ status: 'updated' }]);
	});

	it('does not count the earlier items of the run as changes in Kiamo', async () => {
		const { updated_at } = contact();
		const items = ['Nice', 'Brest'].map((contactCity) => ({ crmId: 'C-1', contactCity }));
		expect((await push(updated_at, items)).json).toMatchObject([
			{ status: 'updated' },
			{ status: 'updated' },
		]);
		expect(contact().fields.contactCity).toBe('Brest');
	});

	it('says unchanged where there is nothing to write', async () => {
		const run = await push('2020-01-01', [{ crmId: 'C-1', contactCity: 'Lyon' }]);
		expect(run.json).toMatchObject([{ status: 'unchanged' }]);
	});

	it('refuses what is no date', async () => {
		const { error } = await push('soon');
		expect(error?.message).toMatch(/"Skip If Changed in Kiamo After" needs a date like .*, not "soon"/);
	});
});

describe('Match On the contact ID', () => {
	const push = async (items: IDataObject[], matchOn = ['kiamoId', 'crmId']) =>
		await upsert(simulator, items, { matchOn, goOn: true });

	it('finds a contact by its ID, whatever else the item says', async () => {
		const { id } = contact();
		const run = await push([{ kiamoId: id, crmId: 'C-9', contactCity: 'Nice' }]);
		expect(run.json).toMatchObject([{ status: 'updated', id, changedFields: ['crmId', 'contactCity'] }]);
		expect(simulator.contacts()).toHaveLength(1);
		expect(contact().fields).not.toHaveProperty('kiamoId');
	});

	it('goes on to the next field for an ID of zeros, and for an empty one', async () => {
		const { id } = contact();
		const run = await push([
			{ kiamoId: '0'.repeat(24), crmId: 'C-1', contactCity: 'Nice' },
			{ kiamoId: '', crmId: 'C-1', contactCity: 'Brest' },
		]);
		expect(run.json).toMatchObject([
			{ status: 'updated', id },
			{ status: 'updated', id },
		]);
	});

	it('finds by ID when the base is read as a whole, too', async () => {
		const all = Array.from({ length: 30 }, (_, n) =>
			simulator.addContact(simulator.bases[0].id, { crmId: `D-${n}`, contactLastName: 'Petit' }),
		);
		const run = await push(all.map(({ id }) => ({ kiamoId: id, contactCity: 'Nice' })));
		expect(run.json.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
		// The first, before it is updated: a list may leave out what it holds.
		expect(simulator.counts.byOperation.getContact).toBe(1);
	});

	it('tells two items of one new contact apart from those of a known one', async () => {
		const { id } = contact();
		const run = await push([
			{ crmId: 'C-2', contactLastName: 'Durand' },
			{ kiamoId: id, contactCity: 'Nice' },
			{ crmId: 'C-2', contactCity: 'Brest' },
		]);
		expect(run.json.map(({ status }) => status)).toEqual(['created', 'updated', 'updated']);
		expect(simulator.contacts()).toHaveLength(2);
	});

	it('creates one contact for several items with an ID that Kiamo does not know, when that is chosen', async () => {
		const items = ['Nice', 'Brest'].map((contactCity) => ({
			kiamoId: 'f'.repeat(24),
			contactLastName: 'Durand',
			contactCity,
		}));
		const failed = await push(items, ['kiamoId']);
		expect(failed.json.map(({ error }) => error)).toEqual(
			Array(2).fill(`No contact has the Contact ID (Kiamo) "${'f'.repeat(24)}"`),
		);
		const options = { unknownId: 'create' };
		const run = await upsert(simulator, items, { matchOn: ['kiamoId'], options });
		expect(run.json.map(({ status }) => status)).toEqual(['created', 'updated']);
		expect(simulator.contacts().map(({ fields }) => fields.contactCity)).toEqual(['Lyon', 'Brest']);
	});

	it('refuses what cannot be an ID', async () => {
		const run = await push([{ kiamoId: '../x', crmId: 'C-1' }]);
		expect(run.json[0].error).toBe('"../x" cannot be the ID of a contact of Kiamo');
	});

	it('fails when the contact cannot be asked for, rather than create another', async () => {
		simulator.faults.add({ kind: 'status', status: 403, operationId: 'getContact' });
		const run = await push([{ kiamoId: contact().id, contactLastName: 'Martin' }]);
		expect(run.json[0].error).toMatch(/lacks the permission GET/);
		expect(simulator.contacts()).toHaveLength(1);
	});

	it('may be left empty in the mapper, and is refused there with what to do where it is not matched on', async () => {
		const mapId = async (kiamoId: string | null) => {
			const fields = mapped({ kiamoId, crmId: 'C-1', contactCity: 'Nice' }, 'crmId');
			return await upsert(simulator, [{}], { goOn: true, parameters: { fields: fields as never } });
		};
		expect((await mapId(contact().id)).json[0].error).toBe(
			'Contact ID (Kiamo) can only be used for matching: choose it under Match On, or leave it empty',
		);
		expect(contact().fields.contactCity).toBe('Lyon');
		expect((await mapId(null)).json).toMatchObject([{ status: 'updated' }]);
		expect((await mapId(' ')).json).toMatchObject([{ status: 'unchanged' }]);
	});

	it('says that it is not used where it is not matched on', async () => {
		const run = await push([{ kiamoId: contact().id, crmId: 'C-1', contactCity: 'Nice' }], ['crmId']);
		expect(run.json).toMatchObject([{ status: 'updated' }]);
		expect(run.hints).toMatchObject([{ message: expect.stringContaining('kiamoId') as string }]);
	});
});

it('lets one run after the other look for a contact, so that two at once do not create it twice', async () => {
	simulator.faults.add({ kind: 'latency', milliseconds: 100, operationId: 'createContacts', times: 2 });
	const item = { crmId: 'C-new', contactLastName: 'Nouveau' };
	const runs = await Promise.all([upsert(simulator, [item]), upsert(simulator, [item])]);
	expect(runs.map(({ json }) => json[0].status).sort()).toEqual(['created', 'unchanged']);
	expect(simulator.contacts()).toHaveLength(2);
});
