import { Clock, type Simulator } from '../../simulator';
import { agentTrigger, emittedEvents as agentEvents } from '../agentTrigger/support';
import { plan, planningTrigger, emittedEvents as planEvents } from '../activityPlanningTrigger/support';
import { startWith } from '../contactManager/support';
import { contactTrigger, minute, emittedEvents as contactEvents } from '../contactManagerTrigger/support';
import {
	interactionTrigger,
	reception,
	emittedEvents as interactionEvents,
} from '../interactionTrigger/support';
import { moveClocks } from '../support/clocks';
import type { Poll, Poller } from '../support/poller';

const hour = 60 * minute;

let simulator: Simulator;
let pass: (milliseconds: number) => void;
beforeEach(async () => {
	simulator = await startWith([], { history: 0, clock: new Clock(new Date('2026-03-24T09:00:00Z')) });
	simulator.centre.planning.clear();
	({ pass } = moveClocks(() => simulator));
});
afterEach(async () => {
	jest.restoreAllMocks();
	await simulator.close();
});

const items = ({ items: found, error }: Poll) => {
	if (error) throw error;
	return found ?? [];
};
/** By trigger and event: how to begin, and what makes one event more; gives how the item is known. */
const watched: Array<
	[
		name: string,
		open: () => Poller,
		happen: (round: number) => string,
		keyOf: (item: ReturnType<typeof items>[number]) => string,
	]
> = [
	[
		'contacts',
		() => contactTrigger(simulator, { events: ['createdOrUpdated'] }),
		(round) => simulator.addContact(simulator.bases[0].id, { contactLastName: `New ${round}` }).id,
		({ id }) => id as string,
	],
	[
		'interactions',
		() => interactionTrigger(simulator, { events: ['created'] }),
		() => `${simulator.centre.receive({ service: reception }).id}`,
		({ id }) => id as string,
	],
	[
		'planned activities',
		() => planningTrigger(simulator, ['created'], { options: { daysAhead: 1000 } }),
		(round) => {
			const start = Date.parse('2026-07-01T00:00:00Z') + round * 5 * hour;
			const [from, to] = [start, start + hour].map((moment) => new Date(moment));
			return `${simulator.centre.planning.plan({ agent_id: 1, activity_id: 1, start: from, end: to }).id}`;
		},
		({ id }) => id as string,
	],
	[
		'agents',
		() => agentTrigger(simulator, { events: ['agentCreated'] }),
		(round) => `${simulator.centre.agents.add({ login: `new${round}`, first_name: 'A', last_name: 'B' }).id}`,
		({ id }) => id as string,
	],
];

describe.each(watched)('The feed of %s', (_, open, happen, keyOf) => {
	it.each([-hour, -24 * hour, hour, 48 * hour, -365 * 24 * hour])(
		'emits each event once, under one eventId, when the clock of the server moves by %i ms and back',
		async (jump) => {
			happen(90);
			pass(3 * hour);
			const poller = open();
			expect(items(await poller.activate())).toEqual([]);
			pass(minute);
			expect(items(await poller.poll())).toEqual([]);
			const happened: string[] = [];
			const found: Array<ReturnType<typeof items>[number]> = [];
			for (const [round, offset] of [jump, 0, jump / 2].entries()) {
				pass(17 * minute);
				happened.push(happen(2 * round));
				pass(minute);
				simulator.quirks.clockJump = offset;
				pass(11 * minute);
				happened.push(happen(2 * round + 1));
				pass(2 * minute);
				found.push(...items(await poller.poll()));
				pass(minute);
				found.push(...items(await poller.poll()));
			}
			expect(found.map(keyOf).sort()).toEqual(happened.sort());
			expect(new Set(found.map(({ eventId }) => eventId)).size).toBe(happened.length);
		},
	);
});

