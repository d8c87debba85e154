import type { Simulator } from '../../simulator';
import { inFrontOf } from '../support/proxy';
import { startWith, upsert } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it('does not take a web page for the answer that a contact does not exist', async () => {
	simulator = await startWith([{ contactLastName: 'Durand' }]);
	const [{ id }] = simulator.contacts();
	simulator.faults.add({ kind: 'html', status: 404, operationId: 'getContact', times: Infinity });
	const { error } = await upsert(simulator, [{ kiamoId: id, contactLastName: 'Martin' }], {
		matchOn: ['kiamoId'],
		options: { unknownId: 'create' },
	});
	expect(error).toBeDefined();
	expect(simulator.writes).toEqual([]);
});

it('finds a contact whose key is written another way, and is in more contacts than one search brings', async () => {
	const others = Array.from({ length: 600 }, (_, at) => ({ crmId: `Company ${at}` }));
	simulator = await startWith([...others, { crmId: 'A\u00a0Company', contactLastName: 'Durand' }]);
	const { json } = await upsert(simulator, [{ crmId: 'A Company', contactLastName: 'Durand' }]);
	expect(json).toMatchObject([{ status: 'unchanged', id: simulator.contacts().at(-1)?.id }]);
	expect(simulator.writes).toEqual([]);
});

const many = Array.from({ length: 2600 }, (_, at) => ({ contactEmail: `Name.${at}@Example.com` }));
it.each([
	['finds in any case', false],
	['finds in the same case only', true],
])('creates no contact again whose email is in another case, where Kiamo %s', async (_what, exactCase) => {
	simulator = await startWith(many, { quirks: { exactCase } });
	const rows = [
		{ contactEmail: 'name.700@example.com', contactLastName: 'Durand' },
		{ contactEmail: 'new@example.com', contactLastName: 'Roux' },
	];
	const { json } = await upsert(simulator, rows, { matchOn: ['contactEmail'] });
	expect(json).toMatchObject([
		{ status: 'updated', id: simulator.contacts()[700].id },
		{ status: 'created' },
	]);
	expect(simulator.contacts()).toHaveLength(2601);
});

it('creates no contact again whose email is in another case, where the first contacts have no email', async () => {
	const old = Array.from({ length: 550 }, (_, at) => ({ contactLastName: `Old ${at}` }));
	simulator = await startWith([...old, ...many], { quirks: { exactCase: true } });
	const rows = [{ contactEmail: 'name.700@example.com', contactLastName: 'Durand' }];
	const { json } = await upsert(simulator, rows, { matchOn: ['contactEmail'] });
	expect(json).toMatchObject([{ status: 'updated', id: simulator.contacts()[1250].id }]);
});

it('creates no contact again where searches find nothing', async () => {
	simulator = await startWith(many.map((row, at) => ({ ...row, crmId: `CRM-${at}` })));
	let isSearch = false;
	const server = await inFrontOf(
		simulator,
		(passing) => {
			if (isSearch) passing.body = Buffer.from('{"data":[],"total":0}');
		},
		(text) => {
			isSearch = /[?&](filter|q)\b/.test(text);
			return text;
		},
	);
	const credentials = { serverUrl: server.url };
	const rows = [{ crmId: 'CRM-700', contactLastName: 'Durand' }];
	const { json } = await upsert(simulator, rows, { credentials });
	await server.close();
	expect(json).toMatchObject([{ status: 'updated', id: simulator.contacts()[700].id }]);
});
