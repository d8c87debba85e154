import type { Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { serve } from '../http/support';
import { stateOf, stateSize, type PollerRequest } from '../support/poller';
import { contactTrigger, emittedEvents, type Emitted } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const base = () => simulator.bases[0].id;
const add = (count: number) =>
	Array.from(
		{ length: count },
		(_, at) => simulator.addContact(base(), { contactLastName: `Name ${at}` }).id,
	);
const remove = (...ids: string[]) => {
	for (const id of ids) simulator.removeContact(base(), id);
};

async function published(options = {}, request: Partial<PollerRequest> = {}) {
	const poller = contactTrigger(simulator, { events: ['deleted'], options }, request);
	await poller.activate();
	const deleted = async () => {
		const { items, error } = await poller.poll();
		if (error) throw error;
		return ((items ?? []) as unknown as Emitted[]).map(({ id }) => id);
	};
	return { poller, deleted };
}

it('emits each deleted contact once', async () => {
	const [first, ...others] = add(3);
	const { deleted } = await published();
	remove(first);
	expect(await deleted()).toEqual([first]);
	remove(...others);
	expect((await deleted()).sort()).toEqual(others.sort());
	expect(await deleted()).toEqual([]);
});

it('emits nothing of a contact that the list leaves out, as long as Kiamo has it', async () => {
	let listed: string[] = ['1', '2'];
	let existing = ['1', '2'];
	const server = await serve(({ url = '' }, response) => {
		const id = /contacts\/(\d)/.exec(url)?.[1];
		const isThere = id === undefined || existing.includes(id);
		const answer = id
			? { id, fields: {} }
			: { data: listed.map((one) => ({ id: one, fields: {} })), total: listed.length };
		response.writeHead(isThere ? 200 : 404, { 'content-type': 'application/json' });
		response.end(JSON.stringify(isThere ? answer : { message: 'Not found' }));
	});
	try {
		const { deleted } = await published({}, { credentials: { serverUrl: server.url, apiToken: 'x' } });
		listed = [];
		expect(await deleted()).toEqual([]);
		existing = ['2'];
		expect(await deleted()).toEqual(['1']);
	} finally {
		await server.close();
	}
});

it('fails for the whole poll when Kiamo is down for a contact, and emits it with the next', async () => {
	const [first] = add(2);
	const { deleted } = await published();
	remove(first);
	simulator.faults.add({ kind: 'status', status: 500, operationId: 'getContact', times: 10 });
	expect(await deleted()).toEqual([]);
	simulator.faults.clear();
	expect(await deleted()).toEqual([first]);
});

it('goes on where Kiamo answers for one contact with an HTML page (404), and emits the others', async () => {
	const [first, second] = add(3);
	const { deleted } = await published();
	remove(first, second);
	simulator.faults.add({ kind: 'html', status: 404, operationId: 'getContact' });
	const now = await deleted();
	expect(now).toHaveLength(1);
	expect([...now, ...(await deleted())].sort()).toEqual([first, second].sort());
});

it('emits the rest with the next polls', async () => {
	const all = add(25);
	const { deleted } = await published({ mostItems: 10 });
	remove(...all);
	const polls = [await deleted(), await deleted(), await deleted(), await deleted()];
	expect(polls.map(({ length }) => length)).toEqual([10, 10, 5, 0]);
	expect(polls.flat().sort()).toEqual(all.sort());
});

it('starts again for another base', async () => {
	add(1);
	const { poller } = await published();
	const other = poller.edited({ base: { __rl: true, mode: 'id', value: simulator.bases[1].id } });
	expect(emittedEvents(await other.poll())).toEqual([]);
});

it('emits what is deleted where the listing takes longer than a poll: the next poll goes on', async () => {
	const all = add(40);
	simulator.quirks.pageSize = 10;
	const real = Date.now.bind(Date);
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	// Each page takes 20 seconds of the 36 that a poll may read.
	const slow = () =>
		simulator.faults.add({
			kind: 'mutate',
			operationId: 'listContacts',
			times: Infinity,
			run: () => {
				ahead += 20_000;
			},
		});
	const { deleted } = await published();
	slow();
	for (let round = 0; round < 4; round++) expect(await deleted()).toEqual([]);
	remove(all[3], all[33]);
	const emitted: string[] = [];
	for (let round = 0; round < 20; round++) emitted.push(...(await deleted()));
	expect(emitted.sort()).toEqual([all[3], all[33]].sort());
});

it('emits a contact as deleted that was created, emitted and deleted within one poll', async () => {
	const poller = contactTrigger(simulator, { events: ['created', 'deleted'] });
	await poller.activate();
	const [id] = add(1);
	simulator.faults.add({
		kind: 'mutate',
		operationId: 'listContacts',
		skip: 1,
		run: () => remove(id),
	});
	expect(emittedEvents(await poller.poll())).toEqual(['created Name 0']);
	expect((await poller.poll()).items).toMatchObject([{ event: 'deleted', id }]);
});

it('keeps the IDs of 10,000 contacts in less than 200 kB', async () => {
	add(10_000);
	const { poller } = await published();
	expect(stateOf(poller)).toHaveProperty('sources.deletions.state.ids');
	expect(stateSize(poller)).toBeLessThan(200_000);
});
