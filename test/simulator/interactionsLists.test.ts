import { startSimulator } from '../../simulator';
import { clientOf } from './client';
import { after, minutes, useInteractions, type Interaction } from './interactionClient';

const { simulator, client, clock, centre, create, list, idsOf, contactsPath } = useInteractions();

describe('a list', () => {
	test('takes one value of a filter or several, of which any will do', async () => {
		const [{ id: contact_id }] = simulator().contacts();
		const call = centre().receive({ service: 1, contact_id });
		const mail = centre().receive({ service: 7 });
		const placed = centre().place({ service: 4, destination: '0612345678', reference: 'A', agent_id: 2 });
		centre().answer(call.id, 1);
		const [one, two, three] = [call.id, mail.id, placed.id];
		const expected: Array<[string, number[]]> = [
			['?service_id=1', [one]],
			['?service_id=1&service_id=7', [one, two]],
			['?channel=mail&channel=chat', [two]],
			['?status=waiting', [two, three]],
			['?status=waiting&status=in_progress', [one, two, three]],
			['?status=ended', []],
			['?agent_id=1&agent_id=2', [one, three]],
			['?direction=outbound', [three]],
			[`?contact_id=${contact_id}`, [one]],
			['?reference=A&reference=B', [three]],
			['?reference=A&status=ended', []],
			['?status=waiting&channel=call&service_id=4', [three]],
		];
		for (const [query, ids] of expected) expect([query, await idsOf(query)]).toEqual([query, ids]);
	});

	test.each(['service_id=x', 'status=gone', 'contact_id=1', 'created_from=today', 'filter[a]=1'])(
		'is refused with 400 for %s',
		async (query) => {
			expect((await client().get(`/interactions?${query}`)).status).toBe(400);
		},
	);

	test('has feeds that begin with a moment and end before another, to the millisecond and with any offset', async () => {
		const at = after(1);
		const { id } = centre().add({
			service: 1,
			created_at: at,
			answered_at: at,
			ended_at: at,
			scheduled_date: at,
			status: 'ended',
		});
		for (const feed of ['created', 'updated', 'answered', 'ended', 'scheduled']) {
			const span = (from: number, to: number) => `?${feed}_from=${after(from)}&${feed}_to=${after(to)}`;
			expect([feed, await idsOf(span(1, 2))]).toEqual([feed, [id]]);
			expect([feed, await idsOf(span(0, 1))]).toEqual([feed, []]);
			expect([feed, await idsOf(span(2, 3))]).toEqual([feed, []]);
			const withOffset = encodeURIComponent('2026-03-02T10:00:00.001+01:00');
			expect([feed, await idsOf(`?${feed}_from=${withOffset}`)]).toEqual([feed, [id]]);
		}
	});

	test('of answered or ended ones does not hold those that never were', async () => {
		centre().receive({ service: 1 });
		expect(await idsOf(`?answered_from=${after(-1000)}`)).toEqual([]);
		expect(await idsOf(`?ended_to=${after(minutes(60))}`)).toEqual([]);
		expect(await idsOf(`?scheduled_from=${after(-1000)}`)).toEqual([]);
	});

	test('is ordered by the last change when asked, ties by id', async () => {
		const [one, two, three] = [1, 1, 1].map((service) => centre().receive({ service }).id);
		clock.advance(10);
		centre().change(one, { priority: 9 });
		expect(await idsOf('?sort=updated_at')).toEqual([two, three, one]);
		expect(await idsOf('')).toEqual([one, two, three]);
	});

	test('goes on showing what a late change was before', async () => {
		const { id } = centre().receive({ service: 1 });
		clock.advance(1000);
		centre().answer(id, 1, { lateBy: 5000 });
		expect(await list()).toMatchObject({ data: [{ status: 'waiting', updated_at: after(0) }] });
		expect(await idsOf(`?updated_from=${after(1000)}`)).toEqual([]);
		clock.advance(5000);
		expect(await idsOf(`?updated_from=${after(1000)}`)).toEqual([id]);
	});

	test('keeps to the quirks of the server', async () => {
		await create(4, ...Array.from({ length: 5 }, () => ({ destination: '0612345678' })));
		Object.assign(simulator().quirks, { pageSize: 2, total: 'missing', wholeSeconds: true });
		const { data, total } = await list('?limit=4');
		expect([data.length, total]).toEqual([2, undefined]);
		expect(data[0].created_at).toBe('2026-03-02T09:00:00Z');
	});
});

describe('the past', () => {
	test('is there when the clock starts, over and done, and the same for the same seed', async () => {
		const read = async (seed: number) => {
			const started = await startSimulator({ contacts: 50, seed, clock, history: 300 });
			const { data } = await clientOf(started).get<{ data: Interaction[]; total: number }>(
				'/interactions?limit=500',
			);
			await started.close();
			return data;
		};
		const { data, total } = await read(1);
		expect(total).toBe(300);
		const over = data.map(({ status }) => ['ended', 'abandoned'].includes(status));
		expect(over).not.toContain(false);
		expect(data.map(({ updated_at }) => updated_at < after(0))).not.toContain(false);
		expect(data.map(({ created_at }) => created_at).toSorted()).toEqual(
			data.map(({ created_at }) => created_at),
		);
		expect((await read(1)).data).toEqual(data);
		expect((await read(2)).data).not.toEqual(data);
	});

	test('is the same in the list of a contact and in that of all', async () => {
		const started = await startSimulator({ contacts: 20, clock, history: 500 });
		const pages = await Promise.all(
			started
				.contacts()
				.map(({ id }) =>
					clientOf(started).get<{ data: Interaction[] }>(`${contactsPath()}/${id}/interactions`),
				),
		);
		const found = pages.flatMap(({ data }) => data.data);
		expect(found.length).toBeGreaterThan(5);
		for (const one of found) {
			expect((await clientOf(started).get(`/interactions/${one.id}`)).data).toEqual(one);
		}
		await started.close();
	});

	test('of a new contact is empty until something happens', async () => {
		const { id } = simulator().addContact(simulator().bases[0].id, { contactLastName: 'Petit' });
		const path = `${contactsPath()}/${id}/interactions`;
		expect((await client().get(path)).data).toEqual({ data: [], total: 0 });
		const { data } = await create(4, { destination: '0612345678', contact_id: id });
		expect((await client().get(path)).data).toEqual({ data, total: 1 });
	});
});

test('thousands of callbacks are found among 50,000 interactions without going through all of them', async () => {
	for (let age = 50_000; age > 0; age--) {
		centre().add({ service: 1, created_at: after(-age), ended_at: after(-age), status: 'ended' });
	}
	const hundred = Array.from({ length: 100 }, (_, position) => ({
		destination: '0612345678',
		reference: `r${position}`,
		scheduled_date: after(minutes(position + 1)),
	}));
	for (let count = 0; count < 30; count++) expect((await create(4, ...hundred)).status).toBe(201);
	expect(simulator().counts.interactionsCreated).toBe(3000);
	const lookUps: Array<[string, number]> = [
		['reference=r5', 30],
		[`ended_from=${after(-99)}`, 99],
		[`scheduled_to=${after(minutes(2))}`, 30],
	];
	for (const [query, total] of lookUps) {
		const looked = jest.spyOn(Date, 'parse');
		expect(await list(`?limit=1&${query}`)).toMatchObject({ total });
		// Every row that is looked at for a span has its dates read.
		expect(looked.mock.calls.length).toBeLessThan(10_000);
		looked.mockRestore();
	}
	clock.advance(minutes(200));
	expect(await list('?status=scheduled')).toMatchObject({ total: 0 });
});
