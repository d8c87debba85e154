import { startWith, runOn, upsert } from '../contactManager/support';
import { minute } from '../contactManagerTrigger/support';
import { interactionTrigger } from '../interactionTrigger/support';
import type { Quirks, Simulator } from '../../simulator';
import { said } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
});

const people = (count: number) =>
	Array.from({ length: count }, (_, at) => ({ crmId: `C-${at}`, contactLastName: `Name ${at}` }));
const start = async (count: number, quirks: Partial<Quirks>) => {
	simulator = await startWith(people(count), { quirks, history: 0 });
};
const getAll = async () => await runOn(simulator, { operation: 'getAll', parameters: { returnAll: true } });
const otherPaging = "Couldn't read the complete list from Kiamo: the server pages differently";

const totals: Array<[Quirks['total']]> = [['missing'], ['page'], [null], [-1], [0], [[]], [true]];
describe.each(totals)('a total of %j', (total) => {
	it('loses no row of Get Many and makes no duplicate', async () => {
		await start(1_200, { total });
		expect((await getAll()).json).toHaveLength(1_200);
		const run = await upsert(simulator, people(1_200));
		expect(run.error).toBeUndefined();
		expect(run.json.every(({ status }) => status === 'unchanged')).toBe(true);
		expect(simulator.writes).toEqual([]);
	});
});

it.each([
	['the first page for each', { ignoresPaging: true, pageSize: 30 }],
	[
		'the first page for each, of the rows asked for',
		{ ignoresPaging: true, pageSize: 30, total: 'page' as const },
	],
	['pages in turn', { alternatingPages: true, pageSize: 30 }],
])('Create or Update writes nothing where the server shows %s', async (_, quirks) => {
	await start(100, quirks);
	const run = await upsert(simulator, people(110));
	expect(said(run).message).toContain("Couldn't read the complete list from Kiamo");
	expect(simulator.writes).toEqual([]);
	expect(simulator.contacts()).toHaveLength(100);
});

it('Create or Update says that contacts may be too new where the list shows fewer than the base has', async () => {
	await start(100, { lateFeed: 60_000 });
	simulator.addContact(simulator.bases[0].id, { contactLastName: 'Roux' });
	const run = await upsert(simulator, people(110));
	expect(said(run).message).toContain('New contacts may not be shown yet: try again in a minute');
	expect(simulator.writes).toEqual([]);
});

it('Get Many fails where pages show less than the total, and a hint says so where there is no total', async () => {
	await start(100, { ignoresPaging: true, pageSize: 30 });
	expect(said(await getAll()).message).toContain(otherPaging);
	simulator.quirks.total = 'missing';
	const { json, hints } = await getAll();
	expect(json).toHaveLength(30);
	expect(hints[0].message).toContain('so the list may be incomplete');
});

it('a list that begins again after its end is read once', async () => {
	await start(100, { endlessPages: true, pageSize: 30 });
	const { json } = await getAll();
	expect(json.map(({ id }) => id)).toEqual(simulator.contacts().map(({ id }) => id));
	expect(simulator.counts.requests).toBeLessThan(60);
});

it('triggers end each poll, and lose nothing once the server has pages again', async () => {
	await start(0, { ignoresPaging: true, pageSize: 2 });
	const trigger = interactionTrigger(simulator, { events: ['created'] });
	await trigger.activate();
	const ids: number[] = [];
	for (let at = 0; at < 5; at++) {
		simulator.clock.advance(minute);
		ids.push(simulator.centre.receive({ service: 1 }).id);
	}
	const found: unknown[] = [];
	for (let round = 0; round < 4; round++) {
		if (round === 2) simulator.quirks.ignoresPaging = false;
		simulator.clock.advance(minute);
		const { items } = await trigger.poll();
		found.push(...(items ?? []).map(({ id }) => Number(id)));
	}
	expect(found.sort()).toEqual(ids);
});
