import type { Simulator } from '../../simulator';
import { locate, mapped, runOn, startWith, type ContactRun } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith([
		{ crmId: 'C-0', contactLastName: 'Martin', contactCity: 'Lyon' },
		{ crmId: 'C-1', contactLastName: 'Durand', contactCity: 'Lyon' },
	]);
});
afterEach(async () => await simulator.close());

const update = async (ids: string[], options = {}, more: ContactRun = {}) =>
	await runOn(simulator, {
		operation: 'update',
		items: ids.map((id) => ({ id })),
		parameters: {
			contact: locate('={{ $json.id }}'),
			fields: mapped({ contactCity: 'Nice' }) as never,
			options,
		},
		...more,
	});
const ids = () => simulator.contacts().map(({ id }) => id);

it('returns the contacts as they are where Kiamo answers a PUT without them', async () => {
	simulator.quirks.emptyPut = true;
	const { json } = await update(ids());
	expect(json).toMatchObject([
		{ id: ids()[0], contactLastName: 'Martin', contactCity: 'Nice' },
		{ id: ids()[1], contactLastName: 'Durand', contactCity: 'Nice' },
	]);
});

it('returns what it sent where they can be written and not read', async () => {
	simulator.quirks.emptyPut = true;
	simulator.faults.add({ kind: 'status', status: 403, operationId: 'getContact', times: 99 });
	const { json } = await update(ids());
	expect(json).toMatchObject(ids().map((id) => ({ id, contactCity: 'Nice' })));
	expect(json.every((row) => !('contactLastName' in row) || row.contactLastName === null)).toBe(true);
	expect(simulator.contacts().map(({ fields }) => fields.contactCity)).toEqual(['Nice', 'Nice']);
});

it('counts an unknown contact as no change for Stop If More Than, and fails its item', async () => {
	const unknown = 'ffffffffffffffffffffffff';
	const options = { stopIfMoreThan: { limits: { updated: '2' } } };
	const { json } = await update([...ids(), unknown], options, { goOn: true });
	expect(json).toMatchObject([
		{ contactCity: 'Nice' },
		{ contactCity: 'Nice' },
		{ error: expect.stringContaining('not found') as string },
	]);
});
