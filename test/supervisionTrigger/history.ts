import fc from 'fast-check';
import type { FaultInForce, Simulator } from '../../simulator';
import { stateSize, type Poll, type Poller } from '../support/poller';
import { minute, startCentre, triggerOn, type Alarm } from './support';

const day = 24 * 60 * minute;
const coolDown = 5 * minute;
const duration = 2 * minute;
const services = [1, 3];

const timing = { minutes: duration / minute, coolDown: coolDown / minute };
const rules = {
	serviceThreshold: [
		{ indicator: 'waiting', direction: 'above', threshold: 10, recovery: '6', ...timing },
		{ indicator: 'today_answer_rate', direction: 'below', threshold: 0.8, recovery: '0.9', ...timing },
		{ indicator: 'today_abandoned', direction: 'above', threshold: 6, ...timing },
	].map((rule) => ({ ids: services.map(String), ...rule })),
	opening: [{ ids: services.map(String) }],
};

interface Figures {
	open: boolean;
	waiting: number;
	received: number;
	abandoned: number;
	answerRate: number | null;
}

/** Whether a value raises an alarm, ends one, or does neither. */
const verdicts: Record<string, ((figures: Figures) => { bad: boolean; good: boolean }) | undefined> = {
	waiting: ({ waiting }) => ({ bad: waiting >= 10, good: waiting <= 6 }),
	today_answer_rate: ({ answerRate }) => ({
		bad: answerRate !== null && answerRate <= 0.8,
		good: answerRate !== null && answerRate >= 0.9,
	}),
	// A counter never goes back within a day.
	today_abandoned: ({ abandoned }) => ({ bad: abandoned >= 6, good: false }),
};

type Step =
	| { do: 'show'; at: number; waiting: number; lost: number; answerRate: number | null; open: boolean }
	| { do: 'poll' | 'poll twice' | 'restart' | 'publish again' | 'midnight' }
	| { do: 'miss'; at: number }
	| { do: 'fault'; kind: number }
	| { do: 'wait'; ms: number };

/** Faults that are not worth a second try within a poll. */
const faults = [
	{ kind: 'status', status: 503, retryAfter: 3600 },
	{ kind: 'status', status: 429, retryAfter: 3600 },
	{ kind: 'html', status: 404 },
	{ kind: 'status', status: 401 },
] as const;

const which = fc.nat(services.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant('show' as const),
			at: which,
			waiting: fc.constantFrom(0, 6, 7, 9, 10, 14),
			lost: fc.nat(4),
			answerRate: fc.constantFrom(0.5, 0.8, 0.81, 0.89, 0.9, 1, null),
			open: fc.boolean(),
		}),
	},
	{ weight: 6, arbitrary: fc.constant<Step>({ do: 'poll' }) },
	{
		weight: 4,
		arbitrary: fc.constantFrom(1, minute, 3 * minute, 60 * minute).map((ms): Step => ({ do: 'wait', ms })),
	},
	fc.constantFrom<Step>({ do: 'poll twice' }, { do: 'restart' }, { do: 'publish again' }, { do: 'midnight' }),
	fc.nat(faults.length - 1).map((kind): Step => ({ do: 'fault', kind })),
	which.map((at): Step => ({ do: 'miss', at })),
);

const bad = { waiting: 0, lost: 0, answerRate: 0.5, open: true };
/** Histories that found a fault. */
const found: Step[][] = [
	// Two polls at once, of which the one that reads is refused.
	[
		{ do: 'show', at: 1, ...bad },
		{ do: 'poll' },
		{ do: 'fault', kind: 0 },
		{ do: 'show', at: 1, ...bad, answerRate: 0.81 },
		{ do: 'poll twice' },
		{ do: 'show', at: 1, ...bad },
		{ do: 'wait', ms: 60 * minute },
		{ do: 'poll' },
	],
];

