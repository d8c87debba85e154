import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { loadOptions, searchList } from '../support/methods';
import {
	credentialsOf,
	locate,
	node,
	pause,
	planOf,
	runPlanning,
	startPlanning,
	text,
	training,
	work,
	writesOf,
} from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startPlanning();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const plan = (start: string, end: string, agent_id = 1, activity_id = work, comment: string | null = null) =>
	simulator.centre.planning.plan({ agent_id, activity_id, start: `${start}Z`, end: `${end}Z`, comment });

describe('Planned Activity: Create', () => {
	it('plans many slots with one request, each paired with its item', async () => {
		const items = [1, 2, 3].map((agent) => ({
			agent,
			start: '2026-03-24T09:00',
			end: '2026-03-24T12:00',
			comment: `For ${agent}`,
		}));
		const { json, items: out } = await runPlanning(simulator, { operation: 'create', items });
		expect(writesOf(simulator)).toEqual(['createPlannedActivities']);
		expect(json.map(({ agent_id, comment }) => `${text(agent_id)} ${text(comment)}`)).toEqual([
			'1 For 1',
			'2 For 2',
			'3 For 3',
		]);
		expect(out.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(json[0]).toMatchObject({
			start: '2026-03-24T08:00:00.000Z',
			end_local: '2026-03-24T12:00:00.000+01:00',
		});
	});

	it.each([
		['over the night of the change in spring', '2026-03-28T22:00', '2026-03-28T21:00', '2026-03-29T04:00'],
		['over the night of the change in autumn', '2026-10-24T22:00', '2026-10-24T20:00', '2026-10-25T05:00'],
	])('keeps 22:00 to 06:00 %s, however the end is given', async (_, start, from, to) => {
		const day = start.slice(0, 10);
		const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
		const ends = [
			{ agent: 1, end: `${next}T06:00` },
			{ agent: 2, end: '06:00' },
		].map((item) => ({ ...item, start }));
		await runPlanning(simulator, { operation: 'create', items: ends });
		await runPlanning(simulator, {
			operation: 'create',
			items: [{ agent: 3, start }],
			parameters: { endGivenAs: 'duration', duration: 480 },
		});
		expect(planOf(simulator)).toEqual([1, 2, 3].map((agent) => `${agent}/1 ${from.slice(5)}-${to.slice(5)}`));
	});

	it('takes the first of two times that clocks show, and says so; an end lies after its start all the same', async () => {
		const { hints } = await runPlanning(simulator, {
			operation: 'create',
			items: [
				{ agent: 1, start: '2026-10-25T02:30', end: '2026-10-25T09:00' },
				{ agent: 2, start: '2026-10-25T02:50+01:00', end: '2026-10-25T02:55' },
			],
		});
		expect(planOf(simulator)).toEqual(['1/1 10-25T00:30-10-25T08:00', '2/1 10-25T01:50-10-25T01:55']);
		expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining('ambiguous')]);
	});

	it.each([
		['an end before the start', { start: '2026-03-24T09:00', end: '2026-03-24T08:00' }, 'must be later'],
		['a time that does not exist', { start: '2026-03-29T02:30', end: '2026-03-29T09:00' }, 'does not exist'],
		['no date', { start: 'tomorrow', end: '2026-03-29T09:00' }, '"Start" needs a date like'],
		['no time of the day', { start: '2026-03-24T09:00', end: '25:00' }, '"End" needs a date like'],
		['no agent', { agent: '', start: '2026-03-24T09:00', end: '12:00' }, 'No agent is chosen'],
		['an id that is a path', { agent: '../1', start: '2026-03-24T09:00', end: '12:00' }, 'cannot be the ID'],
		['a long comment', { start: '2026-03-24T09:00', end: '12:00', comment: 'x'.repeat(256) }, '255'],
		['an unknown agent', { agent: 999, start: '2026-03-24T09:00', end: '12:00' }, 'agent_id'],
		['a taken agent', { agent: 9, start: '2026-03-24T09:00', end: '12:00' }, 'The agent is taken'],
	])('refuses %s with its item, and plans the others', async (_, bad, sentence) => {
		plan('2026-03-24T10:00', '2026-03-24T11:00', 9);
		const good = { agent: 2, start: '2026-03-24T09:00', end: '12:00' };
		const { json } = await runPlanning(simulator, {
			operation: 'create',
			items: [{ agent: 1, ...bad }, good],
			goOn: true,
		});
		expect(json).toEqual([
			expect.objectContaining({ error: expect.stringContaining(sentence) as string }),
			expect.objectContaining({ agent_id: '2' }),
		]);
		expect(planOf(simulator)).toHaveLength(2);
	});

	it('without Continue On Fail writes nothing when an item is bad, and says so', async () => {
		const items = ['09:00', 'never', '12:00'].map((time, at) => ({
			agent: at + 1,
			start: `2026-03-24T${time}`,
			end: '18:00',
		}));
		const { error } = await runPlanning(simulator, { operation: 'create', items });
		expect(error).toMatchObject({ message: expect.stringContaining('"Start" needs a date like') as string });
		expect(error?.description).toContain('Processed before the error: no item.');
		expect(planOf(simulator)).toEqual([]);
	});

	it.each(['reset', 'truncated'] as const)('never plans twice when the answer is lost (%s)', async (kind) => {
		simulator.faults.add({ kind, operationId: 'createPlannedActivities', afterWork: true } as never);
		const items = [1, 2].map((agent) => ({ agent, start: '2026-03-24T09:00', end: '12:00' }));
		const { json } = await runPlanning(simulator, { operation: 'create', items });
		expect(json.map(({ id }) => id)).toEqual(['1', '2']);
		expect(writesOf(simulator)).toEqual(['createPlannedActivities']);
	});

	it('says that it is unknown when the answer is lost and nothing is found', async () => {
		simulator.faults.add({ kind: 'reset', operationId: 'createPlannedActivities' });
		const items = [{ agent: 1, start: '2026-03-24T09:00', end: '12:00' }];
		const { error } = await runPlanning(simulator, { operation: 'create', items });
		expect(error?.description).toContain('It is unknown whether');
	});

	it('refuses a time zone that does not exist', async () => {
		const items = [{ agent: 1, start: '2026-03-24T09:00', end: '12:00' }];
		const { error } = await runPlanning(simulator, {
			operation: 'create',
			items,
			parameters: { options: { timezone: 'Paris' } },
		});
		expect(error?.message).toContain('"Paris" is not a time zone');
	});
});