describe('When the clock of the server moves and back', () => {
	it.each([-hour, hour, -24 * hour, 24 * hour])(
		'Waiting Longer Than emits each wait once (%i ms)',
		async (jump) => {
			const poller = interactionTrigger(simulator, { events: ['waitingLongerThan'], minutesWaiting: 10 });
			await poller.activate();
			pass(minute);
			const ids: string[] = [];
			const found: string[] = [];
			for (const offset of [jump, 0, jump, 0]) {
				ids.push(`waitingLongerThan ${simulator.centre.receive({ service: reception }).id}`);
				pass(4 * minute);
				found.push(...interactionEvents(await poller.poll()));
				simulator.quirks.clockJump = offset;
				pass(7 * minute);
				found.push(...interactionEvents(await poller.poll()));
				pass(minute);
				found.push(...interactionEvents(await poller.poll()));
			}
			// One that began while the clock was ahead has waited, as Kiamo counts it, that much later.
			pass(Math.max(0, jump) + 10 * minute);
			found.push(...interactionEvents(await poller.poll()));
			expect(found.sort()).toEqual(ids.sort());
		},
	);

	it.each([-hour, hour, -24 * hour])('Starting Soon emits each start once (%i ms)', async (jump) => {
		const poller = planningTrigger(simulator, ['startingSoon'], { minutesBefore: 15 });
		await poller.activate();
		pass(minute);
		const found: string[] = [];
		const near = plan(simulator, 30, 90);
		for (const offset of [jump, 0]) {
			pass(6 * minute);
			simulator.quirks.clockJump = offset;
			pass(minute);
			found.push(...planEvents(await poller.poll()));
		}
		for (let round = 0; round < 5; round++) {
			pass(5 * minute);
			found.push(...planEvents(await poller.poll()));
		}
		expect(found.filter((event) => event === `startingSoon ${near.id}`)).toHaveLength(1);
		expect(found).toHaveLength(1);
	});

	it.each([-hour, hour])('Off Plan emits each absence once, and its end (%i ms)', async (jump) => {
		for (const { id } of simulator.centre.agents.all())
			if (simulator.centre.agents.get(id)?.enabled) simulator.centre.states.set(id, { state: 'available' });
		plan(simulator, -600, 600, { agent: 3 });
		const poller = planningTrigger(simulator, ['offPlan', 'backOnPlan'], { minutesOffPlan: 10 });
		await poller.activate();
		pass(minute);
		const found: string[] = [];
		const poll = async () => found.push(...planEvents(await poller.poll()));
		await poll();
		simulator.centre.states.set(3, { state: 'logged_out' });
		pass(5 * minute);
		simulator.quirks.clockJump = jump;
		pass(6 * minute);
		await poll();
		simulator.quirks.clockJump = 0;
		pass(minute);
		await poll();
		pass(minute);
		await poll();
		expect(found).toEqual(['offPlan agent 3']);
		simulator.centre.states.set(3, { state: 'available' });
		pass(minute);
		await poll();
		pass(15 * minute);
		await poll();
		expect(found).toEqual(['offPlan agent 3', 'backOnPlan agent 3']);
	});
});

describe('A planned activity that is deleted', () => {
	const published = async () => {
		const poller = planningTrigger(simulator, ['deleted'], { options: { daysAhead: 30 } });
		await poller.activate();
		pass(minute);
		return poller;
	};

	it('is emitted where the list takes longer than a poll: the next poll goes on', async () => {
		const all = Array.from({ length: 40 }, (_, at) => plan(simulator, 100 + at, 101 + at).id);
		simulator.quirks.pageSize = 10;
		const poller = await published();
		const run = () => pass(20_000);
		simulator.faults.add({ kind: 'mutate', operationId: 'listPlannedActivities', times: Infinity, run });
		for (let round = 0; round < 4; round++) expect(planEvents(await poller.poll())).toEqual([]);
		for (const at of [3, 33]) simulator.centre.planning.remove(all[at]);
		const found: string[] = [];
		for (let round = 0; round < 12; round++) found.push(...planEvents(await poller.poll()));
		expect(found.sort()).toEqual([`deleted ${all[3]}`, `deleted ${all[33]}`].sort());
	});

	it('is not one that the list leaves out, or of which Kiamo does not say whether it is there', async () => {
		const slot = plan(simulator, 60, 120);
		const gone = plan(simulator, 200, 260);
		const poller = await published();
		simulator.quirks.badRows = { as: { start: null }, rows: [slot.id] };
		expect(planEvents(await poller.poll())).toEqual([]);
		simulator.quirks.badRows = { as: null, rows: [slot.id] };
		expect(planEvents(await poller.poll())).toEqual([]);
		simulator.quirks.badRows = undefined;
		simulator.centre.planning.remove(gone.id);
		simulator.faults.add({ kind: 'html', status: 404, operationId: 'getPlannedActivity' });
		expect(planEvents(await poller.poll())).toEqual([]);
		simulator.faults.add({
			kind: 'status',
			status: 503,
			operationId: 'getPlannedActivity',
			retryAfter: 3600,
		});
		expect(planEvents(await poller.poll())).toEqual([]);
		expect(planEvents(await poller.poll())).toEqual([`deleted ${gone.id}`]);
		expect(planEvents(await poller.poll())).toEqual([]);
	});
});

