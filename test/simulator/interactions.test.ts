import { after, minutes, useInteractions } from './interactionClient';

const { simulator, client, clock, centre, create, get, put, list, idsOf } = useInteractions();
const callback = { destination: '06 12 34 56 78' };
const unknownContact = 'f'.repeat(24);

describe('a callback that is created', () => {
	test('without a date waits at once, and is made as it was asked for', async () => {
		const [{ id: contact_id, base_id }] = simulator().contacts();
		const asked = {
			...callback,
			agent_id: 2,
			reference: 'web-1',
			label: 'Devis',
			priority: 9,
			contact_id,
			userdata: { vip: true, score: 7, source: 'formulaire', empty: null },
		};
		const { status, data } = await create(4, asked);
		expect(status).toBe(201);
		expect(data).toMatchObject([
			{ ...asked, userdata: { vip: true, score: 7, source: 'formulaire' }, status: 'waiting', base_id },
		]);
		expect(data[0]).toMatchObject({
			channel: 'call',
			direction: 'outbound',
			customer: '06 12 34 56 78',
			created_at: after(0),
			waiting_seconds: 0,
		});
		expect(await get(data[0].id)).toEqual(data[0]);
	});

	test.each([
		['2026-03-02T12:30:00+02:00', '2026-03-02T10:30:00.000Z'],
		['2026-03-02T10:30:00.250Z', '2026-03-02T10:30:00.250Z'],
		['2026-03-02 10:30:00', '2026-03-02T10:30:00.000Z'],
	])('for %s is scheduled for %s', async (scheduled_date, moment) => {
		const { data } = await create(4, { ...callback, scheduled_date });
		expect(data).toMatchObject([{ status: 'scheduled', scheduled_date: moment, waiting_seconds: null }]);
	});

	test('with a date that is past waits at once', async () => {
		const { data } = await create(4, { ...callback, scheduled_date: '2026-03-02T08:00:00Z' });
		expect(data).toMatchObject([{ status: 'waiting', scheduled_date: '2026-03-02T08:00:00.000Z' }]);
	});

	test('may carry a reference that another one has', async () => {
		const { data } = await create(4, { ...callback, reference: 'A' }, { ...callback, reference: 'A' });
		await create(4, { ...callback, reference: 'a' });
		expect(await idsOf('?reference=A')).toEqual(data.map(({ id }) => id));
		expect(simulator().counts.interactionsCreated).toBe(3);
	});

	test('is shown by lists only later when a fault has it so, but can be got', async () => {
		simulator().faults.add({ kind: 'late', milliseconds: 2000, operationId: 'createInteractions' });
		const { data } = await create(4, { ...callback, reference: 'late' });
		expect(await idsOf('?reference=late')).toEqual([]);
		expect(await get(data[0].id)).toMatchObject({ reference: 'late' });
		clock.advance(2000);
		expect(await idsOf('?reference=late')).toEqual([data[0].id]);
	});
});

describe('an array of new interactions', () => {
	test('is refused as a whole, and every bad element is named', async () => {
		const { status, data } = await create(
			4,
			callback,
			{ destination: '12' },
			{ ...callback, agent_id: 99, contact_id: unknownContact },
			{ ...callback, scheduled_date: '2026-02-30T10:00:00Z' },
			{ destination: 'client@exemple.fr' },
		);
		expect(status).toBe(422);
		expect(data.errors?.map(({ field }) => field)).toEqual([
			'1.destination',
			'2.agent_id',
			'2.contact_id',
			'3.scheduled_date',
			'4.destination',
		]);
		expect(await list()).toMatchObject({ total: 0 });
		expect(simulator().counts.interactionsCreated).toBe(0);
	});

	test('is refused with 422 for user data that is nested', async () => {
		const { status, data } = await create(4, callback, { ...callback, userdata: { order: { id: 1 } } });
		expect([status, data.errors?.[0].field]).toEqual([422, '1.userdata.order']);
	});

	test.each([
		[7, '06 12 34 56 78', 422],
		[7, 'client@exemple.fr', 201],
		[8, '33612345678', 201],
		[4, '+33 (0)6 12-34.56/78', 201],
		[4, '1'.repeat(16), 422],
		[99, '0612345678', 404],
	])('fits the channel of service %d: %s is answered %d', async (serviceId, destination, status) => {
		expect((await create(serviceId, { destination })).status).toBe(status);
	});

	test('is refused where the server takes no arrays, while a single one is taken', async () => {
		simulator().quirks.refusesArrays = 405;
		expect((await create(4, callback, callback)).status).toBe(405);
		expect((await create(4, callback)).status).toBe(201);
		simulator().quirks.refusesArrays = false;
		simulator().quirks.maxArray = 2;
		expect((await create(4, callback, callback, callback)).status).toBe(413);
		expect(simulator().counts.interactionsCreated).toBe(1);
	});

	test('of 100 is made in its order', async () => {
		const references = Array.from({ length: 100 }, (_, position) => `r${position}`);
		const { data } = await create(4, ...references.map((reference) => ({ ...callback, reference })));
		expect(data.map(({ reference }) => reference)).toEqual(references);
		expect(data.map(({ id }) => id)).toEqual(data.map((_, position) => data[0].id + position));
	});
});

