import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { KiamoContactManagerTrigger } from '../../nodes/KiamoContactManagerTrigger/KiamoContactManagerTrigger.node';
import { Clock, type Simulator } from '../../simulator';
import { credentialsOf, locate, startWith } from '../contactManager/support';
import { Poller } from '../support/poller';

const begin = new Date('2026-03-28T23:30:00Z'); // two hours before the clocks change
const minute = 60_000;
const overlap = 2 * minute;

interface Emitted {
	event: string;
	eventId: string;
	contact: { id: string };
}

type Step =
	| { do: 'create' | 'late'; count: number }
	| { do: 'update' | 'delete'; which: number }
	| { do: 'poll' | 'restart' | 'poll twice' }
	| { do: 'fault'; kind: number; skip: number }
	| { do: 'wait'; ms: number };

const faults = [
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 429, retryAfter: 3600 },
	{ kind: 'html', status: 200 },
	{ kind: 'html', status: 404 },
	{ kind: 'status', status: 401 },
] as const;

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: fc.integer({ min: 1, max: 20 }).map((count): Step => ({ do: 'create', count })) },
	{ weight: 3, arbitrary: fc.nat(50).map((which): Step => ({ do: 'update', which })) },
	fc.integer({ min: 1, max: 3 }).map((count): Step => ({ do: 'late', count })),
	fc.nat(50).map((which): Step => ({ do: 'delete', which })),
	{ weight: 4, arbitrary: fc.constantFrom<Step>({ do: 'poll' }, { do: 'poll twice' }, { do: 'restart' }) },
	fc.record({ do: fc.constant('fault' as const), kind: fc.nat(faults.length - 1), skip: fc.nat(1) }),
	{
		weight: 3,
		arbitrary: fc
			.constantFrom(1, 999, minute, 3 * minute, 1440 * minute)
			.map((ms): Step => ({ do: 'wait', ms })),
	},
);

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startWith([], { clock: new Clock(begin) });
});
afterAll(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

/** The contacts of the base, each in the version that it is in now. */
const versions = (since: number) =>
	simulator
		.contacts()
		.filter(({ updated_at }) => Date.parse(updated_at) > since)
		.map(({ id, updated_at }) => `${id}|${updated_at}`);

it.each([
	['by default', false],
	['with durable cursors', true],
])(
	'emits what happened, each change once, over faults and restarts %s',
	async (_, durable) => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
				simulator.clearContacts();
				const [{ id: base }] = simulator.bases;
				const poller = new Poller({
					node: new KiamoContactManagerTrigger(),
					credentials: credentialsOf(simulator),
					parameters: { base: locate(base), simplify: false, options: { mostItems: 15 } },
					settings: { id: randomUUID() },
					budgetMs: 1,
					durable,
				});
				await poller.activate();
				await poller.poll();
				const since = simulator.clock.now().getTime();
				simulator.clock.advance(1000);

				const emitted: string[] = [];
				const born: string[] = [];
				const poll = async () => {
					const items = ((await poller.poll()).items ?? []) as unknown as Emitted[];
					emitted.push(...items.map(({ eventId }) => eventId));
					born.push(...items.filter(({ event }) => event === 'created').map(({ contact }) => contact.id));
				};
				const pick = (which: number) =>
					simulator.contacts().at(which % Math.max(1, simulator.contacts().length));
				for (const [at, action] of steps.entries()) {
					const fields = { contactLastName: `Name ${at}` };
					if (action.do === 'create')
						for (let n = 0; n < action.count; n++) simulator.addContact(base, fields);
					else if (action.do === 'late')
						for (let n = 0; n < action.count; n++)
							simulator.addContact(base, fields, { lateBy: overlap - (2 * minute) / 4 });
					else if (action.do === 'wait') simulator.clock.advance(action.ms);
					else if (action.do === 'fault') simulator.faults.add({ ...faults[action.kind], skip: action.skip });
					else if (action.do === 'restart') poller.restart();
					else if (action.do === 'poll') await poll();
					else if (action.do === 'poll twice') await Promise.all([poll(), poll()]);
					else if ('which' in action) {
						const contact = pick(action.which);
						simulator.clock.advance(1);
						if (contact && action.do === 'delete') simulator.removeContact(base, contact.id);
						else if (contact) simulator.changeContact(base, contact.id, fields);
					}
				}
				simulator.faults.clear();
				simulator.clock.advance(overlap + 1000);
				for (let round = 0; round < 60; round++) {
					const before = emitted.length;
					await poll();
					simulator.clock.advance(minute);
					if (round > 2 && emitted.length === before) break;
				}

				expect(new Set(emitted).size).toBe(emitted.length);
				expect(versions(since).filter((version) => !emitted.includes(version))).toEqual([]);
				expect(new Set(born).size).toBe(born.length);
				expect(JSON.stringify(poller.saved).length).toBeLessThan(20_000);
			}),
			{ numRuns: 100 },
		);
	},
	180_000,
);
