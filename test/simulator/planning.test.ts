import { Clock, startSimulator } from '../../simulator';
import type { PlannedActivity } from '../../simulator/centre/planning';
import { clientOf, useSimulator, type ErrorBody } from './client';

const clock = new Clock();
// A Wednesday.
beforeEach(() => clock.set(new Date('2026-03-04T08:30:00.500Z')));
const { simulator, client } = useSimulator({ contacts: 0, clock });

const planning = () => simulator().centre.planning;
const emptied = () => {
	planning().clear();
	return planning();
};
const list = async (query = '') => {
	const url = `/planned-activities?${query}`;
	return (await client().get<{ data: PlannedActivity[]; total?: number }>(url)).data;
};
const ids = async (query?: string) => (await list(query)).data.map(({ id }) => id);
const slot = (agent_id: number, start: string, end: string, activity_id = 1) => ({
	agent_id,
	activity_id,
	start: `2026-03-04T${start}:00Z`,
	end: `2026-03-04T${end}:00Z`,
});
const post = (slots: object[]) => client().post<PlannedActivity[] & ErrorBody>('/planned-activities', slots);
const put = (id: number, change: object) =>
	client().put<PlannedActivity & ErrorBody>(`/planned-activities/${id}`, change);
const fields = ({ errors }: ErrorBody) => errors?.map(({ field }) => field);

describe('the plan of the seed', () => {
	test('holds the shifts of the days around the start of the clock, in the local time of the centre', async () => {
		const { data, total } = await list('agent_id=1&from=2026-03-03T23:00:00Z&to=2026-03-04T23:00:00Z');
		expect(data.map(({ activity_id, start, end }) => [activity_id, start, end])).toEqual([
			[1, '2026-03-04T07:00:00.000Z', '2026-03-04T10:30:00.000Z'],
			[2, '2026-03-04T10:30:00.000Z', '2026-03-04T11:30:00.000Z'],
			[1, '2026-03-04T11:30:00.000Z', '2026-03-04T15:00:00.000Z'],
		]);
		expect(total).toBe(3);
		expect(data[0].created_at < '2026-03-01').toBe(true);
	});

	test('keeps the time on the wall when summer time begins', async () => {
		const spring = await startSimulator({ contacts: 0, clock: new Clock(new Date('2026-03-27T08:00:00Z')) });
		const { data } = await clientOf(spring).get<{ data: PlannedActivity[] }>(
			'/planned-activities?agent_id=1',
		);
		await spring.close();
		const starts = data.data.map(({ start }) => start);
		expect(starts).toContain('2026-03-27T07:00:00.000Z');
		expect(starts).toContain('2026-03-30T06:00:00.000Z');
	});

	test('plans nobody who is disabled and is gone once it is cleared', async () => {
		expect(await ids('agent_id=8')).toEqual([]);
		expect((await list()).total).toBeGreaterThan(100);
		planning().clear();
		expect(await list()).toEqual({ data: [], total: 0 });
	});
});

describe('planning', () => {
	test('takes an array in its order, with moments of any offset', async () => {
		emptied();
		const paris = { ...slot(1, '13:00', '14:00'), start: '2026-03-04T12:00:00+01:00', comment: 'Ici' };
		const { status, data } = await post([paris, slot(2, '11:00', '14:00', 3)]);
		expect(status).toBe(201);
		expect(data).toEqual([
			{
				id: data[0].id,
				agent_id: 1,
				activity_id: 1,
				start: '2026-03-04T11:00:00.000Z',
				end: '2026-03-04T14:00:00.000Z',
				comment: 'Ici',
				created_at: '2026-03-04T08:30:00.500Z',
				updated_at: '2026-03-04T08:30:00.500Z',
			},
			expect.objectContaining({ agent_id: 2, activity_id: 3, comment: null }),
		]);
		const one = await client().get(`/planned-activities/${data[1].id}`);
		expect(one.data).toEqual(data[1]);
		expect((await client().get('/planned-activities/99999')).status).toBe(404);
	});

	test('refuses the array with every bad element named', async () => {
		const plan = emptied();
		const { status, data } = await post([
			slot(1, '09:00', '10:00'),
			slot(99, '09:00', '10:00', 99),
			slot(2, '10:00', '10:00'),
			{ ...slot(2, '10:00', '11:00'), start: '2026-13-04T10:00:00Z' },
		]);
		expect(status).toBe(422);
		expect(fields(data)).toEqual(['1.agent_id', '1.activity_id', '2.end', '3.start']);
		expect(plan.all()).toEqual([]);
	});

	test('refuses what overlaps: another slot of the agent, or an earlier element', async () => {
		const plan = emptied();
		plan.plan(slot(1, '09:00', '10:00'));
		const { status, data } = await post([
			slot(1, '10:00', '11:00'),
			slot(1, '09:30', '09:45'),
			slot(2, '09:30', '09:45'),
			slot(1, '08:00', '09:01'),
			slot(2, '09:00', '12:00'),
		]);
		expect(status).toBe(409);
		expect(fields(data)).toEqual(['1.start', '3.start', '4.start']);
		expect(plan.all()).toHaveLength(1);
	});

	test('lets slots touch, and other agents be planned for the same time', async () => {
		emptied().plan(slot(1, '09:00', '10:00'));
		const { status } = await post([
			slot(1, '10:00', '11:00'),
			slot(1, '08:00', '09:00'),
			slot(2, '09:00', '10:00'),
		]);
		expect(status).toBe(201);
	});

	test('behind the API obeys the same rules', () => {
		const plan = emptied();
		plan.plan(slot(1, '09:00', '10:00'));
		expect(() => plan.plan(slot(1, '09:59', '11:00'))).toThrow('overlaps');
		expect(() => plan.plan(slot(1, '12:00', '11:00'))).toThrow('ends before');
		expect(plan.all()).toHaveLength(1);
	});
});

