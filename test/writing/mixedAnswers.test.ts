/** Answers to arrays in another order, with values written in another way, in part, or with a status for each element. */
import type { IDataObject } from 'n8n-workflow';
import { run as runAgent } from '../agent/support';
import { autoMapped, runOn, startWith, upsert } from '../contactManager/support';
import { createCallbacks, stored } from '../interaction/support';
import type { SmallServer } from '../http/support';
import { inFrontOf, inJson, type Passing } from '../support/proxy';
import { startSimulator, type Simulator } from '../../simulator';

let simulator: Simulator;
let server: SmallServer;
afterEach(async () => {
	await server.close();
	await simulator.close();
});

type Row = Record<string, unknown> & { id: string; fields: Record<string, unknown> };
const isPhone = (value: unknown): value is string => typeof value === 'string' && /^0\d{9}$/.test(value);
const inE164 = (value: unknown) => (isPhone(value) ? `+33${value.slice(1)}` : value);
const each = (row: Row, change: (value: unknown, name: string) => unknown): Row =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			name,
			name === 'fields' ? each(value as Row, change) : change(value, name),
		]),
	) as Row;

const orders: Record<string, (rows: Row[]) => Row[]> = {
	'in its place': (rows) => rows,
	backwards: (rows) => rows.toReversed(),
	'one place on': (rows) => [...rows.slice(1), rows[0]],
};
const ways: Record<string, (row: Row) => Row> = {
	'as it is': (row) => row,
	'with phones in E.164': (row) => each(row, inE164),
	'with dates in another form': (row) =>
		each(row, (value, name) =>
			name === 'scheduled_date' && value ? (value as string).replace('.000Z', '+00:00') : value,
		),
	'with another postal code': (row) =>
		each(row, (value, name) => (name === 'contactZipCode' ? `F-${value as string}` : value)),
	'in capitals and without numbers': (row) =>
		each(row, (value, name) =>
			name === 'contactLastName' ? String(value).toUpperCase() : isPhone(value) ? null : value,
		),
};
const answers = Object.keys(orders).flatMap((order) => Object.keys(ways).map((way) => [order, way] as const));

const answering = async (order: string, way: string) => {
	const change = inJson((body, { method }) =>
		method === 'POST' && Array.isArray(body) ? orders[order]((body as Row[]).map(ways[way])) : body,
	);
	server = await inFrontOf(simulator, change);
	return { credentials: { serverUrl: server.url } };
};

const ids = (json: IDataObject[]) => json.map(({ id }) => id as string);

it('an answer that shows one record for several items shows none of them', async () => {
	simulator = await startWith([], { history: 0 });
	server = await inFrontOf(
		simulator,
		inJson((body, { method }) => (method === 'POST' ? (body as Row[]).map(() => (body as Row[])[0]) : body)),
	);
	const on = { credentials: { serverUrl: server.url } };
	const names = ['Noël', 'Petit', 'Roux'];
	const items = names.map((contactLastName, at) => ({ crmId: `C-${at}`, contactLastName }));
	const { json } = await upsert(simulator, items, on);
	const rows = new Map(simulator.contacts().map(({ id, fields }) => [id, fields.contactLastName]));
	expect(ids(json).map((id) => rows.get(id))).toEqual(names);
	const callbacks = [1, 2].map((at) => ({ phone: `061234567${at}` }));
	const { error } = await createCallbacks(simulator, {}, { ...on, items: callbacks });
	expect(error?.message).toContain("Couldn't read Kiamo's response");
	expect(stored(simulator)).toHaveLength(2);
});

