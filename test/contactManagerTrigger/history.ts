import fc from 'fast-check';
import { Clock, type Simulator } from '../../simulator';
import { startWith } from '../contactManager/support';
import { moveClocks } from '../support/clocks';
import { faultOf, isIncident, meet, type Incident } from '../support/incidents';
import { stateSize, type Poll, type Poller } from '../support/poller';
import { contactTrigger, minute } from './support';

/** An item with Simplify off. */
interface Item {
	event: string;
	eventId: string;
	contact: { id: string };
}

const begin = new Date('2026-03-28T23:30:00Z'); // two hours before the clocks change
const overlap = 2 * minute;

type Step =
	| { do: 'create' | 'late'; count: number }
	| { do: 'update' | 'delete'; which: number }
	| { do: 'put the clock back'; ms: number }
	| Incident;

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }).map((count): Step => ({ do: 'create', count })) },
	{ weight: 3, arbitrary: fc.nat(50).map((which): Step => ({ do: 'update', which })) },
	fc.integer({ min: 1, max: 3 }).map((count): Step => ({ do: 'late', count })),
	fc.nat(50).map((which): Step => ({ do: 'delete', which })),
	{ weight: 4, arbitrary: fc.constantFrom<Step>({ do: 'poll' }, { do: 'poll twice' }, { do: 'restart' }) },
	fc.constant<Step>({ do: 'publish again' }),
	faultOf(1),
	{
		weight: 3,
		arbitrary: fc
			.constantFrom(1, 999, minute, 3 * minute, 1440 * minute)
			.map((ms): Step => ({ do: 'wait', ms })),
	},
);
/**
 * Without rows that show late, which a clock that is put back makes later than any overlap, and without restarts: n8n's
 * default mode forgets at a restart that the clock was put back.
 */
const stepOrPutBack: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 12, arbitrary: step.filter(({ do: what }) => what !== 'late' && what !== 'restart') },
	fc.constantFrom(1_501, 61_003, 7_200_007).map((ms): Step => ({ do: 'put the clock back', ms })),
);

