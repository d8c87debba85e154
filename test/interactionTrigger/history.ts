import fc from 'fast-check';
import type { Simulator } from '../../simulator';
import { faultOf, isIncident, meet, type Incident } from '../support/incidents';
import { stateSize, type Poll, type Poller } from '../support/poller';
import {
	callbacks,
	clients,
	emitted,
	followUp,
	handled,
	hour,
	interactionTrigger,
	minute,
	reception,
	second,
	startCentre,
	type Emitted,
} from './support';

const overlap = 2 * minute;
const [minutesBefore, minutesWaiting] = [10, 5];
const agents = [1, 2, 3, 5, 9, 10, 11, 12, 13, 14, 15];

type Step =
	| { do: 'receive' | 'receive late' | 'whole call' }
	| { do: 'place'; inMinutes: number }
	| { do: 'reschedule'; which: number; inMinutes: number }
	| { do: 'attach'; which: number; voicemail: boolean; readyAfter: number }
	| { do: 'on' | 'drop' | 'transfer' | 'qualify' | 'touch'; which: number }
	| Incident;

const which = fc.nat(30);
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.constantFrom<Step>({ do: 'receive' }, { do: 'receive late' }, { do: 'whole call' }),
	fc.record({ do: fc.constant('place' as const), inMinutes: fc.integer({ min: 1, max: 40 }) }),
	fc.record({ do: fc.constant('reschedule' as const), which, inMinutes: fc.integer({ min: 1, max: 40 }) }),
	fc.record({
		do: fc.constant('attach' as const),
		which,
		voicemail: fc.boolean(),
		readyAfter: fc.constantFrom(0, minute, hour),
	}),
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('on' as const), which }) },
	fc.record({ do: fc.constantFrom('drop' as const, 'transfer' as const, 'qualify' as const), which }),
	fc.record({ do: fc.constant('touch' as const), which }),
	{ weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'poll' }, { do: 'poll twice' }, { do: 'restart' }) },
	fc.constant<Step>({ do: 'publish again' }),
	faultOf(2),
	{
		weight: 2,
		arbitrary: fc
			.constantFrom(1, 999, minute, 3 * minute, 8 * minute, 24 * hour)
			.map((ms): Step => ({ do: 'wait', ms })),
	},
);

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startCentre();
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const now = () => simulator.clock.now().getTime();
const later = (minutes: number) => new Date(now() + minutes * minute).toISOString();
const rows = () => simulator.centre.interactions.all();

/** Takes an interaction to the next step of its life, if it has one. */
function goOn(id: number): void {
	const { centre } = simulator;
	const { status } = centre.row(id);
	const agent = agents.find((one) => !centre.states.isBusy(one));
	if (status === 'waiting' && agent) centre.answer(id, agent);
	if (status === 'in_progress') centre.hangUp(id);
	if (status === 'wrap_up') centre.endWrapUp(id);
}

function change(action: Extract<Step, { which: number }>, id: number): void {
	const { centre } = simulator;
	const { status, answered_at, qualification, service_id } = centre.row(id);
	switch (action.do) {
		case 'on':
			goOn(id);
			break;
		case 'drop':
			if (status === 'waiting' && service_id !== callbacks) centre.abandon(id);
			else if (status === 'scheduled' || status === 'waiting') centre.cancel(id);
			break;
		case 'transfer':
			if (status === 'in_progress') centre.transfer(id, { service: clients });
			break;
		case 'qualify':
			if (answered_at && service_id !== callbacks)
				centre.qualify(id, qualification?.id === handled ? followUp : handled);
			break;
		case 'reschedule':
			if (status === 'scheduled') centre.change(id, { scheduled_date: later(action.inMinutes) });
			break;
		case 'attach': {
			const { voicemail, readyAfter } = action;
			centre.attach(id, { kind: voicemail ? 'voicemail' : 'recording', readyAfter });
			break;
		}
		case 'touch':
			centre.change(id, { userdata: { touched: now() } });
	}
}

