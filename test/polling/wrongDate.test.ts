import { Clock, type Simulator } from '../../simulator';
import { agentTrigger } from '../agentTrigger/support';
import { plan, planningTrigger, emittedEvents as planEvents } from '../activityPlanningTrigger/support';
import { startWith } from '../contactManager/support';
import { callbacks, interactionTrigger, minute, reception } from '../interactionTrigger/support';
import { moveClocks } from '../support/clocks';
import type { Poller } from '../support/poller';

const day = 1440 * minute;

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

/** Polls each minute; the `Date` of the answers to one poll is off by so much. */
async function pollWith(off: number, poller: Poller, n8nJump = 0): Promise<string[]> {
	const found: string[] = [];
	for (let round = 1; round <= 12; round++) {
		pass(minute);
		simulator.quirks.dateHeaderOff = round === 3 ? off : 0;
		if (round === 3) {
			pass(n8nJump);
			simulator.clock.advance(-n8nJump);
		}
		const { items, error } = await poller.poll();
		if (error) throw error;
		for (const { event, restarted } of items ?? [])
			found.push(`${round} ${event as string}${restarted ? ' restarted' : ''}`);
	}
	return found;
}

describe.each([10 * day, -10 * day, 200 * 365 * day, 7_000 * 365 * day])(
	'One answer with a Date that is off by %i ms',
	(off) => {
		it('neither brings a callback early, nor a wait', async () => {
			const date = (ms: number) => new Date(simulator.clock.now().getTime() + ms).toISOString();
			const events = ['callbackDueSoon', 'waitingLongerThan'];
			const poller = interactionTrigger(simulator, { events, minutesBefore: 5, minutesWaiting: 10 });
			for (const ms of [12 * minute, 10 * day, -3 * day])
				simulator.centre.place({ service: callbacks, destination: '0612345678', scheduled_date: date(ms) });
			simulator.centre.receive({ service: reception });
			await poller.activate();
			// The callback that was due before the publication waits, and nothing else.
			const waits = ['10 waitingLongerThan', '10 waitingLongerThan'];
			expect(await pollWith(off, poller)).toEqual(['7 callbackDueSoon', ...waits]);
		});

		it('neither makes a state long, nor a start soon', async () => {
			simulator.centre.states.set(1, { state: 'paused' });
			const longStates = {
				events: ['inStateLongerThan'],
				minutes: 10,
				longStates: ['paused'],
				filters: { agents: ['1'] },
			};
			const agents = agentTrigger(simulator, longStates);
			await agents.activate();
			expect(await pollWith(off, agents)).toEqual(['10 inStateLongerThan']);
			for (const minutes of [12, 1440 * 10, -1440 * 10]) plan(simulator, minutes, minutes + 60);
			const soon = planningTrigger(simulator, ['startingSoon'], { minutesBefore: 5 });
			await soon.activate();
			expect(await pollWith(off, soon)).toEqual(['7 startingSoon']);
		});
	},
);

it('a clock that was moved for days counts from the second poll on', async () => {
	const soon = planningTrigger(simulator, ['startingSoon'], { minutesBefore: 5 });
	await soon.activate();
	plan(simulator, 1440 * 10 + 4, 1440 * 10 + 60);
	simulator.quirks.clockJump = 10 * day;
	pass(minute);
	expect(planEvents(await soon.poll())).toEqual([]);
	pass(minute);
	expect(planEvents(await soon.poll())).toHaveLength(1);
});

it.each([10 * day, -10 * day])(
	"what falls due is emitted at its time when n8n's clock is moved by %i ms, and Kiamo's is not",
	async (jump) => {
		const date = (ms: number) => new Date(simulator.clock.now().getTime() + ms).toISOString();
		const events = ['callbackDueSoon', 'waitingLongerThan'];
		const poller = interactionTrigger(simulator, { events, minutesBefore: 5, minutesWaiting: 10 });
		for (const ms of [12 * minute, 3 * day])
			simulator.centre.place({ service: callbacks, destination: '0612345678', scheduled_date: date(ms) });
		simulator.centre.receive({ service: reception });
		simulator.centre.states.set(1, { state: 'paused' });
		const [longStates, filters] = [['paused'], { agents: ['1'] }];
		const agents = agentTrigger(simulator, {
			events: ['inStateLongerThan'],
			minutes: 10,
			longStates,
			filters,
		});
		await poller.activate();
		expect(await pollWith(0, poller, jump)).toEqual(['7 callbackDueSoon', '10 waitingLongerThan']);
		simulator.centre.states.set(1, { state: 'available' });
		simulator.centre.states.set(1, { state: 'paused' });
		await agents.activate();
		expect(await pollWith(0, agents, jump)).toEqual(['10 inStateLongerThan']);
	},
);

it.each([2 * day, -2 * day])(
	"what is planned is emitted when n8n's clock is moved by %i ms, and Kiamo's is not",
	async (jump) => {
		const poller = planningTrigger(simulator, ['created']);
		await poller.activate();
		pass(minute);
		for (const minutes of [60, 13 * 1440]) plan(simulator, minutes, minutes + 60);
		pass(jump);
		simulator.clock.advance(-jump);
		expect(planEvents(await poller.poll())).toHaveLength(2);
	},
);
