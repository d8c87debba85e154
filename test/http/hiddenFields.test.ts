/** Servers whose lists don't show what records are looked for by: everybody would seem to be new. */
import type { Simulator } from '../../simulator';
import { run as runAgent } from '../agent/support';
import { autoMapped, runOn, startWith, upsert } from '../contactManager/support';
import { locate } from '../contactManager/support';
import { callbacks, run as runInteraction, stored } from '../interaction/support';
import { inFrontOf, inJson, type Passing } from '../support/proxy';
import { said, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer;
const people = ['C-0', 'C-1'].map((crmId) => ({ crmId, contactLastName: 'Noël', contactZipCode: '69001' }));
beforeEach(async () => {
	simulator = await startWith(people, { history: 0 });
});
afterEach(async () => {
	await server.close();
	await simulator.close();
});

type Row = Record<string, unknown> & { fields?: Record<string, unknown> };
const inLists = (change: (row: Row) => Row): ((passing: Passing) => void) =>
	inJson((body) => {
		const { data } = body as { data?: unknown };
		return Array.isArray(data) ? { ...(body as object), data: (data as Row[]).map(change) } : body;
	});
const inFields = (change: (name: string, value: unknown) => Array<[string, unknown]>) =>
	inLists((row) =>
		row.fields
			? {
					...row,
					fields: Object.fromEntries(
						Object.entries(row.fields).flatMap(([name, value]) => change(name, value)),
					),
				}
			: row,
	);
const forms = {
	'names in capitals': inFields((name, value) => [[name.toUpperCase(), value]]),
	'keys of some contacts only': inFields((name, value) => (value === 'C-1' ? [] : [[name, value]])),
	'keys in another form': inFields((name, value) => [[name, name === 'crmId' ? '***' : value]]),
	'keys in another form, and dates without milliseconds': inLists((row) => ({
		...row,
		updated_at: String(row.updated_at).replace(/\.\d+Z$/, 'Z'),
		fields: { ...row.fields, crmId: '***' },
	})),
	'values in objects': inFields((name, value) => [[name, { value }]]),
	'values in lists': inFields((name, value) => [[name, [value]]]),
	'names only': inFields((name, value) => (name === 'contactLastName' ? [[name, value]] : [])),
	'the key only': inFields((name, value) => (name === 'crmId' ? [[name, value]] : [])),
	'no fields': inFields(() => []),
};

it.each(Object.keys(forms) as Array<keyof typeof forms>)(
	'Create or Update, and Compare, write nothing and say so where contacts show %s',
	async (form) => {
		server = await inFrontOf(simulator, forms[form]);
		const credentials = { serverUrl: server.url };
		const items = people.map((row) => ({ ...row, contactZipCode: '69002' }));
		const sentence = "the list of contacts from Kiamo doesn't show their fields as expected";
		expect(said(await upsert(simulator, items, { credentials })).message).toContain(sentence);
		const compare = { operation: 'compare', items, credentials };
		const fields = autoMapped('crmId') as never;
		expect(said(await runOn(simulator, { ...compare, parameters: { fields } })).message).toContain(sentence);
		expect(simulator.writes).toEqual([]);
	},
);

it('Create or Update creates where nobody has the field to match on, after some contacts were read', async () => {
	for (const { id } of simulator.contacts())
		simulator.changeContact(simulator.bases[0].id, id, { crmId: null });
	server = await inFrontOf(
		simulator,
		inFields((name, value) => (value === null ? [] : [[name, value]])),
	);
	const { json } = await upsert(simulator, people, { credentials: { serverUrl: server.url } });
	expect(json.map(({ status }) => status)).toEqual(['created', 'created']);
	expect(simulator.counts.byOperation.getContact).toBe(2);
});

it.each<[what: string, change: (row: Row) => Row]>([
	['what no field of the base holds', (row) => ({ ...row, fields: { ...row.fields, fullName: 'A. Noël' } })],
	[
		'what was entered since',
		({ fields, ...row }) => ({
			...row,
			updated_at: '2099-01-01T00:00:00Z',
			fields: { ...fields, notes: 'New' },
		}),
	],
])('Create or Update takes a list for whole where the record shows %s', async (_what, change) => {
	const isRow = (body: unknown): body is Row => typeof body === 'object' && body !== null && 'fields' in body;
	server = await inFrontOf(
		simulator,
		inJson((body) => (isRow(body) ? change(body) : body)),
	);
	const items = people.map((row) => ({ ...row, contactCity: 'Lyon' }));
	const { json } = await upsert(simulator, items, { credentials: { serverUrl: server.url } });
	expect(json.map(({ status }) => status)).toEqual(['updated', 'updated']);
});

it.each<[what: string, shown: Array<[string, unknown]>]>([
	['not at all', []],
	['in another form', [['contactMobilePhoneNumber', '06XXXXXX78']]],
])(
	'Create or Update writes nothing where another phone field that counts is shown %s',
	async (_what, shown) => {
		const phones = { contactPhoneNumber: '+33123456789', contactMobilePhoneNumber: '+33612345678' };
		for (const { id } of simulator.contacts()) simulator.changeContact(simulator.bases[0].id, id, phones);
		server = await inFrontOf(
			simulator,
			inFields((name, value) => (name === 'contactMobilePhoneNumber' ? shown : [[name, value]])),
		);
		const run = await upsert(simulator, [{ contactPhoneNumber: '0612345678', contactLastName: 'Noël' }], {
			matchOn: ['contactPhoneNumber'],
			credentials: { serverUrl: server.url },
		});
		expect(said(run).message).toContain("doesn't show their fields as expected");
		expect(simulator.writes).toEqual([]);
	},
);

it('Create or Update reads no contact by itself where all items are found', async () => {
	server = await inFrontOf(
		simulator,
		inLists((row) => row),
	);
	const { json } = await upsert(simulator, people, { credentials: { serverUrl: server.url } });
	expect(json.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
	expect(simulator.counts.byOperation.getContact).toBeUndefined();
});

it('Create or Update does not take a contact that changed since the list was read for another one', async () => {
	server = await inFrontOf(
		simulator,
		inLists((row) => {
			if (row.fields)
				simulator.changeContact(simulator.bases[0].id, row.id as string, {
					crmId: `${String(row.fields.crmId)}9`,
				});
			return row;
		}),
	);
	const rows = [{ crmId: 'C-2', contactLastName: 'Roux' }];
	const { json } = await upsert(simulator, rows, { credentials: { serverUrl: server.url } });
	expect(json.map(({ status }) => status)).toEqual(['created']);
});

it('Create or Update of agents writes nothing where agents show no login', async () => {
	server = await inFrontOf(
		simulator,
		inLists((row) => ({ ...row, login: undefined })),
	);
	const run = await runAgent(
		simulator,
		'agent.upsert',
		{ matchOn: 'login', login: 'new', firstName: 'New', lastName: 'Agent' },
		{ credentials: { serverUrl: server.url } },
	);
	expect(said(run).message).toContain("doesn't show the login of agents");
	expect(simulator.writes).toEqual([]);
});

it('Create of a callback writes nothing where interactions show no reference', async () => {
	const parameters = {
		service: locate(callbacks) as never,
		destination: '0612345678',
		when: 'now',
		options: { reference: 'order-1', ifExists: 'return' },
	};
	await runInteraction(simulator, 'interaction.create', parameters);
	server = await inFrontOf(
		simulator,
		inLists((row) => ({ ...row, reference: undefined })),
	);
	const run = await runInteraction(simulator, 'interaction.create', parameters, {
		credentials: { serverUrl: server.url },
	});
	expect(said(run).message).toContain("doesn't show references");
	expect(stored(simulator)).toHaveLength(1);
});