let simulator: Simulator;
/** Lets time pass at Kiamo and at n8n. */
let pass: (milliseconds: number) => void;
beforeAll(async () => {
	simulator = await startWith([], { clock: new Clock(begin) });
	({ pass } = moveClocks(() => simulator));
});
afterAll(async () => {
	jest.restoreAllMocks();
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** What a history came to: the names of all events in their order, and what should have been among them. */
class History {
	readonly changes: string[] = [];
	readonly born: string[] = [];
	readonly deleted: string[] = [];
	/** Contacts that were there before the first poll and were deleted since. */
	readonly gone: string[] = [];
	readonly since: number;
	/** Versions dated in a time that came twice may be emitted twice. */
	private twiceFrom = Infinity;
	private twiceTo = -Infinity;

	constructor(
		private readonly poller: Poller,
		private readonly old: string[],
	) {
		this.since = simulator.clock.now().getTime();
	}

	note({ items }: Poll): void {
		for (const { event, eventId, contact } of (items ?? []) as unknown as Item[]) {
			if (event === 'deleted') this.deleted.push(contact.id);
			else this.changes.push(eventId);
			if (event === 'created') this.born.push(contact.id);
		}
	}

	async take(action: Step, at: number): Promise<void> {
		if (action.do === 'wait') {
			pass(action.ms);
			return;
		}
		if (isIncident(action)) {
			await meet(action, { simulator, poller: this.poller }, (poll) => this.note(poll));
			return;
		}
		const [{ id: base }] = simulator.bases;
		const fields = { contactLastName: `Name ${at}` };
		switch (action.do) {
			case 'create':
				for (let n = 0; n < action.count; n++) simulator.addContact(base, fields);
				break;
			case 'late':
				for (let n = 0; n < action.count; n++) simulator.addContact(base, fields, { lateBy: overlap * 0.75 });
				break;
			case 'put the clock back':
				this.twiceTo = Math.max(this.twiceTo, simulator.clock.now().getTime());
				simulator.clock.advance(-action.ms);
				this.twiceFrom = Math.min(this.twiceFrom, simulator.clock.now().getTime() - overlap);
				simulator.faults.clear();
				this.note(await this.poller.poll());
				break;
			default:
				this.change(action, fields);
		}
	}

	/** Versions that were emitted twice although their time came once. */
	duplicated(): string[] {
		return this.changes.filter((version, at) => {
			const changed = Date.parse(version.split('|')[1]);
			return this.changes.indexOf(version) !== at && !(changed >= this.twiceFrom && changed <= this.twiceTo);
		});
	}

	private change(action: Extract<Step, { which: number }>, fields: { contactLastName: string }): void {
		const [{ id: base }] = simulator.bases;
		const contacts = simulator.contacts();
		if (contacts.length === 0) return;
		const { id } = contacts[action.which % contacts.length];
		pass(1);
		if (action.do === 'update') simulator.changeContact(base, id, fields);
		else {
			simulator.removeContact(base, id);
			if (this.old.includes(id)) this.gone.push(id);
		}
	}
}

async function live(steps: Step[], durable: boolean): Promise<void> {
	simulator.faults.clear();
	simulator.clearContacts();
	const [{ id: base }] = simulator.bases;
	const old = [1, 2, 3, 4, 5].map((n) => simulator.addContact(base, { contactLastName: `Old ${n}` }).id);
	const poller = contactTrigger(
		simulator,
		{ simplify: false, events: ['createdOrUpdated', 'deleted'], options: { mostItems: 15 } },
		{ durable },
	);
	await poller.activate();
	await poller.poll();
	pass(1000);
	const history = new History(poller, old);
	for (const [at, action] of steps.entries()) await history.take(action, at);

	simulator.faults.clear();
	pass(overlap + 1000);
	for (let round = 0, still = 0; round < 80 && still < 3; round++) {
		const before = history.changes.length + history.deleted.length;
		history.note(await poller.poll());
		pass(minute);
		still = history.changes.length + history.deleted.length === before ? still + 1 : 0;
	}

	const { changes, born, deleted, gone, since } = history;
	expect(history.duplicated()).toEqual([]);
	const now = simulator
		.contacts()
		.filter(({ id, updated_at }) => !old.includes(id) || Date.parse(updated_at) > since);
	expect(
		now.map(({ id, updated_at }) => `${id}|${updated_at}`).filter((version) => !changes.includes(version)),
	).toEqual([]);
	expect(new Set(deleted).size).toBe(deleted.length);
	expect(gone.filter((id) => !deleted.includes(id))).toEqual([]);
	const there = new Set(simulator.contacts().map(({ id }) => id));
	expect(deleted.filter((id) => there.has(id))).toEqual([]);
	if (history.duplicated().length === changes.length - new Set(changes).size)
		expect(new Set(born).size).toBe(born.length);
	expect(stateSize(poller)).toBeLessThan(20_000);
}

/** Runs random histories, so many for each way of n8n to keep state. */
export function checkHistories(histories: number): void {
	const longest = 60_000 + histories * 10_000;
	describe.each([
		['by default', false],
		['with durable cursors', true],
	])('%s, over faults, restarts and repeated polls', (_, durable) => {
		it(
			'emits what happened, each change once',
			async () => {
				const steps = fc.array(step, { minLength: 5, maxLength: 40 });
				await fc.assert(
					fc.asyncProperty(steps, async (taken) => await live(taken, durable)),
					{ numRuns: histories },
				);
			},
			longest,
		);

		it(
			'loses nothing when the clock of the server is put back, and duplicates only what is dated in that time',
			async () => {
				const steps = fc.array(stepOrPutBack, { minLength: 5, maxLength: 30 });
				await fc.assert(
					fc.asyncProperty(steps, async (taken) => await live(taken, durable)),
					{ numRuns: Math.ceil(histories / 10) },
				);
			},
			longest,
		);
	});
}