describe.each(answers)('an answer to an array %s, %s', (order, way) => {
	it('shows contacts with the items that made them', async () => {
		simulator = await startWith([], { history: 0 });
		const items = [1, 2, 3, 4].map((at) => ({
			contactLastName: `Noël ${at}`,
			contactMobilePhoneNumber: `061234567${at}`,
			contactZipCode: `6900${at}`,
			contactCity: 'Lyon',
		}));
		const on = await answering(order, way);
		const namesOf = (shown: string[]) =>
			shown.map((id) => simulator.contacts().find((row) => row.id === id)?.fields.contactLastName);
		const created = await runOn(simulator, {
			operation: 'create',
			items,
			...on,
			parameters: { fields: autoMapped() as never },
		});
		const wanted = items.map(({ contactLastName }) => contactLastName);
		expect(namesOf(ids(created.json))).toEqual(wanted);
		const others = items.map((row) => ({
			...row,
			contactMobilePhoneNumber: row.contactMobilePhoneNumber.replace('06', '07'),
		}));
		const { json } = await upsert(simulator, others, { ...on, matchOn: ['contactMobilePhoneNumber'] });
		expect(namesOf(ids(json))).toEqual(wanted);
		expect(simulator.contacts()).toHaveLength(8);
	});

	it('shows callbacks with the items that made them', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0 });
		const items = [1, 2, 3, 4].map((at) => ({ phone: `061234567${at}`, at: `2030-01-0${at}T10:00:00Z` }));
		const { json } = await createCallbacks(
			simulator,
			{ when: 'later', date: '={{ $json.at }}' },
			{ items, ...(await answering(order, way)) },
		);
		const datesOf = ids(json).map(
			(id) => stored(simulator).find((row) => String(row.id) === id)?.scheduled_date,
		);
		expect(datesOf.map((date) => date?.slice(0, 10))).toEqual(items.map(({ at }) => at.slice(0, 10)));
	});

	it('shows agents with the items that made them', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0 });
		const items = ['ann', 'bob', 'cid'].map((login) => ({ login }));
		const parameters = { matchOn: 'login', login: '={{ $json.login }}', firstName: 'A', lastName: 'B' };
		const on = { items, ...(await answering(order, way)) };
		const { json } = await runAgent(simulator, 'agent.upsert', parameters, on);
		const loginsOf = ids(json).map(
			(id) => simulator.centre.agents.all().find((agent) => String(agent.id) === id)?.login,
		);
		expect(loginsOf).toEqual(items.map(({ login }) => login));
	});
});

it('the answer to an array is read in the form of a list, too', async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
	const enveloped = inJson((body, { method }) => (method === 'POST' ? { data: body } : body));
	server = await inFrontOf(simulator, enveloped);
	const items = [1, 2].map((at) => ({ phone: `061234567${at}` }));
	const { json } = await createCallbacks(simulator, {}, { items, credentials: { serverUrl: server.url } });
	expect(json).toMatchObject([{ created: true }, { created: true }]);
	expect(ids(json)).toEqual(stored(simulator).map(({ id }) => String(id)));
});

const people = (count: number, more: IDataObject = {}) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `C-${at}`, contactLastName: `Noël ${at}`, ...more }));

describe('references that a server writes in its own way', () => {
	const forms: Record<string, (reference: string) => string> = {
		'in capitals': (reference) => reference.toUpperCase(),
		'with blanks around them': (reference) => ` ${reference} `,
	};
	const create = async (references: string[], on: { credentials: IDataObject }) =>
		await createCallbacks(
			simulator,
			{ options: { reference: '={{ $json.reference }}', ifExists: 'return' } },
			{ items: references.map((reference) => ({ reference, phone: '0612345678' })), ...on },
		);
	const showing = async (form: string) => {
		server = await inFrontOf(
			simulator,
			inJson((body) =>
				JSON.parse(JSON.stringify(body), (name, value: unknown) =>
					name === 'reference' && typeof value === 'string' ? forms[form](value) : value,
				),
			),
		);
		return { credentials: { serverUrl: server.url } };
	};

	it.each(Object.keys(forms))('are found %s: no callback is created again', async (form) => {
		simulator = await startSimulator({ contacts: 0, history: 0 });
		const on = await showing(form);
		await create(['order-1', 'order-2'], on);
		const { json } = await create(['order-1', 'order-2', 'order-3'], on);
		expect(json.map(({ created }) => created)).toEqual([false, false, true]);
		expect(stored(simulator)).toHaveLength(3);
	});

	it('are others in other letters where a server keeps them as they are', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0, quirks: { ignoresFilters: ['reference'] } });
		server = await inFrontOf(simulator, () => {});
		const on = { credentials: { serverUrl: server.url } };
		await create(['order-1', 'other'], on);
		const { json } = await create(['ORDER-1', 'Order-1'], on);
		expect(json.map(({ created }) => created)).toEqual([true, true]);
	});
});

