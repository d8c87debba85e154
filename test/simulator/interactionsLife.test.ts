import { Clock, startSimulator } from '../../simulator';
import { after, minutes, monday, useInteractions } from './interactionClient';

const { simulator, client, clock, centre, create, get, list, idsOf } = useInteractions();
const stateOf = (agentId: number) => centre().states.get(agentId);

describe('a call', () => {
	test('waits, is answered, wrapped up and ended, each at its own moment, and its agent with it', async () => {
		const { id } = centre().receive({ service: 1, customer: '0612345678' });
		clock.advance(12_400);
		expect(await get(id)).toMatchObject({ status: 'waiting', waiting_seconds: 12, dialled: '+33170360010' });
		centre().answer(id, 1);
		expect(stateOf(1)).toMatchObject({ state: 'in_call', interaction_id: id, since: after(12_400) });
		clock.advance(60_000);
		expect(await get(id)).toMatchObject({
			status: 'in_progress',
			answered_at: after(12_400),
			handling_seconds: null,
		});
		centre().hangUp(id);
		expect(stateOf(1)).toMatchObject({ state: 'wrap_up', interaction_id: id });
		expect(await get(id)).toMatchObject({
			status: 'wrap_up',
			ended_at: after(72_400),
			wrap_up_seconds: null,
		});
		clock.advance(20_000);
		centre().endWrapUp(id);
		expect(stateOf(1)).toMatchObject({ state: 'available', interaction_id: null, since: after(92_400) });
		expect(await get(id)).toMatchObject({
			status: 'ended',
			ended_at: after(72_400),
			updated_at: after(92_400),
			waiting_seconds: 12,
			handling_seconds: 60,
			wrap_up_seconds: 20,
			agent_id: 1,
		});
	});

	test('that goes to another service waits there, and its times add up', async () => {
		const { id } = centre().receive({ service: 1 });
		clock.advance(10_000);
		centre().answer(id, 1);
		clock.advance(30_000);
		centre().transfer(id, { service: 3 });
		expect(await get(id)).toMatchObject({
			status: 'waiting',
			service_id: 3,
			agent_id: null,
			updated_at: after(40_000),
			waiting_seconds: 10,
		});
		expect(stateOf(1).state).toBe('available');
		clock.advance(5000);
		expect((await get(id)).waiting_seconds).toBe(15);
		centre().answer(id, 3);
		clock.advance(60_000);
		centre().hangUp(id);
		expect(await get(id)).toMatchObject({
			answered_at: after(10_000),
			waiting_seconds: 15,
			handling_seconds: 90,
			agent_id: 3,
		});
	});

	test('that goes straight to another agent goes on there', async () => {
		const { id } = centre().receive({ service: 1 });
		centre().answer(id, 1);
		clock.advance(1000);
		centre().transfer(id, { agent: 2 });
		expect(await get(id)).toMatchObject({ status: 'in_progress', agent_id: 2, updated_at: after(1000) });
		expect([stateOf(1).state, stateOf(2).state]).toEqual(['available', 'in_call']);
	});

	test('that is given up has an end but no answer', async () => {
		const { id } = centre().receive({ service: 1 });
		clock.advance(9000);
		centre().abandon(id);
		expect(await get(id)).toMatchObject({
			status: 'abandoned',
			answered_at: null,
			ended_at: after(9000),
			waiting_seconds: 9,
			handling_seconds: null,
		});
	});

	test('that an agent begins rings with the agent first, then goes on by itself', async () => {
		const { id } = centre().startCall(1, { service: 4, destination: '0612345678' });
		expect(stateOf(1)).toMatchObject({ state: 'ringing', interaction_id: id });
		clock.advance(minutes(1));
		expect(await get(id)).toMatchObject({
			status: 'in_progress',
			answered_at: after(4000),
			direction: 'outbound',
		});
		expect(stateOf(1)).toMatchObject({ state: 'in_call', since: after(4000) });
	});
});

test('a step that the state of things does not allow is an error for the test that asks for it', () => {
	const { id } = centre().receive({ service: 1 });
	expect(() => centre().hangUp(id)).toThrow(`Interaction ${id} is waiting, not in_progress`);
	centre().answer(id, 1);
	expect(() => centre().abandon(id)).toThrow('is in_progress');
	const other = centre().receive({ service: 1 });
	expect(() => centre().answer(other.id, 1)).toThrow(`Agent 1 is in_call with interaction ${id}`);
});

