import { startSimulator, type Simulator } from '../../simulator';
import { autoMapped, locate, runOn } from '../contactManager/support';
import { request } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 40 });
});
afterEach(() => simulator.close());

const items = () => simulator.contacts().map(({ id }) => ({ id }));
const contact = locate('={{ $json.id }}');

it.each([false, true])('what was not sent stays unsent (Continue On Fail: %j)', async (goOn) => {
	simulator.faults.add({ kind: 'latency', milliseconds: 30, rate: 1 });
	const run = await runOn(simulator, {
		operation: 'delete',
		items: items(),
		goOn,
		parameters: { contact, requestOptions: { concurrency: 1 } },
		cancelWhen: () => simulator.counts.contactsDeleted === 3,
	});
	expect(run.status).toBe('canceled');
	// The fourth may be on its way when the run is canceled.
	expect(simulator.counts.requests).toBeLessThanOrEqual(5);
	expect(simulator.contacts().length).toBeGreaterThanOrEqual(35);
	const { requests } = simulator.counts;
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(simulator.counts.requests).toBe(requests);
});

it('a request under way is cut, and the run ends before the answer', async () => {
	simulator.faults.add({ kind: 'latency', milliseconds: 60_000 });
	const run = await request(
		simulator,
		{ path: '/bases' },
		{ cancelWhen: () => simulator.counts.concurrent === 1 },
	);
	expect(run.status).toBe('canceled');
	expect(simulator.counts.requests).toBe(1);
});

it('a wait before the next try is cut short, and there is no next try', async () => {
	simulator.faults.add({ kind: 'status', status: 429, retryAfter: 60, times: 9 });
	// Long enough after the answer that the wait has begun.
	let since = Infinity;
	const cancelWhen = () => {
		if (simulator.counts.byStatus['429']) since = Math.min(since, Date.now());
		return Date.now() - since > 200;
	};
	const run = await request(simulator, { path: '/bases' }, { cancelWhen });
	expect(run.status).toBe('canceled');
	expect(simulator.counts.requests).toBe(1);
});

it('a list in pages stops between two pages', async () => {
	simulator.quirks.pageSize = 5;
	simulator.faults.add({ kind: 'latency', milliseconds: 20, rate: 1 });
	const run = await runOn(simulator, {
		operation: 'getAll',
		parameters: { returnAll: true },
		cancelWhen: () => simulator.counts.byOperation.listContacts === 2,
	});
	expect(run.status).toBe('canceled');
	expect(simulator.counts.byOperation.listContacts).toBeLessThanOrEqual(4);
});

it('contacts that were not sent are not created', async () => {
	simulator.quirks.refusesArrays = 405;
	simulator.faults.add({ kind: 'latency', milliseconds: 30, rate: 1, method: 'POST' });
	const run = await runOn(simulator, {
		operation: 'create',
		items: Array.from({ length: 30 }, (_, at) => ({ contactLastName: `Durand ${at}` })),
		parameters: { fields: autoMapped() as never, requestOptions: { concurrency: 2 } },
		cancelWhen: () => simulator.counts.contactsCreated >= 4,
	});
	expect(run.status).toBe('canceled');
	expect(simulator.counts.contactsCreated).toBeLessThanOrEqual(8);
	expect(simulator.contacts()).toHaveLength(40 + simulator.counts.contactsCreated);
});
