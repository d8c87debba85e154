import fc from 'fast-check';
import { advanceFeed, startFeed, type FeedRow, type FeedState } from '../../nodes/shared/polling/feed';
import { readFeed } from '../../nodes/shared/polling/readFeed';
import type { Page } from '../../nodes/shared/transport/page';

const lookback = 120_000;
const start = Date.parse('2026-03-29T00:55:00.000Z'); // an hour before the clocks change
const pageSize = 7;

interface Stored extends FeedRow {
	/** Until then, lists show the row as it was before, if it was. */
	visibleFrom: number;
	before?: Stored;
}

/** A server with a clock of its own and a feed in pages. */
class Server {
	now = start;
	withMilliseconds = true;
	withTotal = true;
	byId = false;
	rows = new Map<string, Stored>();
	private count = 0;

	write(id: string | undefined, lateBy: number): void {
		const key = id ?? (this.count++).toString(16).padStart(24, '0');
		const before = this.rows.get(key);
		const changed = this.stamp();
		this.rows.set(key, {
			id: key,
			moments: { created: before?.moments.created ?? changed },
			changed,
			visibleFrom: this.now + lateBy,
			before,
		});
	}

	/** Changes the older half of the rows, one after the other. */
	sweep(): void {
		const ids = [...this.rows.keys()].sort();
		for (const id of ids.slice(0, ids.length / 2)) {
			this.now += 1;
			this.write(id, 0);
		}
	}

	/** Changes all rows at one moment. */
	writeAll(): void {
		for (const id of this.rows.keys()) this.write(id, 0);
	}

	visible(): FeedRow[] {
		return [...this.rows.values()].flatMap((row) => {
			const shown = row.visibleFrom <= this.now ? row : row.before;
			return shown && shown.visibleFrom <= this.now ? [shown] : [];
		});
	}

	page(from: number, offset: number): Page<FeedRow> {
		const rows = this.visible()
			.filter(({ changed }) => Date.parse(changed) >= from)
			.sort(
				(a, b) => (this.byId ? 0 : Date.parse(a.changed) - Date.parse(b.changed)) || (a.id < b.id ? -1 : 1),
			);
		return {
			data: rows.slice(offset, offset + pageSize),
			...(this.withTotal ? { total: rows.length } : {}),
		};
	}

	/** As the `Date` of an answer shows it. */
	clock() {
		return { serverNow: Math.floor(this.now / 1000) * 1000 };
	}

	private stamp(): string {
		const text = new Date(this.now).toISOString();
		return this.withMilliseconds ? text : text.replace(/\.\d+/, '');
	}
}

type Step =
	| { do: 'create' | 'update' | 'delete' | 'updateAll' | 'sweep' | 'fail' | 'rollBack' }
	| { do: 'late'; by: number }
	| { do: 'wait'; ms: number }
	| { do: 'poll'; maxItems: number; between: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant<Step>({ do: 'create' }) },
	{ weight: 4, arbitrary: fc.constant<Step>({ do: 'update' }) },
	fc.constant<Step>({ do: 'delete' }),
	fc.constant<Step>({ do: 'updateAll' }),
	fc.constant<Step>({ do: 'sweep' }),
	fc.constant<Step>({ do: 'fail' }),
	fc.constant<Step>({ do: 'rollBack' }),
	fc.integer({ min: 1, max: lookback - 5_000 }).map((by): Step => ({ do: 'late', by })),
	{
		weight: 3,
		arbitrary: fc.constantFrom(1, 400, 1_000, 61_000, 86_400_000).map((ms): Step => ({ do: 'wait', ms })),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			do: fc.constant('poll' as const),
			maxItems: fc.constantFrom(1, 5, 20, 1000),
			between: fc.nat(3),
		}),
	},
);