describe('Planned Activity: Create or Update', () => {
	const items = [
		{ agent: 1, start: '2026-03-24T09:00', end: '12:00' },
		{ agent: 2, start: '2026-03-24T09:00', end: '13:00', comment: 'Late' },
		{ agent: 3, start: '2026-03-24T09:00', end: '12:00' },
	];

	it('creates, updates or leaves alone, by agent, start and activity', async () => {
		plan('2026-03-24T08:00', '2026-03-24T11:00', 1, work, 'Stays');
		plan('2026-03-24T08:00', '2026-03-24T11:00', 2);
		const { json } = await runPlanning(simulator, { operation: 'upsert', items });
		expect(json.map(({ status, comment }) => [status, comment])).toEqual([
			['unchanged', 'Stays'],
			['updated', 'Late'],
			['created', null],
		]);
		simulator.resetCounts();
		const retryAdvice = await runPlanning(simulator, { operation: 'upsert', items });
		expect(retryAdvice.json.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(writesOf(simulator)).toEqual([]);
		expect(planOf(simulator)).toHaveLength(3);
	});

	it('writes items that name the same slot as one: the last end, the last comment that is not blank', async () => {
		const twice = [
			{ agent: 1, start: '2026-03-24T09:00', end: '12:00', comment: 'First' },
			{ agent: 1, start: '2026-03-24T09:00', end: '13:00' },
		];
		const { json } = await runPlanning(simulator, { operation: 'upsert', items: twice });
		expect(json.map(({ id, comment }) => [id, comment])).toEqual([
			[json[0].id, 'First'],
			[json[0].id, 'First'],
		]);
		expect(planOf(simulator)).toEqual(['1/1 03-24T08:00-03-24T12:00']);
	});

	it('shortens first, so that what comes after finds its place', async () => {
		plan('2026-03-24T08:00', '2026-03-24T16:00', 1);
		const split = [
			{ agent: 1, start: '2026-03-24T13:00', end: '17:00' },
			{ agent: 1, start: '2026-03-24T09:00', end: '13:00' },
		];
		const { json } = await runPlanning(simulator, { operation: 'upsert', items: split });
		expect(json.map(({ status }) => status)).toEqual(['created', 'updated']);
	});

	it('gives each item its own error, and without Continue On Fail sends nothing after one', async () => {
		plan('2026-03-24T08:00', '2026-03-24T09:00', 1);
		plan('2026-03-24T10:00', '2026-03-24T11:00', 1, pause);
		const going = await runPlanning(simulator, { operation: 'upsert', items, goOn: true });
		expect(going.json).toEqual([
			expect.objectContaining({ error: expect.stringContaining('conflict') as string }),
			expect.objectContaining({ status: 'created' }),
			expect.objectContaining({ status: 'created' }),
		]);
		simulator.centre.planning.remove(Number(going.json[1].id));
		const stopped = await runPlanning(simulator, { operation: 'upsert', items: items.slice(0, 2) });
		expect(stopped.error?.message).toContain('conflict');
		expect(planOf(simulator).filter((slot) => slot.startsWith('2/'))).toEqual([]);
	});

	it('fails each item when the planning cannot be read', async () => {
		simulator.faults.add({ kind: 'status', status: 403, operationId: 'listPlannedActivities' });
		const { json } = await runPlanning(simulator, { operation: 'upsert', items, goOn: true });
		expect(json).toHaveLength(3);
		for (const { error } of json)
			expect(error).toContain('lacks the permission GET for the Activity planning API');
	});
});

describe('Planned Activity: Get, Get Many, Update, Delete', () => {
	it('gets each item its own, with local times', async () => {
		const [one, two] = [
			plan('2026-03-24T08:00', '2026-03-24T09:00'),
			plan('2026-03-30T08:00', '2026-03-30T09:00'),
		];
		const { json } = await runPlanning(simulator, {
			operation: 'get',
			items: [{ id: one.id }, { id: two.id }],
			parameters: { plannedActivity: locate('={{ $json.id }}') },
		});
		expect(json.map(({ start_local }) => start_local)).toEqual([
			'2026-03-24T09:00:00.000+01:00',
			'2026-03-30T10:00:00.000+02:00',
		]);
		const names = Object.keys(json[0]);
		expect(names.slice(names.indexOf('start'), names.indexOf('comment'))).toEqual([
			'start',
			'end',
			'start_local',
			'end_local',
			'timezone',
		]);
	});

	it.each(['get', 'update', 'delete'])(
		'%s: an id that is unknown or hostile blames its item only',
		async (operation) => {
			const { id } = plan('2026-03-24T08:00', '2026-03-24T09:00');
			const { json } = await runPlanning(simulator, {
				operation,
				items: [{ id: 999 }, { id: '../activities/1' }, { id }],
				parameters: {
					plannedActivity: locate('={{ $json.id }}'),
					updateFields: { comment: 'Changed' },
				},
				goOn: true,
			});
			expect(json).toEqual([
				expect.objectContaining({ error: expect.stringContaining('not found in Kiamo') as string }),
				expect.objectContaining({ error: expect.stringContaining('cannot be the ID') as string }),
				expect.not.objectContaining({ error: expect.anything() as string }),
			]);
			expect(simulator.centre.planning.activities.size).toBe(5);
		},
	);

	it('lists by agent, group, activity and what overlaps a period, with the limit on what is wanted', async () => {
		for (const agent of [1, 2, 3]) {
			plan('2026-03-24T08:00', '2026-03-24T10:00', agent);
			plan('2026-03-24T10:00', '2026-03-24T11:00', agent, pause);
			plan('2026-03-24T11:00', '2026-03-24T15:00', agent);
		}
		const list = async (filters: object, limit = 50) => {
			const parameters = { filters, limit };
			const { json } = await runPlanning(simulator, { operation: 'getAll', parameters });
			return json.map(
				({ agent_id, activity_id, start }) =>
					`${text(agent_id)}/${text(activity_id)} ${text(start).slice(11, 16)}`,
			);
		};
		expect(await list({ agents: ['1'] })).toEqual(['1/1 08:00', '1/2 10:00', '1/1 11:00']);
		expect(await list({ groups: '2', activities: '2' })).toEqual(['2/2 10:00', '3/2 10:00']);
		expect(await list({ activities: ['2'] }, 2)).toEqual(['1/2 10:00', '2/2 10:00']);
		expect(await list({ agents: ['3'], from: '2026-03-24T11:30', to: '2026-03-24T12:00' })).toEqual([
			'3/2 10:00',
		]);
		expect(await list({ createdSince: '2026-03-23T08:00' })).toEqual([]);
		expect(await list({ updatedSince: '2026-03-23T06:00' }, 1)).toHaveLength(1);
	});

	it('updates just what is given; a duration counts from the start that there is', async () => {
		const { id } = plan('2026-03-24T08:00', '2026-03-24T09:00', 1, work, 'Old');
		const parameters = { plannedActivity: locate(String(id)) };
		const update = async (updateFields: object) =>
			await runPlanning(simulator, { operation: 'update', parameters: { ...parameters, updateFields } });
		await update({ duration: 90 });
		expect(planOf(simulator)).toEqual(['1/1 03-24T08:00-03-24T09:30']);
		await update({
			start: '2026-03-24T08:30',
			end: '12:00',
			activity: String(training),
			timezone: 'Europe/Paris',
			comment: '',
		});
		expect(planOf(simulator)).toEqual(['1/3 03-24T07:30-03-24T11:00']);
		expect(simulator.centre.planning.get(id)?.comment).toBeNull();
		simulator.quirks.emptyPut = true;
		const { json } = await update({ comment: 'New' });
		expect(json).toEqual([expect.objectContaining({ id: String(id), comment: 'New' })]);
		expect((await update({})).error?.message).toContain('There is nothing to update');
		expect((await update({ duration: 5, end: '12:00' })).error?.message).toContain('not both');
	});
});

describe('Activity', () => {
	const run = async (operation: string, parameters: object, items?: object[], goOn = false) =>
		await runPlanning(simulator, {
			resource: 'activity',
			operation,
			parameters: parameters as IDataObject,
			items: items as IDataObject[] | undefined,
			goOn,
		});

	it('creates kinds of activity together', async () => {
		const { json } = await run(
			'create',
			{ name: '={{ $json.name }}', kind: 'training', options: { color: '={{ $json.color }}', paid: false } },
			[
				{ name: ' Anglais ', color: '#00FF00' },
				{ name: '' },
				{ name: 'Vente', color: 'green' },
				{ name: 'Outils' },
			],
			true,
		);
		expect(json).toEqual([
			expect.objectContaining({ name: 'Anglais', kind: 'training', paid: false, color: '#00FF00' }),
			expect.objectContaining({ error: 'Name is empty' }),
			expect.objectContaining({ error: expect.stringContaining('#2e7d32') as string }),
			expect.objectContaining({ name: 'Outils', color: null }),
		]);
		expect(writesOf(simulator)).toEqual(['createActivities']);
	});

	it('lists by kind and name, with one request for all items', async () => {
		const filters = { kinds: ['work', 'break'], search: '={{ $json.text }}' };
		const { json } = await run('getAll', { filters }, [{ text: 'PROD' }, { text: 'pau' }]);
		expect(json.map(({ name }) => name)).toEqual(['Production', 'Pause']);
		expect(simulator.counts.requests).toBe(1);
		expect((await run('getAll', { limit: 2 })).json).toHaveLength(2);
	});

	it('updates what is given, and deletes what is not in use', async () => {
		const activity = locate('={{ $json.id }}');
		const updateFields = { name: 'Accueil', color: '' };
		const { json } = await run('update', { activity, updateFields }, [{ id: '1' }]);
		expect(json).toEqual([expect.objectContaining({ id: '1', name: 'Accueil', color: null, kind: 'work' })]);
		expect((await run('update', { activity, updateFields: {} }, [{ id: 1 }])).error?.message).toContain(
			'There is nothing to update',
		);
		expect((await run('update', { activity, updateFields: { name: ' ' } }, [{ id: 1 }])).error?.message).toBe(
			'Name is empty',
		);
		simulator.quirks.emptyPut = true;
		expect((await run('update', { activity, updateFields: { paid: false } }, [{ id: 1 }])).json).toEqual([
			{ id: '1', name: 'Accueil', color: null, kind: 'work', paid: false },
		]);
		plan('2026-03-24T08:00', '2026-03-24T09:00', 1, pause);
		const deleted = await run('delete', { activity }, [{ id: 3 }, { id: pause }], true);
		expect(deleted.json).toEqual([
			{ deleted: true, id: '3' },
			expect.objectContaining({ error: expect.stringContaining('conflict') as string }),
		]);
	});
});

describe('the lists of the panel', () => {
	it('find activities and planned activities, without accents and capitals', async () => {
		const { id } = plan('2026-03-24T08:00', '2026-03-24T09:00', 1, training);
		simulator.centre.planning.plan({
			agent_id: 2,
			activity_id: 4,
			start: '2026-03-22T08:00Z',
			end: '2026-03-22T09:00Z',
		});
		const request = { node, credentials: credentialsOf(simulator), parameters: {} };
		const search = async (method: string, filter: string) =>
			(await searchList({ ...request, method, filter })).results;
		expect(await search('searchActivities', 'reunion')).toEqual([{ name: 'Réunion (meeting)', value: '4' }]);
		expect(await search('searchPlannedActivities', 'formation')).toEqual([
			{ name: expect.stringContaining('agent 1: Formation') as string, value: String(id) },
		]);
		const options = await loadOptions({ ...request, method: 'getActivities' });
		expect(options).toContainEqual({ name: 'Pause (break)', value: '2' });
	});
});
