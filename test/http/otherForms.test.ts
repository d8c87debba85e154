/** Servers that answer what Kiamo answers, in another form. */
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import type { Simulator } from '../../simulator';
import { readAnswer } from '../../nodes/shared/transport/door';
import { runOn, startWith, upsert } from '../contactManager/support';
import { inFrontOf, inJson, type Passing } from '../support/proxy';
import { said, type SmallServer } from './support';

let simulator: Simulator;
let server: SmallServer;
const people = [
	{ crmId: 'C-0', contactLastName: 'Lefèvre', contactZipCode: '69001' },
	{ crmId: 'C-1', contactLastName: 'Noël', contactZipCode: '69002' },
];
beforeEach(async () => {
	simulator = await startWith(people);
});
afterEach(async () => {
	await server.close();
	await simulator.close();
});

const add = [
	...people.map((row) => ({ ...row, contactCity: 'Nîmes' })),
	{ crmId: 'C-2', contactLastName: 'Új' },
];
async function sync(change: (passing: Passing) => void, heard?: (text: string) => string) {
	server = await inFrontOf(simulator, change, heard);
	const credentials = { serverUrl: server.url };
	const run = await upsert(simulator, add, { credentials });
	return { ...run, again: run.error ? undefined : await upsert(simulator, add, { credentials }) };
}
const held = () =>
	simulator.contacts().map(({ fields }) => [fields.crmId, fields.contactLastName, fields.contactZipCode]);

const latin = (passing: Passing) => (passing.body = Buffer.from(passing.body.toString(), 'latin1'));
const forms: Record<string, (passing: Passing) => void> = {
	gzip(passing) {
		passing.headers['content-encoding'] = 'gzip';
		passing.body = gzipSync(passing.body);
	},
	'deflate without its header'(passing) {
		passing.headers['content-encoding'] = 'deflate';
		passing.body = deflateRawSync(passing.body);
	},
	Brotli(passing) {
		passing.headers['content-encoding'] = 'br';
		passing.body = brotliCompressSync(passing.body);
	},
	'ISO-8859-1, and says so'(passing) {
		passing.headers['content-type'] = 'application/json; charset="ISO-8859-1"';
		passing.body = Buffer.from(passing.body.toString().replace('Új', 'Uj'), 'latin1');
	},
	'UTF-8 under the name of another charset'(passing) {
		passing.headers['content-type'] = 'application/json; charset=iso-8859-1';
	},
	'a byte order mark'(passing) {
		passing.body = Buffer.concat([Buffer.from('\uFEFF'), passing.body]);
	},
	'numbers and booleans as text'(passing) {
		const text = passing.body.toString();
		passing.body = Buffer.from(text.replace(/(?<=[:[,])(-?\d+|true|false)(?=[,}\]])/g, '"$1"'));
	},
	'lists as objects with numbers for names, as PHP writes those with gaps': inJson((body) => {
		const numbered = (list: unknown[]) => Object.fromEntries(list.map((row, at) => [at + 3, row]));
		const { data } = body as { data?: unknown };
		return Array.isArray(data) && data.length > 0 ? { ...(body as object), data: numbered(data) } : body;
	}),
	'keys that are names of JavaScript': inJson((body) =>
		JSON.parse(
			JSON.stringify(body).replaceAll(
				'"fields":{',
				'"__proto__":{"id":"x"},"constructor":1,"fields":{"__proto__":1,',
			),
		),
	),
	'JSON that is nested deeply'(passing) {
		const [open, close] = ['[', ']'].map((one) => one.repeat(20_000));
		const text = passing.body.toString();
		passing.body = Buffer.from(text.replaceAll('"fields":{', `"deep":${open}${close},"fields":{`));
	},
};

