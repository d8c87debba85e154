import type { IDataObject } from 'n8n-workflow';
import { Clock, startSimulator, type Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { callbacks, mails, run, stored } from './support';
import type { OperationRun } from '../support/operations';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({
		contacts: 2,
		history: 0,
		clock: new Clock(new Date('2026-03-02T09:00:00Z')),
	});
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const create = async (
	items: IDataObject[],
	options: IDataObject = {},
	more: OperationRun & IDataObject = {},
) => {
	const {
		service = callbacks,
		when = 'now',
		date = '',
		destination = '={{ $json.phone }}',
		...request
	} = more;
	return await run(
		simulator,
		'interaction.create',
		{ service: locate(service as string), destination, when, date, options } as never,
		{ items, ...request },
	);
};

it('makes each item an interaction, in arrays, paired and with the number as Kiamo dials it', async () => {
	const items = Array.from({ length: 120 }, (_, at) => ({
		phone: `06 12 34 5${String(at).padStart(3, '0')}`,
	}));
	simulator.resetCounts();
	const { json, items: out } = await create(items);
	expect(json.map(({ destination }) => destination)).toEqual(
		items.map(({ phone }) => phone.replaceAll(' ', '')),
	);
	expect(json[0]).toMatchObject({ created: true, status: 'waiting', service_id: '4', scheduled_date: null });
	expect(out[119].pairedItem).toEqual({ item: 119 });
	expect(simulator.counts.arraySizes).toEqual({ createInteractions: [100, 20] });
	expect(stored(simulator)).toHaveLength(120);
});

it('writes everything given', async () => {
	const [contact] = simulator.contacts();
	const { json } = await create(
		[{ phone: '+32 470 12 34 56', id: 4711 }],
		{
			agent: '={{ 2 }}',
			contact: contact.id,
			label: ' Devis ',
			priority: 9,
			reference: '={{ $json.id }}',
			sendAs: 'e164',
			timezone: 'Indian/Reunion',
			userData: { entry: [{ name: 'shop', value: 'Lyon' }] },
			userDataJson: '{"order":42}',
		},
		{ when: 'later', date: '2026-03-03T10:30:00' },
	);
	expect(json).toMatchObject([
		{
			status: 'scheduled',
			destination: '+32470123456',
			scheduled_date: '2026-03-03T06:30:00.000Z',
			scheduled_date_local: '2026-03-03T10:30:00.000+04:00',
			timezone: 'Indian/Reunion',
			agent_id: '2',
			contact_id: contact.id,
			label: 'Devis',
			priority: 9,
			reference: '4711',
			userdata_shop: 'Lyon',
			userdata_order: 42,
		},
	]);
	expect(stored(simulator)[0].userdata).toEqual({ shop: 'Lyon', order: 42 });
});

it('sends to each service what its channel takes', async () => {
	const items = [
		{ service: mails, to: 'jean@example.com' },
		{ service: callbacks, to: '0612345678' },
		{ service: mails, to: 'paul@example.com' },
		{ service: mails, to: '0612345678' },
		{ service: '999', to: '0612345678' },
	];
	const { json } = await create(
		items,
		{},
		{ service: '={{ $json.service }}', destination: '={{ $json.to }}', goOn: true },
	);
	expect(json.map(({ service_id, error }) => service_id ?? error)).toEqual([
		'7',
		'4',
		'7',
		'"0612345678" cannot be an email address, which this service needs',
		'Service "999" not found in Kiamo',
	]);
	expect(simulator.counts.byOperation.getService).toBe(3);
});

it('takes the offset of the scheduled day, and says when an hour is ambiguous', async () => {
	const items = ['2026-03-28T10:00:00', '2026-03-30T10:00:00', '2026-10-25T02:30:00'].map((at) => ({ at }));
	const { json, hints } = await create(
		items,
		{ timezone: 'Europe/Paris' },
		{
			destination: '0612345678',
			when: 'later',
			date: '={{ $json.at }}',
		},
	);
	expect(json.map(({ scheduled_date }) => scheduled_date)).toEqual([
		'2026-03-28T09:00:00.000Z',
		'2026-03-30T08:00:00.000Z',
		'2026-10-25T00:30:00.000Z',
	]);
	expect(json[2].scheduled_date_local).toBe('2026-10-25T02:30:00.000+02:00');
	expect(hints.map(({ message }) => message)).toEqual([
		'2026-10-25 02:30 in Europe/Paris is ambiguous because of daylight saving time; the earlier time is used (item 2).',
	]);
});

it.each([
	[{ at: '2026-03-29T02:30:00' }, 'does not exist in Europe/Paris'],
	[{ at: '2026-03-02T08:00:00Z' }, 'Date is in the past: 2026-03-02 09:00 in Europe/Paris'],
	[{ at: 'tomorrow' }, '"Date" needs a date like 2026-03-14T08:30 or 14/03/2026 08:30, not "tomorrow"'],
	[{ at: '' }, '"Date" is empty'],
])('refuses the date %j before anything is sent', async (item, sentence) => {
	const { error } = await create(
		[{ at: '2026-03-05T10:00:00' }, item],
		{ timezone: 'Europe/Paris' },
		{
			destination: '0612345678',
			when: 'later',
			date: '={{ $json.at }}',
		},
	);
	expect(error?.message).toContain(sentence);
	expect(error).toMatchObject({
		context: { itemIndex: 1 },
		description: expect.stringContaining('Processed before the error: no item.') as string,
	});
	expect(stored(simulator)).toHaveLength(0);
});

it('takes a moment in the past when that is allowed, and one that just passed anyway', async () => {
	const later = { destination: '0612345678', when: 'later' };
	const past = await create([{}], { allowPast: true }, { ...later, date: '2026-03-01T08:00:00Z' });
	expect(past.json).toMatchObject([{ status: 'waiting', scheduled_date: '2026-03-01T08:00:00.000Z' }]);
	const now = await create([{}], {}, { ...later, date: '2026-03-02T08:59:50Z' });
	expect(now.json).toMatchObject([{ created: true }]);
});

it.each([
	[{ timezone: 'Mars/Base' }, '"Mars/Base" is not a time zone'],
	[{ priority: 0 }, 'Priority must be a whole number'],
	[{ agent: 'Anna' }, 'field "agent_id": must be integer (given: "Anna")'],
	[{ contact: '../x' }, '"../x" cannot be the ID of a contact'],
	[{ userDataJson: '{"a":{"b":1}}' }, 'The user data "a" is not a single value'],
	[{ agent: '=999' }, 'field "agent_id": This agent does not exist. (given: "999")'],
])('refuses the options %j', async (options, sentence) => {
	const { error } = await create([{ phone: '0612345678' }], options);
	expect(error?.message).toContain(sentence);
	expect(stored(simulator)).toHaveLength(0);
});

it('lets the good items through beside the bad ones', async () => {
	const items = [
		{ phone: '0612345678' },
		{ phone: '06 12' },
		{ phone: '0712345678', agent: '999' },
		{ phone: '0812345678' },
	];
	const { json } = await create(items, { agent: '={{ $json.agent }}' }, { goOn: true });
	expect(json.map(({ destination, error }) => destination ?? error)).toEqual([
		'0612345678',
		expect.stringContaining('"06 12" cannot be a phone number'),
		expect.stringContaining('This agent does not exist.'),
		'0812345678',
	]);
	expect(stored(simulator)).toHaveLength(2);
});

it('says which right is missing', async () => {
	const { value } = simulator.tokens.add({ label: 'Reader', verbs: ['GET'] });
	const { error } = await create([{ phone: '0612345678' }], {}, { credentials: { apiToken: value } });
	expect(error?.message).toContain('POST');
	expect(stored(simulator)).toHaveLength(0);
});
