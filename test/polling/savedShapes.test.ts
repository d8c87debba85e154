/** Saved state in which something is of another type: no poll throws, and what changes afterwards is emitted. */
import type { IDataObject } from 'n8n-workflow';
import { isoOf } from '../../nodes/Agent/trigger/stays';
import { isWatched } from '../../nodes/Agent/trigger/watched';
import { isFeedState } from '../../nodes/shared/polling/pollFeed';
import { isThresholdState } from '../../nodes/shared/polling/threshold';
import { alarms } from '../../nodes/Supervision/trigger/alarms';
import { openings } from '../../nodes/Supervision/trigger/openings';
import { plan, planningTrigger } from '../activityPlanningTrigger/support';
import { agentTrigger } from '../agentTrigger/support';
import { startWith } from '../contactManager/support';
import { contactTrigger } from '../contactManagerTrigger/support';
import { interactionTrigger } from '../interactionTrigger/support';
import { moveClocks } from '../support/clocks';
import { stateOf, type Poller, type PollerRequest } from '../support/poller';
import { triggerOn } from '../supervisionTrigger/support';
import { Clock, type Simulator } from '../../simulator';

const minute = 60_000;
let simulator: Simulator;
let pass: (milliseconds: number) => void;
beforeEach(async () => {
	const clock = new Clock(new Date('2026-03-24T09:00:00Z'));
	simulator = await startWith([{ contactLastName: 'Old' }], { history: 0, clock });
	simulator.centre.planning.clear();
	({ pass } = moveClocks(() => simulator));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

const rule = { indicator: 'waiting', threshold: 2, minutes: 0, coolDown: 0 };
const triggers: Record<string, (request: Partial<PollerRequest>) => Poller> = {
	contacts: (request) =>
		contactTrigger(
			simulator,
			{
				events: ['created', 'updated', 'deleted'],
				options: { onlyFields: { fields: ['contactCity'] } },
			},
			request,
		),
	interactions: (request) =>
		interactionTrigger(
			simulator,
			{
				events: ['created', 'statusChanged', 'recordingAvailable', 'callbackDueSoon', 'waitingLongerThan'],
			},
			request,
		),
	agents: (request) =>
		agentTrigger(
			simulator,
			{ events: ['agentUpdated', 'stateChanged', 'inStateLongerThan'], minutes: 5 },
			request,
		),
	planning: (request) =>
		planningTrigger(
			simulator,
			['created', 'updated', 'deleted', 'startingSoon', 'offPlan', 'backOnPlan'],
			{ minutesOffPlan: 10 },
			request,
		),
	supervision: (request) =>
		triggerOn(simulator, { opening: [{ ids: ['1'] }], serviceThreshold: [{ ids: ['2'], ...rule }] }, request),
};

/** Something that each trigger emits. */
function happen(at: number): void {
	const { centre, bases } = simulator;
	simulator.addContact(bases[0].id, { contactLastName: `Name ${at}`, contactCity: `City ${at}` });
	for (let calls = 0; calls < 3; calls++) centre.receive({ service: 2, customer: '0612345678' });
	centre.agents.change(3, { extension: String(6000 + at) });
	centre.states.set(2, { state: at % 2 === 0 ? 'available' : 'logged_out' });
	plan(simulator, 5 * at + 60, 5 * at + 64);
	centre.setOpen(1, at % 2 === 0);
	pass(1);
}

/** All of them take minutes. */
const every = process.env.LONG ? 1 : 17;
const shapes = [null, 'x', -1, 1e300, {}, [], [null], { a: null }, true];

/** A state with one value replaced, for each value at any depth and each shape. */
function* damaged(state: unknown, path: string[] = []): Generator<[string[], (copy: IDataObject) => void]> {
	if (typeof state !== 'object' || state === null) return;
	for (const [key, inner] of Object.entries(state)) {
		const place = [...path, key];
		for (const shape of shapes)
			yield [
				[...place, JSON.stringify(shape)],
				(copy) => {
					const holder = path.reduce<Record<string, unknown>>(
						(now, step) => now[step] as Record<string, unknown>,
						copy,
					);
					holder[key] = shape;
				},
			];
		yield* damaged(inner, place);
	}
}

it.each(Object.keys(triggers))(
	'never throws, and goes on: %s',
	async (name) => {
		const first = triggers[name]({});
		await first.activate();
		pass(minute);
		await first.poll();
		happen(0);
		pass(minute);
		await first.poll();
		await first.activate();
		const { saved } = first;
		const faults: string[] = [];
		let at = 0;
		for (const [place, damage] of damaged(stateOf(first))) {
			if (++at % every !== 0) continue;
			const broken = structuredClone(saved);
			for (const data of Object.values(broken) as IDataObject[])
				for (const state of Object.values(data)) damage(state as IDataObject);
			const poller = triggers[name]({ saved: broken });
			const polls = [await poller.poll()];
			pass(1);
			happen(at);
			pass(minute);
			polls.push(await poller.poll());
			pass(minute);
			polls.push(await poller.poll());
			const errors = polls.flatMap(({ error }) => error?.message ?? []);
			if (errors.length > 0) faults.push(`${place.join('.')}: ${errors.join()}`);
			else if (!polls.some(({ items }) => items !== null))
				faults.push(`${place.join('.')}: nothing is emitted`);
		}
		expect(at).toBeGreaterThan(50);
		expect(faults).toEqual([]);
	},
	300_000,
);

it.each([
	[{ bad: null }],
	[{ bad: { 12: 'x' } }],
	[{ at: 1e300 }],
	[{ known: Infinity }],
	[{ skip: 0.5 }],
	[{ left: [[1]] }],
	[{ left: [[1, 'x']] }],
])('does not take for the state of a feed one with %j', (wrong) => {
	const state = { at: 1774342800000, skip: 0, known: 1774342799999, seen: {} };
	expect(isFeedState(state)).toBe(true);
	expect(isFeedState({ ...state, ...wrong })).toBe(false);
});

it('does not take for states what would end in an error', () => {
	const isWatchedList = (more: object) => isWatched({ rows: '', missing: {}, queue: [], ...more });
	expect(isWatchedList({})).toBe(true);
	expect(isWatchedList({ queue: [1] })).toBe(false);
	expect(isWatchedList({ queue: [['stateChanged', '1', null, null]] })).toBe(false);
	expect(isWatchedList({ missing: null })).toBe(false);
	expect(isWatchedList({ missing: { 1: 'x' } })).toBe(false);
	expect(isThresholdState({ 1: { since: 1e300 } })).toBe(false);
	expect(alarms({ key: 'a' } as never).isState({ watches: {}, days: null })).toBe(false);
	expect(openings({ key: 'o' } as never).isState({ open: null })).toBe(false);
	expect(openings({ key: 'o' } as never).isState({ open: { 1: 'yes' } })).toBe(false);
	expect(isoOf(1e300)).toBeNull();
});
