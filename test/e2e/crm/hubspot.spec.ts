import contacts from '../../../examples/crm/hubspot/contacts-both-ways.json';
import calls from '../../../examples/crm/hubspot/interaction-ended-to-activity.json';
import list from '../../../examples/crm/hubspot/list-to-callbacks.json';
import { fillSettings } from '../../../scripts/start/crm';
import { HubSpot } from '../../../simulator/crm/hubspot';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { proveBothWays } from './bothWays';
import { proveCallbacks } from './callbacks';
import { callers, proveCalls } from './calls';
import { atNextRequest, badDayOf, loseAnswer } from './faults';
import type { Values } from './people';
import { World } from './world';

const { people, rounds, seed } = settings();
const hubspot = new HubSpot({ lag: 3000 });
let world: World;

const toHubSpot: Record<keyof Values, string> = {
	contactFirstName: 'firstname',
	contactLastName: 'lastname',
	contactEmail: 'email',
	contactPhoneNumber: 'phone',
	contactMobilePhoneNumber: 'mobilephone',
	companyName: 'company',
	contactZipCode: 'zip',
	contactCity: 'city',
};
const names = Object.keys(toHubSpot) as Array<keyof Values>;
const toProperties = (values: Partial<Values>) =>
	Object.fromEntries(Object.entries(values).map(([name, value]) => [toHubSpot[name as keyof Values], value]));

const fail = badDayOf(hubspot.app, seed);

test.beforeAll(async () => {
	const hosts = { 'api.hubapi.com': hubspot.listener };
	const credentials = { hubspotAppToken: { appToken: 'hubspot-token' } };
	world = await World.open({ name: 'hubspot', hosts, credentials });
});
test.afterAll(async () => {
	const { refused } = world.proxy;
	await world.close();
	// n8n asks its own register of tools; nothing else may be called.
	expect(refused.filter((host) => !host.startsWith('api.n8n.io'))).toEqual([]);
	expect(world.kiamo.contractViolations).toEqual([]);
});

test('interaction ended → call in HubSpot: one each, on the right person', async () => {
	const persons = callers.map(({ lastName, phone, isMobile, e164 }) => {
		const { id } = hubspot.contacts.create(
			{ lastname: lastName, [isMobile ? 'mobilephone' : 'phone']: phone },
			'person',
		);
		return { id, phone: e164 };
	});
	await proveCalls(
		world,
		fillSettings(calls, { turnMinutes: 2 }),
		{
			table: 'Kiamo recipe: HubSpot calls',
			persons,
			activities: async () =>
				hubspot.calls.rows.all().map(({ id, properties }) => ({
					interaction: /Kiamo (\d+)/.exec(properties.hs_call_title ?? '')?.[1] ?? '',
					person: hubspot.contactOfCall.get(id),
					direction: String(properties.hs_call_direction).toLowerCase(),
					seconds: Number(properties.hs_call_duration) / 1000,
				})),
			fail,
			loseAnswer: () => loseAnswer(hubspot.app, /\/calls$/),
			requests: () => hubspot.app.log.length,
		},
		{ rounds, seed },
	);
});

test('list → callbacks: everybody who may be called, once', async () => {
	hubspot.lists.set('7', []).set('8', []);
	let count = 0;
	await proveCallbacks(
		world,
		fillSettings(list, { list: '7', doNotCallList: '8' }),
		{
			async add(members) {
				for (const { phone, optedOut } of members) {
					const { id } = hubspot.contacts.create(
						{ lastname: `Member ${count++}`, mobilephone: phone },
						'person',
					);
					hubspot.lists.get('7')?.push(id);
					if (optedOut) hubspot.lists.get('8')?.push(id);
				}
			},
			async optOut(phone) {
				const contact = hubspot.contacts.rows
					.all()
					.find(({ properties }) => properties.mobilephone === phone);
				hubspot.lists.get('8')?.push(String(contact?.id));
			},
			atNextRead: (what, run) =>
				atNextRequest(hubspot.app, what === 'list' ? /lists\/7\/memberships/ : /lists\/8\/memberships/, run),
			requests: () => hubspot.app.log.length,
			fail,
		},
		{ people: 240, rounds, seed },
	);
	for (const { id } of hubspot.contacts.rows.all()) hubspot.contacts.archive(id, 'person');
});

test('contacts both ways: nobody lost, nobody duplicated, no echo', async () => {
	await proveBothWays(
		world,
		contacts,
		{
			table: 'Kiamo recipe: HubSpot contacts',
			all: async () =>
				hubspot.contacts.rows.all().map(({ id, properties }) => ({
					id,
					values: Object.fromEntries(
						names.map((name) => [name, properties[toHubSpot[name]] ?? '']),
					) as Values,
				})),
			create: async (values) => hubspot.contacts.create(toProperties(values), 'person').id,
			change: async (id, values) => void hubspot.contacts.update(id, toProperties(values), 'person'),
			remove: async (id) => hubspot.contacts.archive(id, 'person'),
			merge: (id, other) => hubspot.contacts.merge(id, other).id,
			lacks: ['shared emails'],
			writes: async () => hubspot.contacts.writes.filter(({ by }) => by === 'api').length,
			requests: () => hubspot.app.log.length,
			fail,
		},
		{ people, rounds, seed },
	);
});