describe('changing', () => {
	test('moves updated_at, but not when nothing differs', async () => {
		const { id } = emptied().plan(slot(1, '09:00', '10:00'));
		clock.advance(1000);
		const same = await put(id, { start: '2026-03-04T10:00:00+01:00', comment: null });
		expect(same.data.updated_at).toBe('2026-03-04T08:30:00.500Z');
		const moved = await put(id, { end: '2026-03-04T10:30:00Z', activity_id: 2 });
		expect(moved.data).toMatchObject({
			activity_id: 2,
			start: '2026-03-04T09:00:00.000Z',
			end: '2026-03-04T10:30:00.000Z',
			created_at: '2026-03-04T08:30:00.500Z',
			updated_at: '2026-03-04T08:30:01.500Z',
		});
	});

	test('may overlap the slot itself, but no other of the agent', async () => {
		const plan = emptied();
		const { id } = plan.plan(slot(1, '09:00', '10:00'));
		plan.plan(slot(1, '11:00', '12:00'));
		expect((await put(id, { start: '2026-03-04T09:30:00Z', end: '2026-03-04T11:00:00Z' })).status).toBe(200);
		const { status, data } = await put(id, { end: '2026-03-04T11:00:01Z' });
		expect([status, fields(data)]).toEqual([409, ['start']]);
	});

	test('refuses an end that is no longer after the start, and an unknown activity', async () => {
		const { id } = emptied().plan(slot(1, '09:00', '10:00'));
		const { status, data } = await put(id, { start: '2026-03-04T10:00:00Z', activity_id: 99 });
		expect([status, fields(data)]).toEqual([422, ['activity_id', 'end']]);
		expect((await put(id, {})).status).toBe(400);
		expect((await put(99_999, { comment: 'x' })).status).toBe(404);
	});

	test('deletes once, and the time is free again', async () => {
		const { id } = emptied().plan(slot(1, '09:00', '10:00'));
		const path = `/planned-activities/${id}`;
		expect([(await client().delete(path)).status, (await client().delete(path)).status]).toEqual([204, 404]);
		expect((await post([slot(1, '09:00', '10:00')])).status).toBe(201);
	});
});

