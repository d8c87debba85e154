import type { Field } from '../../nodes/ContactManager/field/fieldsOf';
import { toFieldValue } from '../../nodes/ContactManager/matching/values';
import type { Simulator } from '../../simulator';
import { mapped, runOn, startWith, upsert } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const base = { crmId: 'C-1', contactLastName: 'Martin' };
const written = () => simulator.contacts()[0].fields;

it('turns values into what the fields of the base take', async () => {
	const run = await upsert(simulator, [
		{
			...base,
			crmId: 42,
			optIn: 'oui',
			score: '12.5',
			birthDate: '1980-05-31T00:00:00.000Z',
			lastVisit: '2026-03-01T08:30:00',
			notes: '  E\u0301ric\u00a0',
		},
	]);
	expect(run.json).toMatchObject([{ status: 'created' }]);
	expect(written()).toMatchObject({
		crmId: '42',
		optIn: true,
		score: 12.5,
		birthDate: '1980-05-31',
		notes: 'Éric',
	});
	expect(new Date(String(written().lastVisit)).toISOString()).toMatch(/^2026-03-01T\d\d:30:00.000Z$/);
});

it('takes the dates that expressions of n8n give, in the time zone of the workflow', async () => {
	const value = {
		...base,
		birthDate: '={{ DateTime.fromISO("2024-05-31T22:00:00Z", { zone: "utc" }) }}',
		lastVisit: '={{ DateTime.fromISO("2026-03-01T08:30:00Z", { zone: "utc" }) }}',
	};
	const run = await upsert(simulator, [{}], { parameters: { fields: mapped(value, 'crmId') as never } });
	expect(run.error).toBeUndefined();
	expect(Date.parse(String(written().lastVisit))).toBe(Date.parse('2026-03-01T08:30:00Z'));
	expect(written().birthDate).toMatch(/^2024-0(5-31|6-01)$/);
});

it.each([
	[
		{ score: '1,234' },
		'"Score" needs a number like 12.5 or 12,5, without a thousands separator, not "1,234"',
	],
	[
		{ birthDate: '14/14/1978' },
		'"Date de naissance" needs a date like 1978-07-14 or 14/07/1978, not "14/14/1978"',
	],
	[{ optIn: 'peut-être' }, '"Accepte les e-mails" needs yes or no (true or false), not "peut-être"'],
	[{ segment: 'Autre' }, '"Segment" takes one of Particulier, Professionnel, VIP, À relancer, not "Autre"'],
	[{ contactCity: ['Lyon'] }, '"Ville" needs a single value, not a list'],
	[{ contactCity: { name: 'Lyon' } }, '"Ville" needs a single value, not an object'],
	[{ contactEmail: 'x'.repeat(70_000) }, 'has 70000 characters, more than the 65536 that can be read'],
])('refuses %j with the item and the reason', async (bad, sentence) => {
	const run = await upsert(simulator, [base, { ...base, ...bad }], { goOn: true });
	expect(run.json[0]).toMatchObject({ status: 'created' });
	expect(run.json[1].error).toContain(sentence);
	expect(run.items[1].pairedItem).toEqual({ item: 1 });
});

it.each([
	['vip', 'VIP'],
	[' À\u00a0relancer ', 'À relancer'],
	['a  RELANCER', 'À relancer'],
])('takes %j for the choice %s of a list', async (segment, choice) => {
	await upsert(simulator, [{ ...base, segment }]);
	expect(written().segment).toBe(choice);
});

it('takes a placeholder that a list offers for a choice, and no other', () => {
	const field: Field = {
		name: 'kind',
		label: 'Kind',
		type: 'default',
		data_type: 'list',
		required: false,
		values: ['Inconnu', 'VIP'],
	};
	const read = (value: unknown) => toFieldValue(field, value, { zone: 'Europe/Paris' });
	expect([read('inconnu'), read('VIP'), read(' ')]).toEqual(['Inconnu', 'VIP', undefined]);
	expect(() => read('néant')).toThrow('"Kind" takes one of Inconnu, VIP, not "néant"');
	expect(() => read({ a: 1 })).toThrow('"Kind" needs a single value, not an object');
	expect(toFieldValue({ ...field, values: undefined }, 'x', { zone: 'Europe/Paris' })).toBe('x');
});

it.each([
	['score', 12.5, '12.50'],
	['optIn', false, 'non'],
	['birthDate', '1980-05-31', '1980-05-31T00:00:00'],
	['birthDate', '1980-05-31T00:00:00.000Z', '1980-05-31'],
	['lastVisit', '2026-03-01T08:30:00.000Z', '2026-03-01T09:30:00+01:00'],
	['contactPhoneNumber', '06 12 34 56 78', '+33612345678'],
	['contactCity', 'Saint\u00a0Malo', 'Saint Malo'],
	['contactCity', 'Be\u0301ziers', 'Béziers'],
])('takes %s %s for the same as %s', async (name, stored, given) => {
	simulator.addContact(simulator.bases[0].id, { ...base, [name]: stored });
	const run = await upsert(simulator, [{ ...base, [name]: given }]);
	expect(run.json).toMatchObject([{ status: 'unchanged' }]);
});

it('writes phones as given, or as E.164 where it changes a number anyway', async () => {
	const item = { ...base, contactPhoneNumber: '06 12 34 56 78', contactMobilePhoneNumber: 'poste 12' };
	await upsert(simulator, [item]);
	expect(written()).toMatchObject({
		contactPhoneNumber: '06 12 34 56 78',
		contactMobilePhoneNumber: 'poste 12',
	});
	const options = { phoneFormat: 'e164' };
	expect((await upsert(simulator, [item], { options })).json).toMatchObject([{ status: 'unchanged' }]);
	await upsert(simulator, [{ ...item, contactPhoneNumber: '06 12 34 56 79' }], { options });
	expect(written()).toMatchObject({
		contactPhoneNumber: '+33612345679',
		contactMobilePhoneNumber: 'poste 12',
	});
});

it('refuses phones that are none when set so, in Create and in Create or Update', async () => {
	const item = { ...base, contactPhoneNumber: 'poste 12' };
	const options = { badValue: 'fail' };
	const run = await upsert(simulator, [item], { options });
	expect(run.error?.message).toMatch(/needs a phone number like .+, not "poste 12"/);
	const create = await runOn(simulator, {
		operation: 'create',
		items: [item],
		parameters: { fields: mapped(item) as never, options },
	});
	expect(create.error?.message).toMatch(/needs a phone number like .+, not "poste 12"/);
	expect(simulator.contacts()).toEqual([]);
});

it('leaves out keys that are no fields of the base, and says which', async () => {
	const run = await upsert(simulator, [{ ...base, createdBy: 'me', __proto__: { a: 1 }, constructor: 'x' }]);
	expect(run.json).toMatchObject([{ status: 'created' }]);
	expect(run.hints.map(({ message }) => message)).toEqual([
		'The base has no field for: createdBy, constructor. These columns were ignored.',
	]);
});

it('writes hostile values as the text they are', async () => {
	const hostile = [
		'<script>alert(1)</script>',
		"'; DROP TABLE contacts; --",
		'{{ $json }}',
		'../../etc',
		'\u0000\uD800x',
	];
	const items = hostile.map((notes, at) => ({ ...base, crmId: `C-${at}`, notes }));
	const run = await upsert(simulator, items);
	expect(run.error).toBeUndefined();
	expect(
		simulator
			.contacts()
			.map(({ fields }) => fields.notes)
			.slice(0, 4),
	).toEqual(hostile.slice(0, 4));
});
