import contacts from '../../../examples/crm/pipedrive/contacts-both-ways.json';
import calls from '../../../examples/crm/pipedrive/interaction-ended-to-activity.json';
import list from '../../../examples/crm/pipedrive/list-to-callbacks.json';
import { fillSettings } from '../../../scripts/start/crm';
import { Pipedrive, type PipedrivePerson } from '../../../simulator/crm/pipedrive';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { proveBothWays } from './bothWays';
import { proveCallbacks } from './callbacks';
import { callers, proveCalls } from './calls';
import { atNextRequest, badDayOf, loseAnswer } from './faults';
import { fields, type Field, type Values } from './people';
import { World } from './world';

const { people, rounds, seed } = settings();
// The company, the postcode and the city are custom fields of this Pipedrive.
const custom: Partial<Record<Field, string>> = {
	companyName: '9dc80c50d78a15643bfc4ca79d76156a73a1ca0e',
	contactZipCode: '4fd3b9b1c6f0a1f2f2a0b6b7c3c8a0d1e2f3a4b5',
	contactCity: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
};
const pipedrive = new Pipedrive({ lag: 1000, tokensADay: Infinity, customFields: Object.values(custom) });
const { persons, activities } = pipedrive;
let world: World;

const fail = badDayOf(pipedrive.app, seed);
const requests = () => pipedrive.app.log.length;

/** Mobiles have that label; the first other number is the phone. A second email and a fax are there and have to stay. */
const others = {
	emails: [{ value: 'second@example.fr', primary: false, label: 'home' }],
	phones: [{ value: '+33 1 99 00 00 00', primary: false, label: 'work' }],
};
const isMobile = ({ label }: { label: string }) => label === 'mobile';

function valuesOf({ name, emails, phones, custom_fields: own }: PipedrivePerson): Values {
	const [first, ...rest] = name.trim().split(/\s+/);
	const blank = Object.fromEntries(fields.map((field) => [field, own[custom[field] ?? ''] ?? ''])) as Values;
	return {
		...blank,
		contactFirstName: rest.length > 0 ? first : '',
		contactLastName: rest.join(' ') || first,
		contactEmail: emails.find(({ primary }) => primary)?.value ?? '',
		contactPhoneNumber: phones.find((phone) => !isMobile(phone))?.value ?? '',
		contactMobilePhoneNumber: phones.find(isMobile)?.value ?? '',
	};
}

/** A person with these values, as somebody enters them in Pipedrive; what else was there stays. */
function toPerson(values: Values, old?: PipedrivePerson) {
	const { contactFirstName, contactLastName, contactEmail, contactPhoneNumber, contactMobilePhoneNumber } =
		values;
	const email = { value: contactEmail, primary: true, label: 'work' };
	const phone = { value: contactPhoneNumber, label: 'work' };
	const mobile = { value: contactMobilePhoneNumber, label: 'mobile' };
	const kept = old ? rest(old) : { emails: [], phones: [] };
	const isFilled = ({ value }: { value: string }) => value.trim() !== '';
	return {
		name: `${contactFirstName} ${contactLastName}`.trim(),
		emails: [email, ...kept.emails].filter(isFilled),
		phones: [phone, mobile, ...kept.phones].filter(isFilled),
		custom_fields: Object.fromEntries(
			Object.entries(custom).map(([field, key]) => [key, values[field as Field].trim() || null]),
		),
	};
}

function rest({ emails, phones }: PipedrivePerson) {
	const [phone, mobile] = [phones.find((one) => !isMobile(one)), phones.find(isMobile)];
	return {
		emails: emails.filter(({ primary }) => !primary),
		phones: phones.filter((one) => one !== phone && one !== mobile),
	};
}

test.beforeAll(async () => {
	const hosts = { 'api.pipedrive.com': pipedrive.listener };
	const credentials = { pipedriveApi: { apiToken: 'pipedrive-token' } };
	world = await World.open({ name: 'pipedrive', hosts, credentials });
});
test.afterAll(async () => {
	const { refused } = world.proxy;
	await world.close();
	// n8n asks its own register of tools; nothing else may be called.
	expect(refused.filter((host) => !host.startsWith('api.n8n.io'))).toEqual([]);
	expect(world.kiamo.contractViolations).toEqual([]);
	console.log(`  ${pipedrive.doorman.spent} tokens in all`);
});