describe('A row that could not be read', () => {
	it('is emitted when it becomes readable long after, and one that is gone by then is dropped', async () => {
		const poller = contactTrigger(simulator);
		await poller.activate();
		pass(minute);
		const [id, gone] = ['Bad', 'Gone'].map(
			(contactLastName) => simulator.addContact(simulator.bases[0].id, { contactLastName }).id,
		);
		simulator.addContact(simulator.bases[0].id, { contactLastName: 'Good' });
		simulator.quirks.badRows = { as: { updated_at: null }, rows: [id, gone], of: ['listContacts'] };
		const found = contactEvents(await poller.poll());
		simulator.quirks.badRows = { as: { updated_at: null }, rows: [id, gone] };
		for (let round = 0; round < 3; round++) {
			pass(30 * minute);
			found.push(...contactEvents(await poller.poll()));
		}
		expect(found).toEqual(['created Good']);
		// Kiamo does not answer for them: the poll ends as an outage, and they are asked for again.
		simulator.quirks.badRows = undefined;
		simulator.faults.add({ kind: 'status', status: 503, operationId: 'getContact', retryAfter: 3600 });
		expect(await poller.poll()).toEqual({ items: null });
		simulator.removeContact(simulator.bases[0].id, gone);
		pass(minute);
		found.push(...contactEvents(await poller.poll()));
		pass(minute);
		found.push(...contactEvents(await poller.poll()));
		expect(found).toEqual(['created Good', 'created Bad']);
	});

	it.each([null, [], 'none'])(
		'may lack what the contract says is needed: fields that are %j',
		async (fields) => {
			const poller = contactTrigger(simulator, { events: ['createdOrUpdated'] });
			await poller.activate();
			pass(minute);
			const [bad, good] = ['Bad', 'Good'].map((contactLastName) =>
				simulator.addContact(simulator.bases[0].id, { contactLastName }),
			);
			simulator.quirks.badRows = { as: { fields }, rows: [bad.id] };
			const { items: found, error } = await poller.poll();
			expect(error).toBeUndefined();
			expect(found?.map(({ contactId, id }) => contactId ?? id)).toEqual([good.id]);
			simulator.quirks.badRows = undefined;
			pass(minute);
			expect(contactEvents(await poller.poll())).toHaveLength(1);
			pass(minute);
			expect(contactEvents(await poller.poll())).toEqual([]);
		},
	);

	it('waits for room like the others, of many asks for few at once', async () => {
		const poller = contactTrigger(simulator, { options: { mostItems: 2 } });
		await poller.activate();
		pass(minute);
		const add = (contactLastName: string) =>
			simulator.addContact(simulator.bases[0].id, { contactLastName }).id;
		const bad = Array.from({ length: 8 }, (_, at) => add(`Bad ${at}`));
		add('Good');
		simulator.quirks.badRows = { as: { updated_at: null }, rows: bad };
		const found = contactEvents(await poller.poll());
		for (let round = 0; round < 2; round++) {
			pass(30 * minute);
			found.push(...contactEvents(await poller.poll()));
		}
		expect(found).toEqual(['created Good']);
		simulator.quirks.badRows = undefined;
		for (let round = 0; round < 8; round++) {
			pass(minute);
			const now = contactEvents(await poller.poll());
			expect(now.length).toBeLessThanOrEqual(2);
			found.push(...now);
		}
		expect(found.sort()).toEqual(['created Good', ...bad.map((_, at) => `created Bad ${at}`)].sort());
	});
});