/** What a trigger emitted about a contact center that lives. */
class History {
	readonly emittedEvents: Array<Emitted & { polledAt: number }> = [];

	constructor(private readonly poller: Poller) {}

	/** Returns how many items a poll brought. */
	note(poll: Poll): number {
		const items = emitted(poll);
		this.emittedEvents.push(...items.map((item) => ({ ...item, polledAt: now() })));
		return items.length;
	}

	async take(action: Step): Promise<void> {
		const { centre, clock } = simulator;
		// No two things happen to one interaction in one moment.
		clock.advance(1);
		centre.live();
		const call = { service: reception, customer: '0612345678' };
		if (isIncident(action)) {
			await meet(action, { simulator, poller: this.poller }, (poll) => void this.note(poll));
			return;
		}
		switch (action.do) {
			case 'receive':
				centre.receive(call);
				break;
			case 'receive late':
				centre.receive(call, { lateBy: overlap * 0.75 });
				break;
			case 'whole call': {
				const { id } = centre.receive(call);
				for (let moves = 0; moves < 3; moves++) {
					clock.advance(20 * second);
					goOn(id);
				}
				break;
			}
			case 'place':
				centre.place({
					service: callbacks,
					destination: '0612345678',
					scheduled_date: later(action.inMinutes),
				});
				break;
			default: {
				const all = rows();
				change(action, all[action.which % all.length].id);
			}
		}
	}

	/** Polls until nothing more comes, though time goes by. */
	async toTheEnd(): Promise<void> {
		simulator.faults.clear();
		let still = 0;
		for (let round = 0; round < 60 && still < 7; round++) {
			simulator.clock.advance(8 * minute);
			still = this.note(await this.poller.poll()) === 0 ? still + 1 : 0;
		}
		expect(still).toBe(7);
	}

	ids(event: string): string[] {
		return this.emittedEvents.filter((item) => item.event === event).map(({ eventId }) => eventId);
	}
}

/** A centre in which something of each kind is under way. */
function begin(): void {
	const { centre, clock } = simulator;
	const received = Array.from({ length: 6 }, () => {
		clock.advance(second);
		return centre.receive({ service: reception, customer: '0612345678' }).id;
	});
	for (const [at, id] of received.entries()) {
		for (let moves = 0; moves < Math.min(at, 3); moves++) {
			clock.advance(10 * second);
			goOn(id);
		}
	}
	centre.attach(received[5]);
	for (const inMinutes of [5, 30]) {
		centre.place({
			service: callbacks,
			destination: '0612345678',
			scheduled_date: later(inMinutes),
		});
	}
	clock.advance(minute);
}