test('interaction ended → activity in Pipedrive: one each, of the right person', async () => {
	const known = callers.map(({ lastName, phone, isMobile: hasMobile, e164 }) => {
		const phones = [{ value: phone, label: hasMobile ? 'mobile' : 'work' }];
		return { id: pipedrive.createPerson({ name: lastName, phones }, 'person').id, phone: e164 };
	});
	await proveCalls(
		world,
		fillSettings(calls, { turnMinutes: 2 }),
		{
			table: 'Kiamo recipe: Pipedrive calls',
			persons: known,
			activities: async () =>
				activities.all().map(({ subject, duration, participants }) => {
					const [hours, minutes, seconds] = (duration ?? '').split(':').map(Number);
					return {
						interaction: /Kiamo (\d+)/.exec(subject)?.[1] ?? '',
						person: participants.at(0)?.person_id.toString(),
						direction: subject.split(' ')[0].toLowerCase(),
						seconds: hours * 3600 + minutes * 60 + seconds,
					};
				}),
			fail,
			loseAnswer: () => loseAnswer(pipedrive.app, /\/activities$/),
			requests,
		},
		{ rounds, seed },
	);
});

test('filter → callbacks: everybody who may be called, once', async () => {
	const optedOut = new Set<string>();
	const members = new Set<string>();
	persons.filters.set('7', ({ id }) => members.has(id)).set('8', ({ id }) => optedOut.has(id));
	await proveCallbacks(
		world,
		fillSettings(list, { filter: '7', doNotCallFilter: '8' }),
		{
			async add(more) {
				for (const { phone, optedOut: isOut } of more) {
					const phones = phone ? [{ value: phone, label: 'mobile' }] : [];
					const { id } = pipedrive.createPerson({ name: `Member ${members.size}`, phones }, 'person');
					members.add(id);
					if (isOut) optedOut.add(id);
				}
			},
			async optOut(phone) {
				const person = persons.all().find(({ phones }) => phones.some(({ value }) => value === phone));
				optedOut.add(String(person?.id));
			},
			atNextRead: (what, run) =>
				atNextRequest(pipedrive.app, what === 'list' ? /"filter_id":"7"/ : /"filter_id":"8"/, run),
			fail,
			requests,
		},
		{ people: 240, rounds, seed },
	);
	for (const { id } of persons.all()) persons.remove(id, 'person');
});

test('contacts both ways: nobody lost, nobody duplicated, no echo', async () => {
	const kept = new Map<string, ReturnType<typeof rest>>();
	await proveBothWays(
		world,
		fillSettings(contacts, { fields: JSON.stringify(custom) }),
		{
			table: 'Kiamo recipe: Pipedrive contacts',
			all: async () => persons.all().map((row) => ({ id: row.id, values: valuesOf(row) })),
			create: async (values) => {
				const { emails, phones, ...person } = toPerson(values);
				const more = kept.size % 5 === 0 ? others : { emails: [], phones: [] };
				const whole = {
					...person,
					// Without a first email or phone, the second would be the first.
					emails: emails.length > 0 ? [...emails, ...more.emails] : [],
					phones: phones.some((phone) => phone.label === 'work') ? [...phones, ...more.phones] : phones,
				};
				const row = pipedrive.createPerson(whole, 'person');
				kept.set(row.id, rest(row));
				return row.id;
			},
			change: async (id, values) => {
				const row = persons.get(id);
				pipedrive.updatePerson(id, toPerson({ ...valuesOf(row), ...values }, row), 'person');
			},
			remove: async (id) => {
				persons.remove(id, 'person');
				kept.delete(id);
			},
			writes: async () => persons.writes.filter(({ by }) => by === 'api').length,
			requests,
			fail,
		},
		{ people, rounds, seed },
	);
	expect([...kept].map(([id]) => [id, rest(persons.get(id))])).toEqual([...kept]);
});
