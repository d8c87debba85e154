import type { INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { answering, request, said, serve } from './support';

let simulator: Simulator;
let contacts: string;
beforeEach(async () => {
	simulator = await startWith(Array.from({ length: 7 }, (_, at) => ({ contactLastName: `Martin ${at}` })));
	contacts = `/bases/${simulator.bases[0].id}/contacts`;
});
afterEach(async () => {
	expect(simulator.contractViolations).toEqual([]);
	await simulator.close();
});

const ids = () => simulator.contacts().map(({ id }) => id);
const lastQuery = () => simulator.counts.lastRequests.at(-1)?.query;

describe('an API Request with Read Pages', () => {
	const read = async (more: INodeParameters) => {
		const run = await request(simulator, { path: contacts, readPages: true, ...more });
		return run.json.map(({ id }) => id);
	};

	it('each row becomes an item, up to the limit', async () => {
		expect(await read({ limit: 5 })).toEqual(ids().slice(0, 5));
		expect(lastQuery()).toBe('limit=5&offset=0');
		expect(await read({})).toEqual(ids());
	});

	it('all rows of all pages are read with Return All, the query kept', async () => {
		simulator.quirks.pageSize = 3;
		const parameter = [{ name: 'q', value: 'martin' }];
		expect(await read({ returnAll: true, query: { parameter } })).toEqual(ids());
		expect(lastQuery()).toMatch(/^q=martin&limit=500&offset=\d$/);
	});

	it('what is no list says to switch it off', async () => {
		const server = await serve(answering({ id: 1, data: { name: 'x' } }));
		const credentials = { serverUrl: server.url };
		const run = await request(simulator, { path: '/x', readPages: true }, { credentials });
		await server.close();
		expect(said(run).message).toBe("Contact Manager didn't return a list. Turn off Read Pages for this path");
	});

	it('null is no list, either', async () => {
		const server = await serve(answering(null));
		const credentials = { serverUrl: server.url };
		const run = await request(simulator, { path: '/x', readPages: true }, { credentials });
		await server.close();
		expect(said(run).message).toContain("didn't return a list");
	});
});
