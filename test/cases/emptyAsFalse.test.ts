// odoo/odoo#197724, #10862: a CRM that says `false` for an empty field.
import type { Simulator } from '../../simulator';
import { mapped, runOn, startWith, upsert } from '../contactManager/support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const values = () => simulator.contacts().map(({ fields }) => fields);

it('false in a text or phone field is no value: nothing that is there is written over', async () => {
	simulator = await startWith([
		{ crmId: '7', contactLastName: 'Martin', contactCity: 'Lyon', contactPhoneNumber: '01 42 11 22 33' },
	]);
	const run = await upsert(simulator, [
		{ crmId: 7, contactLastName: 'Martin', contactCity: false, contactPhoneNumber: false },
	]);
	expect(run.json).toMatchObject([{ status: 'unchanged' }]);
	expect(values()).toMatchObject([{ contactCity: 'Lyon', contactPhoneNumber: '01 42 11 22 33' }]);
});

it('two people whose key is false are not one', async () => {
	simulator = await startWith();
	const items = ['Durand', 'Petit'].map((contactLastName) => ({ crmId: false, contactLastName }));
	const run = await upsert(simulator, items, { goOn: true });
	expect(run.json.filter(({ status }) => status === 'updated')).toEqual([]);
	expect(values().filter(({ crmId }) => crmId === 'false')).toEqual([]);
});

it.each(['contactEmail', 'birthDate', 'segment', 'score', 'lastVisit', 'notes'])(
	'false in %s is left out, and the others of the item are written',
	async (name) => {
		simulator = await startWith();
		const run = await upsert(simulator, [{ crmId: 7, contactLastName: 'Martin', [name]: false }], {
			goOn: true,
		});
		expect(run.json).toMatchObject([{ status: 'created' }]);
		expect(values()[0][name] ?? null).toBeNull();
	},
);

it('the same in Create', async () => {
	simulator = await startWith();
	const value = { contactLastName: '={{ $json.name }}', contactCity: '={{ $json.city }}' };
	await runOn(simulator, {
		operation: 'create',
		items: [{ name: 'Martin', city: false }],
		parameters: { fields: mapped(value) as never },
	});
	expect(values()[0].contactCity ?? null).toBeNull();
});

it('false stays a value of a yes/no field', async () => {
	simulator = await startWith();
	await upsert(simulator, [{ crmId: 7, contactLastName: 'Martin', optIn: false }]);
	expect(values()).toMatchObject([{ optIn: false }]);
});