describe('a status for each element', () => {
	const refusal = { status: 422, errors: [{ field: 'crmId', message: 'Not now' }] };

	it.each([207, 200])(
		'of new contacts (%i): those that are there are shown, the others fail',
		async (status) => {
			simulator = await startWith([], { history: 0 });
			server = await inFrontOf(simulator, (passing: Passing) => {
				if (passing.method !== 'POST') return;
				const rows = JSON.parse(passing.body.toString()) as Row[];
				simulator.removeContact(simulator.bases[0].id, rows[1].id);
				passing.status = status;
				passing.body = Buffer.from(JSON.stringify([{ status: 201, data: rows[0] }, refusal, rows[2]]));
			});
			const on = { credentials: { serverUrl: server.url } };
			const { json } = await upsert(simulator, people(3), { ...on, goOn: true });
			expect(json[0]).toMatchObject({ status: 'created', crmId: 'C-0' });
			expect(json[1].message).toContain('It is unknown whether Kiamo carried out the request');
			expect(json[2]).toMatchObject({ status: 'created', crmId: 'C-2' });
			expect(simulator.contacts()).toHaveLength(2);
		},
	);

	it('of updates (207): what was not carried out is not called updated', async () => {
		simulator = await startWith(people(4, { contactCity: 'Lyon', contactZipCode: '69001' }), { history: 0 });
		const [, , third] = simulator.contacts();
		server = await inFrontOf(simulator, (passing) => {
			if (passing.method !== 'PUT') return;
			const rows = JSON.parse(passing.body.toString()) as Row[];
			if (!Array.isArray(rows) || rows.length < 2) return;
			passing.status = 207;
			passing.body = Buffer.from(
				JSON.stringify(rows.map((row) => (row.id === third.id ? { id: row.id, ...refusal } : row))),
			);
			simulator.changeContact(simulator.bases[0].id, third.id, { contactCity: 'Lyon' });
		});
		const on = { credentials: { serverUrl: server.url } };
		const { json } = await upsert(simulator, people(4, { contactCity: 'Nice' }), { ...on, goOn: true });
		expect(json.map(({ status, contactCity }) => [status, contactCity])).toEqual([
			['updated', 'Nice'],
			['updated', 'Nice'],
			[undefined, undefined],
			['updated', 'Nice'],
		]);
		expect(json[2].message).toContain('It is unknown whether Kiamo carried out the request');
	});
});

describe('a server that refuses an array and takes its good elements', () => {
	/** Answers the creation of several with a refusal, once they are created; names the bad one, or none. */
	const refusing = async (errors: object[]) => {
		server = await inFrontOf(simulator, (passing) => {
			if (passing.method !== 'POST') return;
			const rows = JSON.parse(passing.body.toString()) as Row[];
			if (!Array.isArray(rows) || rows.length < 2) return;
			passing.status = 422;
			passing.body = Buffer.from(JSON.stringify({ code: 422, message: 'Bad', errors }));
		});
		return { credentials: { serverUrl: server.url } };
	};

	it.each([[[]], [[{ field: '9.crmId', message: 'Bad' }]]])(
		'creates no contact twice (%j)',
		async (errors) => {
			simulator = await startWith([], { history: 0 });
			const run = await upsert(simulator, people(8), await refusing(errors));
			expect(run.json.map(({ status }) => status)).toEqual(Array(8).fill('created'));
			expect(simulator.contacts()).toHaveLength(8);
		},
	);

	it('is not looked for again and again where arrays are refused as a whole', async () => {
		simulator = await startWith([], { history: 0, quirks: { refusesArrays: 422 } });
		server = await inFrontOf(simulator, () => {});
		const on = { credentials: { serverUrl: server.url } };
		const run = await runOn(simulator, {
			operation: 'create',
			items: people(60),
			...on,
			parameters: { fields: autoMapped() as never },
		});
		expect(run.json).toHaveLength(60);
		expect(simulator.contacts()).toHaveLength(60);
		expect(simulator.counts.byOperation.listContacts).toBe(3);
	});

	it('creates no callback with a reference twice', async () => {
		simulator = await startSimulator({ contacts: 0, history: 0 });
		const { json } = await createCallbacks(
			simulator,
			{ options: { reference: '={{ $json.phone }}' } },
			{ items: [1, 2, 3].map((at) => ({ phone: `061234567${at}` })), ...(await refusing([])) },
		);
		expect(json).toHaveLength(3);
		expect(stored(simulator)).toHaveLength(3);
	});
});

it('what an answer to updates leaves out is shown as it is', async () => {
	simulator = await startWith(people(4, { contactCity: 'Lyon', contactZipCode: '69001' }), { history: 0 });
	const { id: last } = simulator.contacts()[3];
	server = await inFrontOf(
		simulator,
		inJson((body, { method }) => {
			if (method !== 'PUT' || !Array.isArray(body) || body.length < 2) return body;
			simulator.changeContact(simulator.bases[0].id, last, { contactCity: 'Lyon' });
			return (body as Row[]).filter(({ id }) => id !== last);
		}),
	);
	const on = { credentials: { serverUrl: server.url } };
	const { json, error } = await upsert(simulator, people(4, { contactCity: 'Nice' }), on);
	expect(error).toBeUndefined();
	expect(json.map(({ contactCity }) => contactCity)).toEqual(['Nice', 'Nice', 'Nice', 'Lyon']);
});
