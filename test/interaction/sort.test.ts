import type { INodeParameters } from 'n8n-workflow';
import { Clock, type Quirks, type Simulator } from '../../simulator';
import { runOn, startWith } from '../contactManager/support';
import { callbacks, minute, reception, startCentre } from '../interactionTrigger/support';
import { serve } from '../http/support';
import { run } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const receive = (count: number) =>
	Array.from({ length: count }, () => {
		simulator.clock.advance(minute);
		return String(simulator.centre.receive({ service: reception, customer: '0612345678' }).id);
	});
const ids = async (parameters = {}) => {
	const { json, error, hints } = await run(simulator, 'interaction.getAll', {
		addNames: false,
		...parameters,
	});
	if (error) throw error;
	return { ids: json.map(({ id }) => id as string), hints };
};

describe('interactions', () => {
	beforeEach(async () => {
		simulator = await startCentre();
	});

	it('come newest first, from the end of a long list in few requests', async () => {
		const all = receive(1_300).reverse();
		simulator.resetCounts();
		expect((await ids()).ids).toEqual(all.slice(0, 50));
		expect(simulator.counts.requests).toBeLessThanOrEqual(3);
		expect((await ids({ limit: 3 })).ids).toEqual(all.slice(0, 3));
		expect((await ids({ limit: 700 })).ids).toEqual(all.slice(0, 700));
		expect((await ids({ returnAll: true })).ids).toEqual(all);
	});

	it('come in the order of Kiamo when that is chosen', async () => {
		const all = receive(70);
		expect((await ids({ order: 'oldest' })).ids).toEqual(all.slice(0, 50));
	});

	it('come by their last update', async () => {
		const all = receive(70);
		simulator.clock.advance(minute);
		const { id } = simulator.centre.place({ service: callbacks, destination: '0612345678' });
		simulator.clock.advance(minute);
		simulator.centre.abandon(Number(all[4]));
		expect((await ids({ order: 'lastUpdated', limit: 3 })).ids).toEqual([all[4], String(id), all[69]]);
	});

	it.each<[string, Partial<Quirks>]>([
		['totals that are too high', { total: 400 }],
		['totals that are too low', { total: 70 }],
		['the number of rows in the page for a total', { total: 'page' }],
		['no totals', { total: 'missing' }],
		['no pages', { ignoresPaging: true }],
		['pages of few rows', { pageSize: 20 }],
		['pages that begin again', { endlessPages: true, total: 120 }],
	])('come newest first from a server with %s', async (_, quirks) => {
		const all = receive(120).reverse();
		Object.assign(simulator.quirks, quirks);
		expect((await ids({ limit: 5 })).ids).toEqual(all.slice(0, 5));
	});

	it('come last where Kiamo does not say when they were created', async () => {
		const dates = [null, '2026-03-01T00:00:00Z', 'yesterday', '2026-03-02T00:00:00Z'];
		const data = dates.map((created_at, id) => ({ id, status: 'done', created_at, updated_at: dates[1] }));
		const server = await serve((_, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ data, total: data.length }));
		});
		const { json } = await run(
			simulator,
			'interaction.getAll',
			{},
			{ credentials: { serverUrl: server.url } },
		);
		await server.close();
		expect(json.map(({ id }) => id)).toEqual(['3', '1', '2', '0']);
	});

	it('come newest first from a server that lists them so', async () => {
		const rows = Array.from({ length: 120 }, (_, at) => ({
			id: at,
			status: 'done',
			created_at: new Date(Date.UTC(2026, 2, 1) - at * minute).toISOString(),
			updated_at: '2026-03-02T00:00:00Z',
		}));
		const server = await serve(({ url }, response) => {
			const { searchParams } = new URL(url ?? '', 'http://localhost');
			const [offset, limit] = ['offset', 'limit'].map((name) => Number(searchParams.get(name)));
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify({ data: rows.slice(offset, offset + limit), total: rows.length }));
		});
		try {
			const credentials = { serverUrl: server.url };
			const { json, error } = await run(simulator, 'interaction.getAll', { limit: 3 }, { credentials });
			expect(error).toBeUndefined();
			expect(json.map(({ id }) => id)).toEqual(['0', '1', '2']);
		} finally {
			await server.close();
		}
	});
});

describe('contacts', () => {
	const names = async (parameters: INodeParameters = {}) => {
		const { json, error, hints } = await runOn(simulator, { operation: 'getAll', parameters });
		if (error) throw error;
		return { names: json.map(({ contactLastName }) => contactLastName), hints };
	};
	const add = (count: number) => {
		for (let at = 0; at < count; at++) {
			simulator.clock.advance(10);
			simulator.addContact(simulator.bases[0].id, { contactLastName: `Name ${at}` });
		}
	};
	beforeEach(async () => {
		simulator = await startWith([], { clock: new Clock(new Date('2026-03-28T23:30:00Z')) });
	});

	it('come in the order of Kiamo by default, newest or last updated first when that is chosen', async () => {
		add(70);
		simulator.clock.advance(minute);
		simulator.changeContact(simulator.bases[0].id, simulator.contacts()[3].id, { contactCity: 'Nice' });
		const stored = simulator.contacts().map(({ fields }) => fields.contactLastName);
		expect((await names({ limit: 2 })).names).toEqual(stored.slice(0, 2));
		expect((await names({ limit: 2, order: 'newest' })).names).toEqual(['Name 69', 'Name 68']);
		expect((await names({ limit: 2, order: 'lastUpdated' })).names).toEqual([stored[3], 'Name 69']);
	});

	it('come oldest first, with a hint, where more than 10,000 have no known end', async () => {
		add(10_001);
		simulator.quirks.total = 'missing';
		const run = await names({ limit: 2, order: 'newest' });
		expect(run.names).toEqual(['Name 0', 'Name 1']);
		expect(run.hints).toMatchObject([
			{
				message: expect.stringMatching(/^The oldest records come first: Kiamo has more than 10000/) as string,
			},
		]);
	});
});