describe('a change', () => {
	test('merges user data key by key, takes keys away with null, and leaves the rest', async () => {
		const { data } = await create(4, { ...callback, userdata: { a: 1, b: 'two' }, reference: 'r' });
		clock.advance(1000);
		const changed = await put(`${data[0].id}`, { userdata: { b: null, c: false } });
		expect(changed.data).toMatchObject({ userdata: { a: 1, c: false }, updated_at: after(1000) });
		expect(changed.data).toEqual({
			...data[0],
			userdata: { a: 1, c: false },
			updated_at: after(1000),
			waiting_seconds: 1,
		});
	});

	test('that changes nothing leaves the time of the last change', async () => {
		const scheduled_date = '2026-03-02T10:30:00Z';
		const { data } = await create(4, { ...callback, scheduled_date, userdata: { a: 1 } });
		clock.advance(1000);
		const same = { scheduled_date: '2026-03-02T11:30:00+01:00', priority: 5, userdata: { a: 1, b: null } };
		expect((await put(`${data[0].id}`, same)).data).toEqual(data[0]);
	});

	test('of the date moves the moment at which it is due', async () => {
		const { data } = await create(4, { ...callback, scheduled_date: after(minutes(30)) });
		await put(`${data[0].id}`, { scheduled_date: after(minutes(60)), agent_id: 3 });
		clock.advance(minutes(45));
		expect(await get(data[0].id)).toMatchObject({ status: 'scheduled', agent_id: 3 });
		clock.advance(minutes(15));
		expect(await get(data[0].id)).toMatchObject({ status: 'waiting', updated_at: after(minutes(60)) });
	});

	test('to a date that is past lets it wait at once', async () => {
		const { data } = await create(4, { ...callback, scheduled_date: after(minutes(30)) });
		expect((await put(`${data[0].id}`, { scheduled_date: after(-1000) })).data.status).toBe('waiting');
	});

	test('that the state forbids is answered 409 and names the fields', async () => {
		const { data } = await create(4, callback);
		const { status, data: body } = await put(`${data[0].id}`, {
			scheduled_date: after(minutes(5)),
			priority: 8,
		});
		expect([status, body.errors?.map(({ field }) => field)]).toEqual([409, ['scheduled_date']]);
		centre().answer(data[0].id, 1);
		const refused = await put(`${data[0].id}`, { priority: 8, agent_id: null, userdata: { a: 1 } });
		expect(refused.data.errors?.map(({ field }) => field)).toEqual(['agent_id', 'priority']);
		expect(await get(data[0].id)).toMatchObject({ priority: 5, userdata: {}, agent_id: 1 });
	});

	test('to an unknown agent is 422, of an unknown interaction 404, without a field 400', async () => {
		const { data } = await create(4, callback);
		expect((await put(`${data[0].id}`, { agent_id: 99 })).status).toBe(422);
		expect((await put('99', { priority: 1 })).status).toBe(404);
		expect((await put(`${data[0].id}`, {})).status).toBe(400);
	});

	test('is answered without a body where the server does so', async () => {
		const { data } = await create(4, callback);
		simulator().quirks.emptyPut = true;
		expect(await put(`${data[0].id}`, { priority: 7 })).toMatchObject({ status: 204, data: '' });
		expect(await get(data[0].id)).toMatchObject({ priority: 7 });
	});
});

test('canceling keeps the row, and is refused once an agent has it', async () => {
	const { data } = await create(4, callback, { ...callback, scheduled_date: after(minutes(5)) }, callback);
	const [waiting, scheduled, taken] = data.map(({ id }) => id);
	centre().answer(taken, 1);
	clock.advance(3000);
	for (const id of [waiting, scheduled]) {
		expect((await client().delete(`/interactions/${id}`)).status).toBe(204);
		expect(await get(id)).toMatchObject({
			status: 'cancelled',
			ended_at: after(3000),
			updated_at: after(3000),
		});
	}
	expect((await get(waiting)).waiting_seconds).toBe(3);
	for (const id of [waiting, taken]) {
		expect(await client().delete(`/interactions/${id}`)).toMatchObject({
			status: 409,
			data: { errors: [{ field: 'status' }] },
		});
	}
	clock.advance(minutes(10));
	expect((await get(scheduled)).status).toBe('cancelled');
});

test('an interaction that an agent took can be qualified with a qualification of its service', async () => {
	const { id } = centre().receive({ service: 3, customer: '0612345678' });
	expect((await put(`${id}/qualification`, { qualification_id: 11 })).status).toBe(409);
	centre().answer(id, 3);
	expect(await put(`${id}/qualification`, { qualification_id: 21 })).toMatchObject({
		status: 422,
		data: { errors: [{ field: 'qualification_id' }] },
	});
	clock.advance(5000);
	const { data } = await put(`${id}/qualification`, { qualification_id: 11, comment: 'Réglé' });
	expect(data).toMatchObject({
		qualification: { id: 11, label: 'Panne résolue', category: 'Support technique' },
		comment: 'Réglé',
		qualified_at: after(5000),
		updated_at: after(5000),
	});
	clock.advance(5000);
	expect((await put(`${id}/qualification`, { qualification_id: 11 })).data).toEqual(data);
});

test('services tell their channel, and each has qualifications of its own in categories', async () => {
	const { data } = await client().get<{ data: Array<{ id: number; channel: string }> }>('/services');
	expect(new Set(data.data.map(({ channel }) => channel))).toEqual(
		new Set(['call', 'mail', 'messaging', 'chat']),
	);
	expect((await client().get('/services/12')).data).toEqual({
		id: 12,
		name: 'Chat du site',
		channel: 'chat',
		direction: 'inbound',
		open: false,
	});
	const ids = async (id: number) =>
		(await client().get<{ data: Array<{ id: number }> }>(`/services/${id}/qualifications`)).data.data.map(
			(one) => one.id,
		);
	expect(await ids(4)).toEqual([4, 7, 21, 22, 23, 24]);
	expect(await ids(3)).toEqual([4, 7, 9, 11, 12, 13]);
	expect((await client().get('/services/99/qualifications')).status).toBe(404);
});
