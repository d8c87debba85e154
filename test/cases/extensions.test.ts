// daddyz/phonelib#367, google/libphonenumber#1106: colleagues behind one switchboard differ by their extension.
import { startSimulator, type Simulator } from '../../simulator';
import { locate, startWith, upsert } from '../contactManager/support';
import { callbacks, run } from '../interaction/support';

let simulator: Simulator;
afterEach(async () => await simulator.close());

it.each([
	['01 42 11 22 33 ext. 12', '01 42 11 22 33 ext. 34'],
	['01 42 11 22 33 x12', '01 42 11 22 33 x34'],
	['01 42 11 22 33#12', '01 42 11 22 33#34'],
	['01 42 11 22 33;ext=12', '01 42 11 22 33;ext=34'],
])('%s and %s are two people: the second is not written over the first', async (one, other) => {
	simulator = await startWith();
	const items = [
		{ contactLastName: 'Durand', contactPhoneNumber: one },
		{ contactLastName: 'Petit', contactPhoneNumber: other },
	];
	const { json } = await upsert(simulator, items, { matchOn: ['contactPhoneNumber'], goOn: true });
	const names = simulator.contacts().map(({ fields }) => fields.contactLastName);
	expect(names.includes('Durand') || json[0].error !== undefined).toBe(true);
	expect(names.includes('Petit') || json[1].error !== undefined).toBe(true);
});

it('an extension that was added is a change', async () => {
	simulator = await startWith([
		{ crmId: 'C-1', contactLastName: 'Durand', contactPhoneNumber: '01 42 11 22 33' },
	]);
	await upsert(simulator, [{ crmId: 'C-1', contactPhoneNumber: '01 42 11 22 33 ext. 12' }]);
	expect(String(simulator.contacts()[0].fields.contactPhoneNumber)).toMatch(/12$/);
});

it('E.164 does not cut the extension off', async () => {
	simulator = await startWith();
	const item = { crmId: 'C-1', contactLastName: 'Durand', contactPhoneNumber: '01 42 11 22 33 ext. 12' };
	await upsert(simulator, [item], { options: { phoneFormat: 'e164' } });
	expect(String(simulator.contacts()[0].fields.contactPhoneNumber)).toMatch(/12$/);
});

it('a callback with an extension is refused, or tells that it goes to the switchboard', async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	const { json, hints } = await run(
		simulator,
		'interaction.create',
		{ service: locate(callbacks) as never, destination: '01 42 11 22 33 ext. 12', when: 'now' },
		{ goOn: true },
	);
	const isEmitted =
		json[0].error !== undefined || hints.length > 0 || (json[0].destination as string).endsWith('12');
	expect(isEmitted).toBe(true);
});
