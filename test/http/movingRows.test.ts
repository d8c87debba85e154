import type { Simulator } from '../../simulator';
import { credentialsOf, locate, node, runOn, startWith } from '../contactManager/support';
import { searchList } from '../support/methods';
import { answering, readBases, request, serve } from './support';

const people = Array.from({ length: 1200 }, (_, at) => ({ contactLastName: `Martin ${at}` }));

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith(people);
});
afterEach(async () => {
	expect(simulator.contractViolations).toEqual([]);
	await simulator.close();
});

const getAll = async () => await runOn(simulator, { operation: 'getAll', parameters: { returnAll: true } });
const ids = () => simulator.contacts().map(({ id }) => id);

it('Get Many reads each row once in as few pages as may be', async () => {
	simulator.resetCounts();
	const { json } = await getAll();
	expect(json.map(({ id }) => id)).toEqual(ids());
	expect(simulator.counts.byOperation.listContacts).toBe(3);
});

it('Get Many loses no row when rows before it are deleted between two pages, and duplicates none', async () => {
	const [first] = simulator.bases;
	simulator.betweenPages(() =>
		ids()
			.slice(0, 700)
			.forEach((id) => simulator.removeContact(first.id, id)),
	);
	const { json } = await getAll();
	const read = json.map(({ id }) => id);
	expect(read).toEqual(expect.arrayContaining(ids()));
	expect(new Set(read).size).toBe(read.length);
});

it('Get Many loses no row when rows are put in before it, and duplicates none', async () => {
	const [first] = simulator.bases;
	const before = ids();
	const at = new Date('2001-01-01');
	simulator.betweenPages(() => {
		for (const fields of people.slice(0, 600)) simulator.addContact(first.id, fields, { at });
	}, 2);
	const read = (await getAll()).json.map(({ id }) => id);
	expect(read).toEqual(expect.arrayContaining(before));
	expect(new Set(read).size).toBe(read.length);
});

it.each([
	{ total: 'missing', pageSize: 500 },
	{ total: 'missing', pageSize: 90 },
	{ total: 'exact', pageSize: 90 },
])('Get Many and drop-downs read all of a server with %j', async (quirks) => {
	Object.assign(simulator.quirks, quirks);
	expect((await getAll()).json.map(({ id }) => id)).toEqual(ids());
	const parameters = { base: locate(simulator.bases[0].id) };
	const found: unknown[] = [];
	let paginationToken: string | undefined;
	do {
		const page = await searchList({
			node,
			method: 'searchContacts',
			credentials: credentialsOf(simulator),
			parameters,
			paginationToken,
		});
		found.push(...page.results.map(({ value }) => value));
		paginationToken = page.paginationToken;
	} while (paginationToken);
	expect(found).toEqual(ids());
});

it('a limit asks for no more rows than it returns, on one page or several', async () => {
	const rows = async (limit: number) =>
		(await runOn(simulator, { operation: 'getAll', parameters: { limit } })).json.map(({ id }) => id);
	expect(await rows(7)).toEqual(ids().slice(0, 7));
	expect(simulator.counts.lastRequests.some(({ query }) => query.includes('limit=7&'))).toBe(true);
	expect(await rows(501)).toEqual(ids().slice(0, 501));
	simulator.quirks.pageSize = 3;
	expect(await rows(7)).toEqual(ids().slice(0, 7));
});

it('a server that answers a bare array is read, too', async () => {
	const rows = [
		{ id: 'b1', name: 'One' },
		{ id: 'b2', name: 'Two' },
	];
	const server = await serve(answering(rows));
	const credentials = { serverUrl: server.url };
	const bases = await readBases(simulator, { credentials });
	const viaRequest = await request(simulator, { path: '/bases', readPages: true }, { credentials });
	const list = await searchList({
		node,
		method: 'searchBases',
		credentials: credentialsOf(simulator, credentials),
	});
	await server.close();
	expect(bases.json).toEqual(rows);
	expect(viaRequest.json).toEqual(rows);
	expect(list.results).toEqual([
		{ name: 'One', value: 'b1' },
		{ name: 'Two', value: 'b2' },
	]);
});
