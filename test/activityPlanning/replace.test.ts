import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { locate, pause, planOf, runPlanning, startPlanning, text, work, writesOf } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startPlanning();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** Hours of Tuesday the 24th, in UTC. */
const hour = (at: number) => new Date(Date.UTC(2026, 2, 24) + at * 3_600_000).toISOString();
const plan = (agent_id: number, from: number, to: number, activity_id = work) =>
	simulator.centre.planning.plan({ agent_id, activity_id, start: hour(from), end: hour(to) });
const want = (agent: number, from: number, to: number, activity = work): IDataObject => ({
	agent,
	activity,
	start: hour(from),
	end: hour(to),
});

const tuesday = { periodStart: '2026-03-24', periodEnd: '2026-03-25' };
const replace = async (items: IDataObject[], parameters: IDataObject = {}, goOn = false) =>
	await runPlanning(simulator, {
		operation: 'replace',
		items,
		goOn,
		parameters: { ...tuesday, ...parameters },
	});
const said = (rows: IDataObject[]) =>
	rows.map(({ action, agent_id, start }) => `${text(action)} ${text(agent_id)} ${text(start).slice(11, 13)}`);

it('makes the plan of the agents equal to the items with the fewest writes, and leaves other agents and days alone', async () => {
	plan(1, 8, 12);
	plan(1, 12, 13, pause);
	plan(1, 13, 17);
	plan(1, 33, 37);
	plan(2, 8, 12);
	const { json, items } = await replace([want(1, 8, 12), want(1, 13, 18), want(3, 9, 10), want(3, 10, 11)]);
	expect(said(json)).toEqual([
		'unchanged 1 08',
		'deleted 1 12',
		'updated 1 13',
		'created 3 09',
		'created 3 10',
	]);
	expect(json[2].before).toMatchObject({ end: hour(17), end_local: '2026-03-24T18:00:00.000+01:00' });
	expect(items.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 0, 1, 2, 3]);
	expect(writesOf(simulator).sort()).toEqual([
		'createPlannedActivities',
		'deletePlannedActivity',
		'updatePlannedActivity',
	]);
	expect(planOf(simulator)).toEqual([
		'1/1 03-24T08:00-03-24T12:00',
		'1/1 03-24T13:00-03-24T18:00',
		'1/1 03-25T09:00-03-25T13:00',
		'2/1 03-24T08:00-03-24T12:00',
		'3/1 03-24T09:00-03-24T10:00',
		'3/1 03-24T10:00-03-24T11:00',
	]);
	simulator.resetCounts();
	const retryAdvice = await replace([want(1, 8, 12), want(1, 13, 18)]);
	expect(said(retryAdvice.json)).toEqual(['unchanged 1 08', 'unchanged 1 13']);
	expect(writesOf(simulator)).toEqual([]);
});

it('puts out the plan of writes in a dry run, and writes nothing', async () => {
	const { id } = plan(1, 8, 12);
	plan(1, 20, 21);
	const items = [want(1, 9, 13)];
	const { json } = await replace(items, { options: { dryRun: true } });
	expect(json.map(({ action, step, id: of }) => [action, step, of])).toEqual([
		['update', 1, String(id)],
		['delete', 2, expect.any(String)],
	]);
	expect(writesOf(simulator)).toEqual([]);
	const kept = await replace([want(1, 8, 12), want(1, 14, 15)], { options: { dryRun: true } });
	expect(said(kept.json)).toEqual(['keep 1 08', 'update 1 14']);
	const made = await replace([want(1, 8, 12), want(1, 14, 15), want(1, 20, 21)], {
		options: { dryRun: true },
	});
	expect(made.json[1]).toMatchObject({ action: 'create', id: null, step: 1 });
});

describe('of a group', () => {
	const group = { scope: 'group', group: locate('2') };

	it('leaves agents without items alone unless it may empty them', async () => {
		plan(2, 8, 12);
		plan(3, 8, 12);
		await replace([want(2, 8, 12)], group);
		expect(planOf(simulator)).toHaveLength(2);
		const { json, items } = await replace([want(2, 8, 12)], { ...group, options: { emptyOthers: true } });
		expect(said(json)).toEqual(['unchanged 2 08', 'deleted 3 08']);
		expect(items[1].pairedItem).toEqual({ item: 0 });
		expect(planOf(simulator)).toEqual(['2/1 03-24T08:00-03-24T12:00']);
	});

	it('refuses an agent of another group, and then writes nothing at all', async () => {
		const { json } = await replace([want(2, 8, 12), want(1, 8, 12)], group, true);
		expect(json.map(({ error }) => error)).toEqual([
			'Nothing was written for this item, as item 1 cannot be planned',
			'Agent 1 is not in group 2. Remove the item, or add the agent to the group',
		]);
		expect(writesOf(simulator)).toEqual([]);
	});
});

