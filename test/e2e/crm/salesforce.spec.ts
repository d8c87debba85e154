import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import contacts from '../../../examples/crm/salesforce/contacts-both-ways.json';
import calls from '../../../examples/crm/salesforce/interaction-ended-to-activity.json';
import list from '../../../examples/crm/salesforce/list-to-callbacks.json';
import { fillSettings } from '../../../scripts/start/crm';
import { Salesforce } from '../../../simulator/crm/salesforce';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { proveBothWays } from './bothWays';
import { proveCallbacks } from './callbacks';
import { callers, proveCalls } from './calls';
import { atNextRequest, badDayOf, loseAnswer } from './faults';
import { fields, type Field, type Values } from './people';
import { World } from './world';

const { people, rounds, seed } = settings();
const salesforce = new Salesforce({ lag: 1000 });
const server = createServer(salesforce.app.listener);
// The company of a contact is another record in Salesforce: it is not synced.
const toSalesforce: Partial<Record<Field, string>> = {
	contactFirstName: 'FirstName',
	contactLastName: 'LastName',
	contactEmail: 'Email',
	contactPhoneNumber: 'Phone',
	contactMobilePhoneNumber: 'MobilePhone',
	contactZipCode: 'MailingPostalCode',
	contactCity: 'MailingCity',
};
const toRecord = (values: Partial<Values>) =>
	Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => {
			const own = toSalesforce[name as Field];
			return own ? [[own, value.trim().slice(0, 40)]] : [];
		}),
	);
let world: World;
let api: string;

const fail = badDayOf(salesforce.app, seed);
const requests = () => salesforce.app.log.length;

test.beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const instance_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	api = `${instance_url}/services/data/v59.0`;
	const oauthTokenData = { access_token: 'salesforce-token', token_type: 'Bearer', instance_url };
	const salesforceOAuth2Api = { environment: 'production', clientId: 'x', clientSecret: 'x', oauthTokenData };
	world = await World.open({ name: 'salesforce', hosts: {}, credentials: { salesforceOAuth2Api } });
});
test.afterAll(async () => {
	await world.close();
	server.close();
	expect(world.kiamo.contractViolations).toEqual([]);
});

test('interaction ended → task in Salesforce: one each, of the right person', async () => {
	const persons = callers.map(({ lastName, phone, isMobile, e164 }) => {
		const { id } = salesforce.contacts.create(
			{ LastName: lastName, [isMobile ? 'MobilePhone' : 'Phone']: phone },
			'person',
		);
		return { id, phone: e164 };
	});
	await proveCalls(
		world,
		fillSettings(calls, { api, turnMinutes: 2 }),
		{
			table: 'Kiamo recipe: Salesforce calls',
			persons,
			activities: async () =>
				salesforce.tasks.rows.all().map((task) => ({
					interaction: /Kiamo (\d+)/.exec(String(task.Subject))?.[1] ?? '',
					person: task.WhoId ? String(task.WhoId) : undefined,
					direction: String(task.CallType).toLowerCase(),
					seconds: Number(task.CallDurationInSeconds),
				})),
			fail,
			loseAnswer: () => loseAnswer(salesforce.app, /\/task$/i),
			requests,
		},
		{ rounds, seed },
	);
});

test('contacts → callbacks: everybody who may be called, once', async () => {
	let count = 0;
	await proveCallbacks(
		world,
		list,
		{
			async add(members) {
				for (const { phone, optedOut = false } of members)
					salesforce.contacts.create(
						{ LastName: `Member ${count++}`, MobilePhone: phone, DoNotCall: optedOut, Department: 'To call' },
						'person',
					);
			},
			async optOut(phone) {
				const contact = salesforce.contacts.rows.all().find(({ MobilePhone }) => MobilePhone === phone);
				salesforce.contacts.update(String(contact?.id), { DoNotCall: true }, 'person');
			},
			atNextRead: (what, run) =>
				atNextRequest(salesforce.app, what === 'list' ? /Department = / : /DoNotCall = true/, run),
			fail,
			requests,
		},
		{ people: 240, rounds, seed },
	);
	for (const { id } of salesforce.contacts.rows.all()) salesforce.contacts.remove(id, 'person');
});

test('contacts both ways: nobody lost, nobody duplicated, no echo', async () => {
	await proveBothWays(
		world,
		fillSettings(contacts, { api }),
		{
			table: 'Kiamo recipe: Salesforce contacts',
			synced: fields.filter((field) => field in toSalesforce),
			all: async () =>
				salesforce.contacts.rows.all().map((row) => ({
					id: row.id,
					values: Object.fromEntries(
						fields.map((field) => [field, String(row[toSalesforce[field] ?? ''] ?? '')]),
					) as Values,
				})),
			create: async (values) => salesforce.contacts.create(toRecord(values), 'person').id,
			change: async (id, values) => salesforce.contacts.update(id, toRecord(values), 'person'),
			remove: async (id) => salesforce.contacts.remove(id, 'person'),
			lacks: ['long names'],
			writes: async () => salesforce.contacts.writes.filter(({ by }) => by === 'api').length,
			requests,
			fail,
		},
		{ people, rounds, seed },
	);
});