it('Start From Everything: a contact that is updated while the rest is emitted is created once', async () => {
	const base = simulator.bases[0].id;
	const all = Array.from({ length: 12_000 }, (_, at) => {
		simulator.clock.advance(1000);
		return simulator.addContact(base, { contactLastName: `N${at}` }).id;
	});
	pass(hour);
	const poller = contactTrigger(simulator, {
		events: ['created', 'updated'],
		options: { startFrom: 'everything', mostItems: 4_000 },
	});
	await poller.activate();
	const created: unknown[] = [];
	for (let round = 0; round < 8; round++) {
		pass(minute);
		created.push(
			...items(await poller.poll())
				.filter(({ event }) => event === 'created')
				.map(({ id }) => id as string),
		);
		if (round < 3) simulator.changeContact(base, all[round * 10], { contactCity: `Lyon ${round}` });
	}
	expect(created).toHaveLength(12_000);
	expect(new Set(created).size).toBe(12_000);
});

it('a poll whose answer drips ends, says so once it lasts, and the next continues', async () => {
	const poller = contactTrigger(simulator, {}, { budgetMs: 8_000 });
	await poller.activate();
	pass(minute);
	simulator.addContact(simulator.bases[0].id, { contactLastName: 'New' });
	simulator.quirks.drip = 20;
	expect(await poller.poll()).toEqual({ items: null });
	pass(15 * minute);
	const { items: none, error } = await poller.poll();
	expect([none, error?.message]).toEqual([null, expect.stringMatching(/in time|too long/)]);
	simulator.quirks.drip = 0;
	pass(minute);
	expect(contactEvents(await poller.poll())).toEqual(['created New']);
});

it('a poll that has used up its time starts no request more, and the next goes on', async () => {
	const poller = planningTrigger(simulator, ['startingSoon'], { minutesBefore: 15 });
	await poller.activate();
	pass(minute);
	const { id } = plan(simulator, 10, 60);
	simulator.faults.add({ kind: 'mutate', operationId: 'listActivities', run: () => pass(55_000) });
	simulator.resetCounts();
	expect(await poller.poll()).toEqual({ items: null });
	expect(simulator.counts.byOperation).toEqual({ listActivities: 1 });
	expect(planEvents(await poller.poll())).toEqual([`startingSoon ${id}`]);
});

it('Off Plan emits what has no room with the next polls, and nothing of an agent whose state is not known', async () => {
	for (const agent of [2, 3, 5]) plan(simulator, -600, 600, { agent });
	for (const agent of [2, 3, 5]) simulator.centre.states.set(agent, { state: 'available' });
	const poller = planningTrigger(simulator, ['offPlan', 'backOnPlan'], {
		minutesOffPlan: 10,
		options: { mostItems: 1 },
	});
	await poller.activate();
	const polls = async (count: number) => {
		const found: string[] = [];
		for (let round = 0; round < count; round++) {
			pass(minute);
			found.push(...planEvents(await poller.poll()));
		}
		return found;
	};
	expect(await polls(1)).toEqual([]);
	for (const agent of [2, 3, 5]) simulator.centre.states.set(agent, { state: 'logged_out' });
	pass(15 * minute);
	simulator.quirks.badRows = { as: null, rows: [5], of: ['listAgentStates'] };
	expect(await polls(4)).toEqual(['offPlan agent 2', 'offPlan agent 3']);
	simulator.quirks.badRows = { as: null, rows: [3], of: ['listAgentStates'] };
	expect(await polls(2)).toEqual(['offPlan agent 5']);
	simulator.quirks.badRows = undefined;
	for (const agent of [2, 3, 5]) simulator.centre.states.set(agent, { state: 'available' });
	expect((await polls(4)).sort()).toEqual([2, 3, 5].map((agent) => `backOnPlan agent ${agent}`));
});

it('a state without a date is emitted once it has one, and a list in which none has is an error', async () => {
	simulator.centre.states.set(14, { state: 'logged_out' });
	pass(minute);
	const poller = agentTrigger(simulator, { events: ['stateChanged'] });
	await poller.activate();
	pass(minute);
	simulator.centre.states.set(14, { state: 'available' });
	simulator.quirks.badRows = { as: { since: null }, rows: [14], of: ['listAgentStates'] };
	expect(items(await poller.poll())).toEqual([]);
	simulator.quirks.badRows = { as: { since: null }, of: ['listAgentStates'] };
	expect((await poller.poll()).error?.message).toBe("Couldn't read any state that Kiamo returned");
	simulator.quirks.badRows = undefined;
	expect(agentEvents(await poller.poll())).toEqual(['stateChanged lfontaine available']);
});