describe('with an item that cannot be planned', () => {
	it.each([
		['reaches over the edge', want(1, 20, 30), 'not within the period'],
		['overlaps another item', want(1, 9, 10), 'overlaps the slot of item 0'],
		['overlaps what reaches over the edge', want(1, 22, 23), 'reaches outside the period and is kept'],
		['has no activity', { ...want(1, 14, 15), activity: '' }, 'No activity is chosen'],
	])('writes nothing when it %s', async (_, bad, sentence) => {
		plan(1, 21, 30);
		plan(1, 14, 16);
		const before = planOf(simulator);
		const { json } = await replace([want(1, 8, 12), bad], {}, true);
		expect(json).toEqual([
			expect.objectContaining({ error: expect.stringContaining('as item 1 cannot be planned') as string }),
			expect.objectContaining({ error: expect.stringContaining(sentence) as string }),
		]);
		const { error } = await replace([want(1, 8, 12), bad]);
		expect(error?.message).toContain(sentence);
		expect(error?.description).toContain('Processed before the error: no item.');
		expect(planOf(simulator)).toEqual(before);
	});

	it.each([
		[{ periodEnd: '2026-03-24' }, 'Period End must be later'],
		[
			{ periodStart: '={{ $json.agent === 1 ? "2026-03-24" : "2026-03-23" }}' },
			'must be the same for all items',
		],
	])('writes nothing when the period is not clear: %j', async (parameters, sentence) => {
		const { json } = await replace([want(1, 8, 12), want(2, 8, 12)], parameters, true);
		expect(json.map(({ error }) => error)).toContainEqual(expect.stringContaining(sentence));
		expect(json).toHaveLength(2);
		expect(planOf(simulator)).toEqual([]);
	});
});

describe('when it fails in the middle', () => {
	const wanted = [want(1, 9, 13), want(1, 13, 14, pause), want(1, 15, 16)];
	beforeEach(() => {
		plan(1, 8, 12);
		plan(1, 12, 14, pause);
	});

	it('says exactly what was done and what was not, and stops', async () => {
		simulator.faults.add({ kind: 'status', status: 400, operationId: 'updatePlannedActivity', skip: 1 });
		const { error } = await replace(wanted);
		expect(error?.description).toContain(`Schedule of agent 1: done: update 2 (${hour(13)}).`);
		expect(error?.description).toContain(
			`Not done: update 1 (${hour(9)}), create slot (${hour(15)}). Run again to finish it. Processed before the error: item 1.`,
		);
		expect(writesOf(simulator)).toEqual(['updatePlannedActivity', 'updatePlannedActivity']);
		await replace(wanted);
		expect(planOf(simulator)).toHaveLength(3);
	});

	it('goes on with the other agents on Continue On Fail, and tells of each item', async () => {
		simulator.faults.add({ kind: 'status', status: 400, operationId: 'updatePlannedActivity', skip: 1 });
		const { json } = await replace([...wanted, want(2, 8, 9)], {}, true);
		expect(json).toEqual([
			expect.objectContaining({ error: expect.stringContaining('Kiamo refused') as string }),
			expect.objectContaining({ action: 'updated' }),
			expect.objectContaining({ error: expect.stringContaining('as the write for item 0 failed') as string }),
			expect.objectContaining({ action: 'created', agent_id: '2' }),
		]);
	});

	it('blames the first item of the agent for a deletion that fails', async () => {
		simulator.faults.add({ kind: 'status', status: 409, operationId: 'deletePlannedActivity' });
		const { json } = await replace([want(1, 8, 12)], {}, true);
		expect(json).toEqual([
			expect.objectContaining({
				message: expect.stringContaining('done: nothing. Not done: delete 2') as string,
			}),
		]);
	});

	it('begins no other agent after a failure without Continue On Fail', async () => {
		simulator.faults.add({ kind: 'status', status: 400, operationId: 'createPlannedActivities' });
		const items = [3, 5, 9, 10, 11, 12, 13].map((agent) => want(agent, 8, 9));
		const { error } = await replace(items, { requestOptions: { concurrency: 1 } });
		expect(error?.description).toContain('Processed before the error: no item.');
		expect(writesOf(simulator)).toEqual(['createPlannedActivities']);
	});

	it('finds what was created though the answer was lost', async () => {
		simulator.faults.add({ kind: 'reset', operationId: 'createPlannedActivities', afterWork: true });
		const { json } = await replace([want(5, 8, 9), want(5, 10, 11)]);
		expect(said(json)).toEqual(['created 5 08', 'created 5 10']);
		expect(planOf(simulator)).toHaveLength(4);
	});
});

it('over any plans of several agents, Kiamo holds what is wanted and refuses no write on the way', async () => {
	const slots = fc
		.array(
			fc.record({
				gap: fc.nat(2),
				length: fc.integer({ min: 1, max: 4 }),
				kind: fc.integer({ min: 1, max: 3 }),
			}),
			{
				minLength: 1,
				maxLength: 6,
			},
		)
		.map((parts) => {
			let at = 0;
			return parts.map(({ gap, length, kind }) => {
				const from = at + gap;
				at = from + length;
				return { from, to: at, kind };
			});
		});
	const agents = fc.uniqueArray(fc.constantFrom(1, 2, 3), { minLength: 1 });
	await fc.assert(
		fc.asyncProperty(agents, slots, slots, async (ids, there, wanted) => {
			simulator.centre.planning.clear();
			simulator.resetCounts();
			for (const id of ids) for (const { from, to, kind } of there) plan(id, from / 2, to / 2, kind);
			const items = ids.flatMap((id) => wanted.map(({ from, to, kind }) => want(id, from / 2, to / 2, kind)));
			const { error } = await replace(items, { periodStart: hour(0), periodEnd: hour(24) });
			expect(error).toBeUndefined();
			expect(Object.keys(simulator.counts.byStatus).filter((status) => Number(status) >= 400)).toEqual([]);
			const expected = items.map(
				({ agent, activity, start, end }) =>
					`${text(agent)}/${text(activity)} ${text(start).slice(5, 16)}-${text(end).slice(5, 16)}`,
			);
			expect(planOf(simulator)).toEqual(expected.sort());
		}),
		{ numRuns: 25 },
	);
});