async function live(steps: Step[], durable: boolean): Promise<void> {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
	simulator = await startCentre();
	begin();
	const events = [
		...['abandoned', 'answered', 'callbackDueSoon', 'created', 'ended', 'qualified'],
		...['recordingAvailable', 'statusChanged', 'waitingLongerThan'],
	];
	const poller = interactionTrigger(
		simulator,
		{ events, minutesBefore, minutesWaiting, options: { mostItems: 6 } },
		{ durable },
	);
	await poller.activate();
	await poller.poll();
	const since = now();
	const old = new Map(rows().map((row) => [row.id, row]));
	simulator.clock.advance(second);
	const history = new History(poller);
	for (const action of steps) await history.take(action);
	await history.toTheEnd();

	const { emittedEvents } = history;
	const duplicated = emittedEvents
		.map(({ eventId }) => eventId)
		.filter((id, at, all) => all.indexOf(id) !== at);
	expect(duplicated).toEqual([]);

	const isNew = (moment: string | null): moment is string => moment !== null && Date.parse(moment) > since;
	const expected = (event: string, moment: (row: ReturnType<typeof rows>[number]) => string | null) =>
		rows().flatMap((row) => {
			const at = moment(row);
			return isNew(at) ? [`${row.id}|${at}|${event}`] : [];
		});
	const ended = (status: string) => (row: ReturnType<typeof rows>[number]) =>
		row.status === status && old.get(row.id)?.status !== status ? row.ended_at : null;
	expect(history.ids('created').sort()).toEqual(expected('created', (row) => row.created_at).sort());
	expect(history.ids('answered').sort()).toEqual(expected('answered', (row) => row.answered_at).sort());
	expect(history.ids('abandoned').sort()).toEqual(expected('abandoned', ended('abandoned')).sort());
	// One that was in its wrap-up when the trigger began was hung up before.
	const endedIds = rows()
		.filter((row) => row.status === 'ended' && old.get(row.id)?.status !== 'ended')
		.map((row) => `${row.id}|${row.ended_at}|ended`);
	expect(history.ids('ended').sort()).toEqual(endedIds.sort());
	// Of two qualifications between two polls, only the last can be seen.
	expect(history.ids('qualified')).toEqual(
		expect.arrayContaining(expected('qualified', (row) => row.qualified_at)),
	);

	const recordings = rows().flatMap((row) => [
		...(row.has_recording && row.ended_at ? [`${row.id}|recording|recordingAvailable`] : []),
		...(row.has_voicemail && row.ended_at ? [`${row.id}|voicemail|recordingAvailable`] : []),
	]);
	const heardBefore = [...old.values()]
		.filter(({ has_recording }) => has_recording)
		.map(({ id }) => `${id}|recording|recordingAvailable`);
	expect(history.ids('recordingAvailable').sort()).toEqual(
		recordings.filter((id) => !heardBefore.includes(id)).sort(),
	);

	for (const row of rows()) {
		const changes = emittedEvents.filter(
			({ event, id }) => event === 'statusChanged' && id === String(row.id),
		);
		const start = old.get(row.id)?.status ?? (row.scheduled_date ? 'scheduled' : 'waiting');
		const chain = [start, ...changes.map(({ status }) => status)];
		expect(changes.map(({ previousStatus }) => previousStatus)).toEqual(chain.slice(0, -1));
		expect(chain.at(-1)).toBe(row.status);

		const isLeft = row.status === 'scheduled' || row.status === 'waiting';
		if (isLeft && row.scheduled_date && Date.parse(row.scheduled_date) > since + minutesBefore * minute)
			expect(history.ids('callbackDueSoon')).toContain(`${row.id}|${row.scheduled_date}|callbackDueSoon`);
		const waitedFrom = Math.max(row.course.since, since);
		const isLong = row.status === 'waiting' && now() - waitedFrom > minutesWaiting * minute;
		const waitedBefore = old.get(row.id)?.status === 'waiting';
		if (isLong && !waitedBefore)
			expect(history.ids('waitingLongerThan')).toContain(`${row.id}|waiting|waitingLongerThan`);
	}
	for (const { event, at, polledAt, waitingSeconds } of emittedEvents) {
		if (event === 'callbackDueSoon')
			expect(polledAt).toBeGreaterThanOrEqual(Date.parse(at) - minutesBefore * minute);
		if (event === 'waitingLongerThan') expect(waitingSeconds).toBeGreaterThanOrEqual(minutesWaiting * 60);
	}
	expect(stateSize(poller)).toBeLessThan(20_000);
}

/** Runs random histories, so many for each way of n8n to keep state. */
export function checkHistories(histories: number): void {
	const longest = 60_000 + histories * 10_000;
	it.each([
		['by default', false],
		['with durable cursors', true],
	])(
		'%s, tells of all that happens, each thing once, over faults, restarts and repeated polls',
		async (_, durable) => {
			const steps = fc.array(step, { minLength: 10, maxLength: 40 });
			await fc.assert(
				fc.asyncProperty(steps, async (taken) => await live(taken, durable)),
				{ numRuns: histories },
			);
		},
		longest,
	);
}