let simulator: Simulator;
let allServices: Simulator['centre']['services'];
beforeAll(async () => {
	simulator = await startCentre();
	allServices = [...simulator.centre.services];
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const now = () => simulator.clock.now().getTime();

/** A time in the life of two services, and what the trigger emitted. */
class History {
	/** What was emitted, with the day on which it was. */
	readonly emittedEvents: Array<Alarm & { day: number }> = [];
	private readonly figures = new Map<number, Figures>();
	/** What the scheduled polls read that met no fault. */
	private readonly readings: Array<{ at: number; figures: Map<number, Figures> }> = [];
	private readonly missing = new Set<number>();
	private readonly faults: FaultInForce[] = [];

	constructor(private readonly poller: Poller) {
		simulator.faults.clear();
		for (const id of services) {
			this.figures.set(id, { open: true, waiting: 0, received: 1, abandoned: 0, answerRate: 1 });
		}
		this.display();
	}

	async take(action: Step): Promise<void> {
		switch (action.do) {
			case 'show':
				this.show(services[action.at], action);
				break;
			case 'wait':
				await this.wait(action.ms);
				break;
			case 'miss':
				this.missing.add(services[action.at]);
				this.display();
				break;
			case 'fault':
				this.faults.push(simulator.faults.add(faults[action.kind]));
				break;
			case 'restart':
				this.poller.restart();
				break;
			case 'publish again':
				await this.wait(1);
				this.note((await this.poller.activate()).items);
				break;
			case 'poll':
				await this.poll();
				break;
			case 'poll twice':
				// The second steps aside, and reads nothing.
				await Promise.all([this.poll(), this.pollAside()]);
				break;
			case 'midnight':
				await this.wait(day - (now() % day));
				break;
		}
	}

	show(
		id: number,
		{ lost, waiting, answerRate, open }: Omit<Figures, 'received' | 'abandoned'> & { lost: number },
	) {
		const before = this.of(id);
		const received = before.received + 1 + lost;
		this.figures.set(id, { waiting, answerRate, open, received, abandoned: before.abandoned + lost });
		this.missing.delete(id);
		this.display();
	}

	async poll(): Promise<void> {
		// Time goes on from one poll to the next.
		await this.wait(1);
		const hits = this.hits();
		const figures = new Map([...this.figures].filter(([id]) => !this.missing.has(id)));
		const { items } = await this.poller.poll();
		this.note(items);
		if (this.hits() === hits) this.readings.push({ at: now(), figures });
	}

	private async pollAside(): Promise<void> {
		this.note((await this.poller.poll()).items);
	}

	/** Lets time pass. The first poll of a day shows that the counters have begun again. */
	async wait(ms: number): Promise<void> {
		const isNewDay = ms >= day - (now() % day);
		simulator.clock.advance(ms);
		if (!isNewDay) return;
		for (const [id, figures] of this.figures) {
			this.figures.set(id, { ...figures, received: 0, abandoned: 0, answerRate: null });
		}
		await this.recover();
	}

	/** Kiamo works again, and everything is there. */
	async recover(): Promise<void> {
		simulator.faults.clear();
		this.missing.clear();
		this.display();
		await this.poll();
	}

	/** The alarms of each rule and service, and its openings. */
	stories(): Array<[indicator: string, story: History['emittedEvents']]> {
		const stories = new Map<string, History['emittedEvents']>();
		for (const item of this.emittedEvents) {
			const key = `${item.indicator ?? ''}|${item.id}`;
			stories.set(key, [...(stories.get(key) ?? []), item]);
		}
		return [...stories].map(([key, story]) => [key.split('|')[0], story]);
	}

	/** The figures that polls surely read between two moments. */
	between(id: number, from: string, to: string): Figures[] {
		const within = this.readings.filter(({ at }) => at >= Date.parse(from) && at <= Date.parse(to));
		return within.flatMap(({ figures }) => figures.get(id) ?? []);
	}

	of(id: number): Figures {
		const figures = this.figures.get(id);
		if (!figures) throw new Error(`There are no figures of service ${id}`);
		return figures;
	}

	private hits(): number {
		return this.faults.reduce((sum, { hits }) => sum + hits, 0);
	}

	/** Notes what was emitted. It must be true at this moment. */
	private note(items: Poll['items']): void {
		for (const item of (items ?? []) as Alarm[]) {
			const figures = this.of(Number(item.id));
			const truth = verdicts[item.indicator ?? '']?.(figures);
			if (truth) expect(truth).toMatchObject(item.status === 'raised' ? { bad: true } : { good: true });
			else expect(item.status).toBe(figures.open ? 'opened' : 'closed');
			expect(this.missing.has(Number(item.id))).toBe(false);
			this.emittedEvents.push({ ...item, day: Math.floor(now() / day) });
		}
	}

	private display(): void {
		const { services: shown, indicators } = simulator.centre;
		shown.splice(0, shown.length, ...allServices.filter(({ id }) => !this.missing.has(id)));
		for (const [id, { open, waiting, received, abandoned, answerRate }] of this.figures) {
			indicators.override(id, { open, waiting, today: { received, abandoned, answer_rate: answerRate } });
		}
	}
}

/** Polls until nothing more can come: the cool-down is over, and all was handed out. */
async function settle(history: History): Promise<void> {
	for (let round = 0; round < 5; round++) {
		await history.wait(3 * minute);
		await history.poll();
	}
}

async function live(steps: Step[], { durable, remembers }: { durable: boolean; remembers: boolean }) {
	const poller = triggerOn(simulator, rules, { durable, options: { mostItems: 4 } });
	const history = new History(poller);
	await poller.activate();
	await history.poll();
	expect(history.emittedEvents).toEqual([]);
	for (const action of steps) await history.take(action);

	// In the end all is bad, then all is good: it is emitted, whatever came before.
	await history.take({ do: 'midnight' });
	for (const id of services) history.show(id, { waiting: 14, lost: 8, answerRate: 0.5, open: false });
	await settle(history);
	const last = () => Object.fromEntries(history.stories().map(([key, story]) => [key, story.at(-1)?.status]));
	expect(last()).toMatchObject({ waiting: 'raised', today_answer_rate: 'raised', today_abandoned: 'raised' });
	expect(history.stories().filter(([indicator]) => indicator)).toHaveLength(6);
	for (const id of services) history.show(id, { waiting: 0, lost: 0, answerRate: 1, open: true });
	await settle(history);
	expect(last()).toEqual({
		waiting: 'recovered',
		today_answer_rate: 'recovered',
		today_abandoned: 'raised',
		'': 'opened',
	});

	const ids = history.emittedEvents.map(({ eventId }) => eventId);
	expect(new Set(ids).size).toBe(ids.length);
	expect(stateSize(poller)).toBeLessThan(20_000);
	for (const [indicator, story] of history.stories()) {
		if (!indicator) {
			expect(story.map(({ status }) => status)).toEqual(
				story.map((_, at) => (at % 2 === 0 ? 'closed' : 'opened')),
			);
			continue;
		}
		const raises = story.filter(({ status }) => status === 'raised');
		raises.slice(1).forEach(({ at }, before) => {
			expect(Date.parse(at) - Date.parse(raises[before].at)).toBeGreaterThanOrEqual(coolDown);
		});
		for (const { since, at } of raises) {
			expect(Date.parse(at) - Date.parse(since)).toBeGreaterThanOrEqual(duration);
		}
		if (remembers) checkOrder(history, indicator, story);
	}
}

/** What a trigger that forgets nothing tells of one alarm is in order, and each alarm held all the time. */
function checkOrder(history: History, indicator: string, story: History['emittedEvents']): void {
	story.forEach(({ status, alarmId, id, since, at, day: today }, index) => {
		const before = index > 0 ? story[index - 1] : undefined;
		if (status === 'recovered') {
			expect(before).toMatchObject({ status: 'raised', alarmId });
			if (indicator !== 'waiting') expect(before?.day).toBe(today);
			return;
		}
		// A new day ends an alarm about figures of the day, and nothing is said.
		if (before?.status === 'raised') {
			expect(indicator).not.toBe('waiting');
			expect(before.day).toBeLessThan(today);
		}
		for (const figures of history.between(Number(id), since, at)) {
			const isUnknown = indicator === 'today_answer_rate' && figures.answerRate === null;
			expect(isUnknown || verdicts[indicator]?.(figures).bad).toBe(true);
		}
	});
}

/** Runs random histories, so many for each way of n8n to keep state. */
export function checkHistories(histories: number): void {
	const longest = 60_000 + histories * 10_000;
	it.each([
		['n8n by default', { durable: false, remembers: true }],
		[
			'n8n by default, which forgets at a restart what it has not emitted',
			{ durable: false, remembers: false },
		],
		['durable cursors', { durable: true, remembers: true }],
	])(
		'tells the truth once, and each alarm to its end, with %s',
		async (_, mode) => {
			const isPossible = ({ do: what }: Step) => what !== 'restart' || mode.durable || !mode.remembers;
			const steps = fc.array(step.filter(isPossible), { minLength: 5, maxLength: 30 });
			await fc.assert(
				fc.asyncProperty(steps, async (taken) => await live(taken, mode)),
				{ numRuns: histories, examples: found.map((steps) => [steps]) },
			);
		},
		longest,
	);
}