describe('lists', () => {
	test('hold what overlaps the period: it ends after its beginning and begins before its end', async () => {
		const plan = emptied();
		const [night, morning, noon] = [
			plan.plan({ ...slot(1, '00:00', '09:00'), start: '2026-03-03T22:00:00Z' }),
			plan.plan(slot(1, '09:00', '12:00')),
			plan.plan(slot(2, '12:00', '13:00')),
		].map(({ id }) => id);
		const day = '2026-03-04T';
		expect(await ids(`from=${day}09:00:00Z&to=${day}12:00:00Z`)).toEqual([morning]);
		expect(await ids(`from=${day}08:59:59Z&to=${day}12:00:01Z`)).toEqual([night, morning, noon]);
		expect(await ids(`from=${day}10:00:00Z`)).toEqual([morning, noon]);
		expect(await ids(`to=${encodeURIComponent('2026-03-04T09:30:00+01:00')}`)).toEqual([night]);
		expect((await client().get('/planned-activities?from=soon')).status).toBe(400);
	});

	test('filter by any of several agents and groups', async () => {
		const plan = emptied();
		const [first, second, third] = [1, 3, 11].map((agent) => plan.plan(slot(agent, '09:00', '10:00')).id);
		expect(await ids('agent_id=3')).toEqual([second]);
		expect(await ids('agent_id=11&agent_id=1')).toEqual([first, third]);
		expect(await ids('group_id=3')).toEqual([third]);
		expect(await ids('group_id=3&group_id=2')).toEqual([second, third]);
		expect(await ids('group_id=2&agent_id=1&agent_id=3')).toEqual([second]);
		expect(await ids('agent_id=99')).toEqual([]);
	});

	test('follow what was created and changed, at millisecond precision', async () => {
		const plan = emptied();
		const old = plan.plan(slot(1, '09:00', '10:00'));
		clock.advance(1000);
		const fresh = plan.plan(slot(2, '09:00', '10:00'));
		const since = '2026-03-04T08:30:01.500Z';
		expect(await ids(`created_from=${since}`)).toEqual([fresh.id]);
		expect(await ids(`created_to=${since}`)).toEqual([old.id]);
		clock.advance(1);
		plan.change(old.id, { comment: 'Ailleurs' });
		expect(await ids(`updated_from=${since}&sort=updated_at`)).toEqual([fresh.id, old.id]);
		expect(await ids(`updated_from=${since}`)).toEqual([old.id, fresh.id]);
		expect(await ids(`updated_from=${since}&updated_to=2026-03-04T08:30:01.501Z`)).toEqual([fresh.id]);
	});

	test('show a late change only after its delay, and until then what was before', async () => {
		const plan = emptied();
		const [gone, moved] = [plan.plan(slot(1, '09:00', '10:00')), plan.plan(slot(1, '10:00', '11:00'))];
		const before = (await list()).data;
		const late = { lateBy: 5000 };
		plan.remove(gone.id, late);
		plan.change(moved.id, { comment: 'Ailleurs' }, late);
		const added = plan.plan(slot(1, '09:00', '10:00'), late);
		expect((await list()).data).toEqual(before);
		expect((await list('agent_id=1')).data).toEqual(before);
		expect((await client().get(`/planned-activities/${gone.id}`)).status).toBe(404);
		clock.advance(5000);
		expect(await ids('agent_id=1')).toEqual([moved.id, added.id]);
		expect(await ids()).toEqual([moved.id, added.id]);
	});

	test('of a year of 100 agents can be filled and read', async () => {
		const plan = emptied();
		const agents = Array.from({ length: 100 }, (_, agent) => 1000 + agent);
		const hour = 3_600_000;
		const begins = Date.parse('2026-01-01T08:00:00Z');
		for (let day = 0; day < 365; day++) {
			for (const agent_id of agents) {
				for (const part of [0, 4, 5]) {
					const start = new Date(begins + (day * 24 + part) * hour);
					const end = new Date(start.getTime() + (part === 4 ? hour : 3 * hour));
					plan.plan({ agent_id, activity_id: part === 4 ? 2 : 1, start, end });
				}
			}
		}
		const week = 'from=2026-06-01T00:00:00Z&to=2026-06-08T00:00:00Z';
		expect((await list(`agent_id=1042&${week}`)).total).toBe(21);
		expect((await list(week)).total).toBe(2100);
		expect(await list('offset=109499')).toMatchObject({ total: 109_500, data: { length: 1 } });
		expect((await list('updated_from=2026-03-04T08:30:00.501Z')).total).toBe(0);
	});

	test('obey the ways of the server', async () => {
		const { quirks } = simulator();
		const plan = emptied();
		for (const agent of [1, 2, 3]) plan.plan(slot(agent, '09:00', '10:00'));
		Object.assign(quirks, {
			pageSize: 2,
			total: 'missing',
			wholeSeconds: true,
			emptyPut: true,
			refusesArrays: 405,
		});
		const { data, ...rest } = await list();
		expect([data.length, rest]).toEqual([2, {}]);
		expect(data[0]).toMatchObject({ start: '2026-03-04T09:00:00Z', updated_at: '2026-03-04T08:30:00Z' });
		expect((await put(data[0].id, { comment: 'x' })).status).toBe(204);
		expect((await post([slot(1, '11:00', '12:00'), slot(2, '11:00', '12:00')])).status).toBe(405);
		expect((await post([slot(1, '11:00', '12:00')])).status).toBe(201);
	});
});

describe('kinds of activity', () => {
	test('are created, changed, and deleted unless somebody is planned for them', async () => {
		const plan = emptied();
		const created = await client().post<Array<{ id: number }>>('/activities', [
			{ name: 'Télétravail', kind: 'work', color: '#00897b' },
			{ name: 'Maladie', kind: 'absence', paid: false },
		]);
		expect(created.status).toBe(201);
		expect(created.data).toEqual([
			{ id: 6, name: 'Télétravail', kind: 'work', paid: true, color: '#00897b' },
			{ id: 7, name: 'Maladie', kind: 'absence', paid: false, color: null },
		]);
		const changed = await client().put('/activities/6', { color: null });
		expect(changed.data).toEqual({ id: 6, name: 'Télétravail', kind: 'work', paid: true, color: null });
		const { id } = plan.plan(slot(1, '09:00', '10:00', 6));
		expect((await client().delete('/activities/6')).status).toBe(409);
		plan.remove(id);
		const statuses = [await client().delete('/activities/6'), await client().delete('/activities/6')];
		expect(statuses.map(({ status }) => status)).toEqual([204, 404]);
		expect((await client().put('/activities/6', { name: 'x' })).status).toBe(404);
		const again = await client().post<Array<{ id: number }>>('/activities', [{ name: 'x', kind: 'work' }]);
		expect(again.data[0].id).toBe(8);
	});
});