it.each(Object.keys(forms))('returns, writes and finds again what it is sent: %s', async (form) => {
	const { json, again } = await sync(forms[form]);
	expect(json.map(({ status }) => status)).toEqual(['updated', 'updated', 'created']);
	expect(json[0]).toMatchObject({
		contactLastName: 'Lefèvre',
		contactCity: 'Nîmes',
		contactZipCode: '69001',
	});
	expect(again?.json.slice(0, 2).map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
	expect(held()).toEqual(
		[...people.map((row) => Object.values(row)), ['C-2', 'Új', null]].map((row) =>
			row.map((one) => one ?? undefined),
		),
	);
});

it('rejects bytes that are no text of the charset, and writes nothing', async () => {
	const run = await sync(latin);
	expect(said(run).message).toBe("Couldn't read Kiamo's response");
	expect(simulator.writes).toEqual([]);
});

it('distinguishes whole numbers that JavaScript does not hold', async () => {
	const known = simulator.contacts().map(({ id }) => id);
	const large = (at: number) => `${9007199254740993n + BigInt(at)}`;
	const { error, json } = await sync(
		(passing) => {
			for (const [at, id] of known.entries())
				passing.body = Buffer.from(passing.body.toString().replaceAll(`"${id}"`, large(at)));
		},
		(text) => known.reduce((now, id, at) => now.replaceAll(large(at), id), text),
	);
	expect(error).toBeUndefined();
	expect(json.slice(0, 2).map(({ id }) => id)).toEqual([large(0), large(1)]);
	expect(simulator.contacts()).toHaveLength(3);
});

it('reads values in the type that the contract gives their name', () => {
	expect(
		readAnswer({
			id: 7,
			enabled: 1,
			has_recording: 'false',
			open: 'perhaps',
			priority: '5',
			waiting_seconds: '',
			extension: 6001,
			email: false,
			skills: null,
			created_at: 1774342800,
			updated_at: '1774342800123',
			answered_at: 0,
			ended_at: '0000-00-00 00:00:00',
			scheduled_date: 'Tue, 24 Mar 2026 09:00:00 GMT',
			start: '03/02/2026 09:00',
			end: '2026-03-24T09:00:00+01:00',
			fields: { enabled: 1, updated_at: 5, empty: '' },
		}),
	).toEqual({
		id: '7',
		enabled: true,
		has_recording: false,
		open: 'perhaps',
		priority: 5,
		waiting_seconds: null,
		extension: '6001',
		email: null,
		skills: [],
		created_at: '2026-03-24T09:00:00Z',
		updated_at: '2026-03-24T09:00:00.123Z',
		answered_at: null,
		ended_at: null,
		scheduled_date: '2026-03-24T09:00:00Z',
		start: null,
		end: '2026-03-24T09:00:00+01:00',
		fields: { enabled: 1, updated_at: 5, empty: null },
	});
});

it('reads values of another shape in the type that the contract gives their name', () => {
	const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as unknown;
	expect(
		readAnswer({
			label: { fr: 'Accueil' },
			name: ['Nîmes'],
			status: true,
			text: deep,
			waiting_seconds: { value: 5 },
			enabled: [],
			created_at: { date: '2026-03-24' },
			group_ids: [null, 3, ''],
			skills: { 1: { id: 7, level: '5' }, 4: { id: 8, level: 2 } },
			values: 'one',
			other: deep,
		}),
	).toEqual({
		label: '{"fr":"Accueil"}',
		name: '["Nîmes"]',
		status: 'true',
		text: null,
		waiting_seconds: null,
		enabled: null,
		created_at: null,
		group_ids: ['3'],
		skills: [
			{ id: '7', level: 5 },
			{ id: '8', level: 2 },
		],
		values: ['one'],
		other: Array(50)
			.fill(0)
			.reduce<unknown>((inner) => [inner], null),
	});
	expect(readAnswer({ group_ids: null, skills: { id: 7, level: 5 }, values: '' })).toEqual({
		group_ids: [],
		skills: [{ id: '7', level: 5 }],
		values: [],
	});
});

describe('answers to writes that succeeded', () => {
	const onWrite = (method: string, change: (row: unknown) => unknown) =>
		inJson((body, passing) => {
			if (passing.method !== method || passing.status >= 300) return body;
			return Array.isArray(body) ? body.map(change) : change(body);
		});
	const whole = (method: string, answer: unknown) =>
		inJson((body, passing) => (passing.method === method && passing.status < 300 ? answer : body));
	const answers: Record<string, (passing: Passing) => void> = {
		'PUT: rows in another form': onWrite('PUT', (row) => ({ data: row })),
		'PUT: ids only': onWrite('PUT', (row) => ({ id: (row as { id: string }).id })),
		'PUT: null': whole('PUT', null),
		'PUT: a count': whole('PUT', { updated: 2 }),
		'PUT: a list with null': whole('PUT', [null]),
		'POST: null': whole('POST', null),
		'POST: ids': onWrite('POST', (row) => (row as { id: string }).id),
		'POST: rows that are null': onWrite('POST', () => null),
		'POST: rows without fields': onWrite('POST', (row) => ({ ...(row as object), fields: {} })),
		'POST: a web page'(passing) {
			if (passing.method === 'POST') passing.body = Buffer.from('<html>');
		},
		'nothing at all'(passing) {
			if (passing.method !== 'GET') Object.assign(passing, { status: 204, body: Buffer.alloc(0) });
		},
	};
	it.each(Object.keys(answers))('are no failure, and the output is true: %s', async (answer) => {
		const { error, json, again } = await sync(answers[answer]);
		expect(error).toBeUndefined();
		const [first, , added] = json;
		expect(first).toMatchObject({ status: 'updated', contactCity: 'Nîmes', contactZipCode: '69001' });
		expect(added).toMatchObject({ status: 'created', contactLastName: 'Új' });
		expect(simulator.contacts().map(({ id }) => id)).toContain(added.id);
		expect(again?.json.map(({ status }) => status)).toEqual(Array(3).fill('unchanged'));
		expect(simulator.contacts()).toHaveLength(3);
	});

	it('are put in the order of what was sent', async () => {
		server = await inFrontOf(
			simulator,
			inJson((body, { method }) => (method === 'POST' && Array.isArray(body) ? body.reverse() : body)),
		);
		const rows = ['A', 'B', 'C'].map((crmId) => ({ crmId, contactLastName: `Name ${crmId}` }));
		const { json } = await upsert(simulator, [...rows, { crmId: 'A', contactCity: 'Lyon' }], {
			credentials: { serverUrl: server.url },
		});
		expect(json.map(({ status, crmId }) => [status, crmId])).toEqual([
			['created', 'A'],
			['created', 'B'],
			['created', 'C'],
			['updated', 'A'],
		]);
		const { json: all } = await runOn(simulator, { operation: 'getAll', parameters: { returnAll: true } });
		expect(all.find(({ contactCity }) => contactCity === 'Lyon')).toMatchObject({ crmId: 'A' });
	});
});