it.each([
	[true, true, false],
	[true, false, false],
	[false, true, false],
	[true, true, true],
	[true, false, true],
	[false, true, true],
])(
	'emits every change that is shown, once (milliseconds: %s, total: %s, sorted by ID: %s)',
	async (withMilliseconds, withTotal, byId) => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { maxLength: 60 }),
				fc.infiniteStream(fc.nat()),
				async (steps, choices) => {
					const server = Object.assign(new Server(), { withMilliseconds, withTotal, byId });
					for (let at = 0; at < 10; at++) server.write(undefined, 0);
					server.now += 10_000;
					const pick = () => {
						const ids = [...server.rows.keys()];
						return ids[(choices.next().value as number) % Math.max(1, ids.length)] as string | undefined;
					};
					const change = (kind: string) => {
						if (kind === 'create') server.write(undefined, 0);
						else if (kind === 'delete') server.rows.delete(pick() ?? '');
						else if (kind === 'updateAll') server.writeAll();
						else if (kind === 'sweep') server.sweep();
						else if (pick()) server.write(pick(), 0);
					};
					const begun = server.now;
					let state: FeedState = startFeed(begun);
					/** What n8n has saved in its default mode: the state of the last poll that emitted. */
					let saved = state;
					const emitted: string[] = [];
					const born: string[] = [];

					async function poll(maxItems: number, between = 0): Promise<boolean> {
						const limits = { lookback, maxItems, until: Infinity };
						let pages = 0;
						const clock = server.clock();
						const reading = await readFeed(
							async (from, offset) => {
								if (pages++ > 0 && between > 0) change(['create', 'delete', 'update'][(between + pages) % 3]);
								return server.page(from, offset);
							},
							state,
							limits,
							() => clock,
						);
						const taken = advanceFeed(state, reading, limits);
						const times = taken.changes.map(({ row }) => Date.parse(row.changed));
						expect(times).toEqual([...times].sort((a, b) => a - b));
						emitted.push(...taken.changes.map(({ row }) => `${row.id}|${row.changed}`));
						born.push(
							...taken.changes.filter(({ newMoments }) => newMoments.has('created')).map(({ row }) => row.id),
						);
						state = taken.state;
						if (taken.changes.length > 0) saved = state;
						return taken.isComplete;
					}

					/** A list sorted by ID may hide a change that is made before all was read, in one poll or several: it is read whole. */
					async function read(maxItems: number, between = 0): Promise<void> {
						if (!byId) await poll(maxItems, between);
						for (let more = byId ? 100 : 0; more > 0 && !(await poll(maxItems)); more--);
					}

					for (const action of steps) {
						if (action.do === 'wait') server.now += action.ms;
						else if (action.do === 'poll') await read(action.maxItems, action.between);
						else if (action.do === 'late')
							server.write(choices.next().value % 2 ? pick() : undefined, action.by);
						else if (action.do === 'rollBack') {
							state = saved;
							if (byId) await read(20);
						} else if (action.do === 'fail')
							await readFeed(
								async () => await Promise.reject(new Error('down')),
								state,
								{ maxItems: 1, until: 0 },
								() => server.clock(),
							).catch(() => state);
						else {
							server.now += choices.next().value % 3;
							change(action.do);
						}
					}
					server.now += lookback + 1_000;
					for (let round = 0; round < 300 && !(await poll(20)); round++) server.now += 60_000;
					await poll(1000);

					expect(new Set(emitted).size).toBe(emitted.length);
					const shown = server.visible().filter(({ changed }) => Date.parse(changed) >= begun);
					expect(
						shown
							.map(({ id, changed }) => `${id}|${changed}`)
							.filter((version) => !emitted.includes(version)),
					).toEqual([]);
					expect(new Set(born).size).toBe(born.length);
					const bornSince = server.visible().filter(({ moments }) => Date.parse(moments.created) >= begun);
					expect(bornSince.map(({ id }) => id).filter((id) => !born.includes(id))).toEqual([]);
					expect(JSON.stringify(state).length).toBeLessThan(20_000);
				},
			),
			{ numRuns: 300 },
		);
	},
	120_000,
);
