import calls from '../../../examples/crm/hubspot/interaction-ended-to-activity.json';
import { HubSpot } from '../../../simulator/crm/hubspot';
import { settings } from '../support/settings';
import { expect, test } from '../support/test';
import { proveCalls } from './calls';
import { World } from './world';

const { rounds, seed } = settings();
const hubspot = new HubSpot({ lag: 3000 });
let world: World;

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
	const phones = ['+33612000001', '06 12 00 00 02', '0612000003', '0612000004', '06 12 00 00 04'];
	const persons = phones.map((phone, n) => {
		const { id } = hubspot.contacts.create(
			{ lastname: `Person ${n}`, [n % 2 ? 'mobilephone' : 'phone']: phone },
			'person',
		);
		return { id, phone: `+33${phone.replace(/\s|^0|^\+33/g, '')}` };
	});
	await proveCalls(
		world,
		calls,
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
			fail() {
				hubspot.app.faults.random({ rate: 0.1, seed });
				return () => {
					hubspot.app.faults.clear();
					return hubspot.app.faults.hits;
				};
			},
			loseAnswer: () => hubspot.app.faults.next(/^POST .*\/calls$/, { status: 0, afterWork: true }),
			requests: () => hubspot.app.log.length,
		},
		{ rounds, seed },
	);
});
