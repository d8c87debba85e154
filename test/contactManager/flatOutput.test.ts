import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownKeys } from '../../nodes/ContactManager/contact/simplify';
import type { Simulator } from '../../simulator';
import { contactTrigger } from '../contactManagerTrigger/support';
import { autoMapped, locate, mapped, runOn, startWith, upsert } from './support';

const traps = ['status', 'id', 'event', 'hints', 'merged', 'field_id', ...ownKeys];
const outputKey = (name: string) => `field_${name}`;

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
	const [{ fields, id }] = simulator.bases;
	for (const name of traps)
		fields.set(name, { name, label: `Own ${name}`, type: 'custom', data_type: 'string', required: false });
	simulator.addContact(id, { crmId: 'C-1', contactLastName: 'Martin', ...valuesOf('was') });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const valuesOf = (prefix: string) => Object.fromEntries(traps.map((name) => [name, `${prefix} ${name}`]));
const outputOf = (prefix: string) =>
	Object.fromEntries(traps.map((name) => [outputKey(name), `${prefix} ${name}`]));
const contact = () => simulator.contacts()[0];

describe('A base whose fields have the names of keys of the node', () => {
	it.each(['get', 'getAll', 'update'])('returns them as field_<name> with %s', async (operation) => {
		const { json } = await runOn(simulator, {
			operation,
			parameters: {
				contact: locate(contact().id),
				fields: mapped({ contactCity: 'Nice' }) as never,
			},
		});
		const { id, base_id, created_at, updated_at } = contact();
		expect(json).toEqual([
			expect.objectContaining({ ...outputOf('was'), id, base_id, created_at, updated_at }),
		]);
	});

	it('returns them as field_<name> with Create', async () => {
		const { json } = await runOn(simulator, {
			operation: 'create',
			parameters: { fields: mapped({ contactLastName: 'Durand', ...valuesOf('is') }) as never },
		});
		expect(json).toEqual([expect.objectContaining({ ...outputOf('is'), id: simulator.contacts()[1].id })]);
	});

	it('returns them as field_<name> with Create or Update', async () => {
		const fields = mapped({ crmId: 'C-1', ...valuesOf('is') }, 'crmId');
		const { json } = await runOn(simulator, { operation: 'upsert', parameters: { fields: fields as never } });
		const changedFields = expect.arrayContaining(traps) as string[];
		expect(json).toEqual([
			expect.objectContaining({ ...outputOf('is'), status: 'updated', id: contact().id, changedFields }),
		]);
	});

	it('emits them as field_<name>', async () => {
		const poller = contactTrigger(simulator);
		await poller.activate();
		simulator.clock.advance(60_000);
		simulator.changeContact(simulator.bases[0].id, contact().id, { status: 'is' });
		const { id, updated_at } = contact();
		const own = { event: 'updated', eventId: `${id}|${updated_at}`, id };
		expect((await poller.poll()).items).toEqual([
			expect.objectContaining({ ...outputOf('was'), field_status: 'is', ...own }),
		]);
	});

	it('takes them back with Map Automatically, and writes nothing where nothing changed', async () => {
		const before = contact();
		const { json } = await upsert(simulator, [{ crmId: 'C-1', contactCity: 'Lyon' }]);
		expect(json).toMatchObject([{ status: 'updated', changedFields: ['contactCity'] }]);
		const again = await upsert(simulator, json, { matchOn: ['kiamoId', 'crmId'] });
		expect(again.json).toMatchObject([{ status: 'unchanged', id: before.id }]);
		const changed = json.map((row) => ({ ...row, field_status: 'gold' }));
		const last = await upsert(simulator, changed, { matchOn: ['kiamoId'] });
		expect(last.json).toMatchObject([{ status: 'updated', changedFields: ['status'], field_status: 'gold' }]);
		expect(contact().fields).toEqual({ ...before.fields, contactCity: 'Lyon', status: 'gold' });
	});

	it('takes the names of the fields from other systems', async () => {
		await upsert(simulator, [{ crmId: 'C-1', status: 'gold', merged: 'no' }]);
		expect(contact().fields).toMatchObject({ status: 'gold', merged: 'no' });
	});
});

describe('Simplify off', () => {
	const simplify = false;

	it('returns the contact whole beside the keys of Create or Update', async () => {
		const items = [{ crmId: 'C-1', contactCity: 'Nice' }, { contactCity: 'Nice' }];
		const parameters = { simplify, options: { noKey: 'skip' } };
		const { json } = await upsert(simulator, items, { parameters });
		const { id } = contact();
		expect(json).toEqual([
			{ status: 'updated', id, changedFields: ['contactCity'], contact: contact() },
			{ status: 'skipped', reason: 'noKey', id: null, changedFields: [] },
		]);
	});

	it.each(['create', 'update'])('returns the contact as Kiamo has it with %s', async (operation) => {
		const { json } = await runOn(simulator, {
			operation,
			items: [{ contactLastName: 'Durand' }],
			parameters: { contact: locate(contact().id), fields: autoMapped() as never, simplify },
		});
		expect(json).toEqual([simulator.contacts().at(-1)]);
	});

	it('emits the contact whole, and the ID of one that was deleted', async () => {
		const poller = contactTrigger(simulator, { simplify, events: ['createdOrUpdated', 'deleted'] });
		await poller.activate();
		simulator.clock.advance(60_000);
		const [{ id: base_id }] = simulator.bases;
		simulator.changeContact(base_id, contact().id, { contactCity: 'Nice' });
		expect((await poller.poll()).items).toMatchObject([{ event: 'updated', contact: contact() }]);
		const { id } = contact();
		simulator.removeContact(base_id, id);
		expect((await poller.poll()).items).toEqual([
			{ event: 'deleted', eventId: `${id}|deleted`, contact: { id, base_id } },
		]);
	});
});

it('documents the keys that are reserved for the nodes', () => {
	const page = readFileSync(join(__dirname, '../../docs/nodes/contact-manager.md'), 'utf8');
	const [, sentence = ''] = /keys are reserved for the nodes: ([^.]*)\./.exec(page) ?? [];
	expect([...sentence.matchAll(/`(\w+)`/g)].map(([, key]) => key).sort()).toEqual([...ownKeys].sort());
});