describe('a scheduled callback', () => {
	test('falls due at its own moment, in the order of time, however far the clock jumps', async () => {
		const { data } = await create(
			4,
			...[30, 10, 20].map((minute) => ({
				destination: '0612345678',
				scheduled_date: after(minutes(minute)),
			})),
		);
		clock.advance(minutes(90));
		const [late, early, middle] = data.map(({ id }) => id);
		expect(await idsOf('?sort=updated_at&status=waiting')).toEqual([early, middle, late]);
		expect(await get(early)).toMatchObject({ updated_at: after(minutes(10)), waiting_seconds: 80 * 60 });
	});

	test('in a closed service waits for the service to open', async () => {
		centre().setOpen(4, false);
		const { data } = await create(4, { destination: '0612345678', scheduled_date: after(minutes(10)) });
		clock.advance(minutes(20));
		expect((await get(data[0].id)).status).toBe('scheduled');
		centre().setOpen(4, true);
		expect(await get(data[0].id)).toMatchObject({ status: 'waiting', updated_at: after(minutes(20)) });
	});

	test('is all that happens when there is no traffic', async () => {
		centre().receive({ service: 1 });
		clock.advance(minutes(600));
		expect(await list()).toMatchObject({ total: 1, data: [{ status: 'waiting', waiting_seconds: 36_000 }] });
	});
});

describe('traffic', () => {
	async function dayOf(seed: number, hops: number) {
		const clockOfDay = new Clock(monday);
		const started = await startSimulator({ clock: clockOfDay, history: 0, traffic: 60, seed });
		for (let hop = 0; hop < hops; hop++) {
			clockOfDay.advance(minutes(240) / hops);
			started.centre.live();
		}
		const rows = [...started.centre.interactions.all()];
		const { centre: lived } = started;
		await started.close();
		return { rows, lived };
	}

	test('is the same for the same seed, however often somebody looks', async () => {
		const { rows } = await dayOf(1, 1);
		expect((await dayOf(1, 48)).rows).toEqual(rows);
		expect((await dayOf(2, 1)).rows).not.toEqual(rows);
	});

	test('is like a working day: about as many as asked for, most of them answered and qualified', async () => {
		const { rows } = await dayOf(1, 1);
		expect(rows.length).toBeGreaterThan(180);
		expect(rows.length).toBeLessThan(300);
		const share = (isOne: (row: (typeof rows)[number]) => boolean) => rows.filter(isOne).length / rows.length;
		expect(share(({ channel }) => channel === 'call')).toBeGreaterThan(0.6);
		expect(share(({ answered_at }) => answered_at !== null)).toBeGreaterThan(0.6);
		expect(share(({ qualification }) => qualification !== null)).toBeGreaterThan(0.5);
		expect(share(({ status }) => status === 'abandoned')).toBeGreaterThan(0);
		expect(share(({ contact_id }) => contact_id !== null)).toBeGreaterThan(0.2);
		expect(share(({ has_recording }) => has_recording)).toBeGreaterThan(0.2);
	});

	test('keeps the order of the steps, and no agent has two interactions at a time', async () => {
		const { rows, lived } = await dayOf(1, 1);
		for (const { created_at, answered_at, ended_at, updated_at } of rows) {
			const dates = [created_at, answered_at, ended_at, updated_at].filter((date) => date !== null);
			expect(dates.toSorted()).toEqual(dates);
		}
		for (const { id } of lived.agents.all()) {
			const stays = lived.states.history(id);
			const isUnbroken = stays.slice(1).map(({ from }, position) => from === stays[position].to);
			expect(isUnbroken).not.toContain(false);
			const went = stays.map(({ state, interaction_id }) => `${state} ${interaction_id}`);
			const calls = went.filter((step) => step.startsWith('in_call'));
			for (const call of calls) expect(went).toContain(call.replace('in_call', 'ringing'));
		}
	});

	test('leaves alone who is paused or logged out, takes callbacks by priority, and respects the wanted agent', async () => {
		const clockOfDay = new Clock(monday);
		const started = await startSimulator({ clock: clockOfDay, history: 0, traffic: 0.0001 });
		const { states } = started.centre;
		for (const { id } of started.centre.agents.all()) states.set(id, { state: 'logged_out' });
		const place = (priority: number, agent_id: number | null = null) =>
			started.centre.place({ service: 4, destination: '0612345678', priority, agent_id }).id;
		const [low, high, other] = [place(2), place(9), place(10, 3)];
		clockOfDay.advance(minutes(60));
		expect(started.centre.interactions.queue(4)).toHaveLength(3);
		states.set(1, { state: 'available' });
		clockOfDay.advance(minutes(60));
		const [answeredLow, answeredHigh] = [low, high].map((id) => started.centre.row(id).answered_at ?? '');
		expect(answeredHigh < answeredLow && answeredHigh !== '').toBe(true);
		expect(started.centre.row(other)).toMatchObject({ status: 'waiting', agent_id: 3 });
		await started.close();
	});
});

test('a request sees what was due until then', async () => {
	await create(4, { destination: '0612345678', scheduled_date: after(1) });
	clock.advance(1);
	const { data } = await client().get<{ total: number }>('/interactions?status=waiting');
	expect(data.total).toBe(1);
	expect(simulator().counts.interactionsCreated).toBe(1);
});
