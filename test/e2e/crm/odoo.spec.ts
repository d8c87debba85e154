import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import contacts from '../../../examples/crm/odoo/contacts-both-ways.json';
import calls from '../../../examples/crm/odoo/interaction-ended-to-activity.json';
import list from '../../../examples/crm/odoo/list-to-callbacks.json';
import { fillSettings } from '../../../scripts/start/crm';
import { Odoo, type OdooRecord } from '../../../simulator/crm/odoo';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { proveBothWays } from './bothWays';
import { proveCallbacks } from './callbacks';
import { callers, proveCalls } from './calls';
import { atNextRequest, badDayOf, loseAnswer } from './faults';
import { fields, type Field, type Values } from './people';
import { World } from './world';

const { people, rounds, seed } = settings();
const odoo = new Odoo({ lag: 1000 });
const { partners, tags, messages } = odoo;
const server = createServer(odoo.listener);
let world: World;

const fail = badDayOf(odoo.app, seed);
const requests = () => odoo.app.log.length;

// Odoo 19 has no mobile; the company of a contact is another record. Both are not synced.
const toOdoo: Partial<Record<Field, string>> = {
	contactEmail: 'email',
	contactPhoneNumber: 'phone',
	contactZipCode: 'zip',
	contactCity: 'city',
};
const synced: Field[] = ['contactFirstName', 'contactLastName', ...(Object.keys(toOdoo) as Field[])];

function valuesOf(row: OdooRecord): Values {
	const [first, ...rest] = String(row.name).trim().split(/\s+/);
	const own = fields.map((field) => [field, String(row[toOdoo[field] ?? ''] || '')] as const);
	return {
		...(Object.fromEntries(own) as Values),
		contactFirstName: rest.length > 0 ? first : '',
		contactLastName: rest.join(' ') || first,
	};
}

const toRecord = (values: Values) => ({
	name: `${values.contactFirstName} ${values.contactLastName}`.trim(),
	...Object.fromEntries(
		Object.entries(toOdoo).map(([field, name]) => [name, values[field as Field].trim() || false]),
	),
});

test.beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const odooApiKeyApi = { url, db: 'odoo', apiKey: 'odoo-key' };
	world = await World.open({ name: 'odoo', hosts: {}, credentials: { odooApiKeyApi } });
});
test.afterAll(async () => {
	await world.close();
	server.close();
	expect(world.kiamo.contractViolations).toEqual([]);
});

test('interaction ended → note in Odoo: one each, on the right contact', async () => {
	const persons = callers.map(({ lastName, phone, e164 }) => {
		const { id } = partners.create({ name: lastName, phone }, 'person');
		return { id, phone: e164 };
	});
	await proveCalls(
		world,
		fillSettings(calls, { turnMinutes: 2 }),
		{
			table: 'Kiamo recipe: Odoo calls',
			needsPerson: true,
			persons,
			activities: async () =>
				messages.all().map(({ subject, body, res_id }) => {
					const [, hours, minutes, seconds] = /(\d\d):(\d\d):(\d\d)/.exec(String(body)) ?? [];
					return {
						interaction: /Kiamo (\d+)/.exec(String(subject))?.[1] ?? '',
						person: String(res_id),
						direction: String(subject).split(' ')[0].toLowerCase(),
						seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
					};
				}),
			fail,
			loseAnswer: () => loseAnswer(odoo.app, /mail\.message\/create$/),
			requests,
		},
		{ rounds, seed },
	);
});

test('tag → callbacks: everybody who may be called, once', async () => {
	const [toCall, doNotCall] = ['To call', 'Do not call'].map((name) =>
		Number(tags.create({ name }, 'person').id),
	);
	let count = 0;
	await proveCallbacks(
		world,
		list,
		{
			async add(members) {
				for (const { phone, optedOut } of members) {
					const category_id = optedOut ? [toCall, doNotCall] : [toCall];
					partners.create({ name: `Member ${count++}`, phone, category_id }, 'person');
				}
			},
			async optOut(phone) {
				const partner = partners.all().find((row) => row.phone === phone);
				partners.update(String(partner?.id), { category_id: [toCall, doNotCall] }, 'person');
			},
			atNextRead(what, run) {
				const tag = what === 'list' ? toCall : doNotCall;
				atNextRequest(odoo.app, new RegExp(`"category_id",[^}]*?\\b${tag}\\b`), run);
			},
			fail,
			requests,
		},
		{ people: 240, rounds, seed },
	);
	for (const { id } of partners.all()) partners.update(id, { active: false }, 'person');
});

test('contacts both ways: nobody lost, nobody duplicated, no echo', async () => {
	partners.create({ name: 'A company', is_company: true }, 'person');
	const persons = () => partners.all().filter(({ is_company }) => !is_company);
	await proveBothWays(
		world,
		contacts,
		{
			table: 'Kiamo recipe: Odoo contacts',
			synced,
			all: async () => persons().map((row) => ({ id: row.id, values: valuesOf(row) })),
			create: async (values) => partners.create(toRecord(values), 'person').id,
			change: async (id, values) => {
				partners.update(id, toRecord({ ...valuesOf(partners.get(id)), ...values }), 'person');
			},
			remove: async (id) => partners.update(id, { active: false }, 'person'),
			writes: async () => partners.writes.filter(({ by }) => by === 'api').length,
			requests,
			fail,
		},
		{ people, rounds, seed },
	);
});
