import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { text } from '../activityPlanning/support';
import { Clock, type Simulator } from '../../simulator';
import { Random } from '../../simulator/random';
import { startWith, upsert } from '../contactManager/support';
import { callbacks, run as runInteraction } from '../interaction/support';
import { locate } from '../contactManager/support';
import { stateSize, type Poll, type Poller } from '../support/poller';
import { Account } from './oracle';
import { reach } from './reach';
import { watchers, type Watcher } from './triggers';

const minute = 60_000;
const hour = 60 * minute;
const begin = new Date('2026-03-28T20:00:00Z'); // the clocks of Paris change in this night
const modes = { default: {}, leased: { leased: true }, durable: { durable: true } } as const;

interface Life {
	watcher: Watcher;
	poller: Poller;
	account: Account;
	/** States that n8n saved, by the poll after which it did. */
	saved: Array<{ poll: number; state: IDataObject }>;
}

/** All triggers of the package, and nodes that write, on one Kiamo with one clock. One seed replays all of it. */
export class World {
	private readonly random: Random;
	/** Draws of its own: the seeds that found a fault keep theirs. */
	private readonly notation: Random;
	/** n8n's clock shows what Kiamo's does. */
	private ahead = begin.getTime() - Date.now();
	private lives: Life[] = [];
	private since = 0;
	private added = 0;
	private isEnding = false;
	/** Whether a row may have been shown for the first time after a later change of it. */
	private isLate = false;
	/** What shows late shows later than any lookback window when the clock is put back: a world has one or the other. */
	private hasJumps: boolean;
	/** Published while Kiamo was down: until it was read once, nobody knows how its clock went before. */
	private wasDown = false;

	private constructor(
		private readonly simulator: Simulator,
		readonly seed: number,
	) {
		this.random = new Random(seed, 'world');
		this.notation = new Random(seed, 'notation');
		this.hasJumps = this.random.chance(0.5);
	}

	/** Lives through a world; returns what was lost, duplicated or said wrongly. */
	static async live(seed: number): Promise<string[]> {
		const simulator = await startWith([], { history: 0, clock: new Clock(begin), seed });
		const world = new World(simulator, seed);
		const real = Date.now.bind(Date);
		const spy = jest.spyOn(Date, 'now').mockImplementation(() => real() + world.ahead);
		try {
			simulator.centre.planning.clear();
			return await world.run();
		} finally {
			spy.mockRestore();
			await simulator.close();
		}
	}

	private async run(): Promise<string[]> {
		const { random, simulator } = this;
		const { quirks } = simulator;
		for (let at = 0; at < 5; at++) this.write();
		this.pass(hour);
		this.drawServer();
		const names = Object.keys(modes) as Array<keyof typeof modes>;
		const isDown = random.chance(0.2);
		if (isDown) {
			reach('publishing while Kiamo is down');
			this.wasDown = true;
			this.hasJumps = false;
			simulator.faults.add({ kind: 'status', status: 429, retryAfter: 3600, times: Infinity });
		}
		this.since = simulator.clock.now().getTime();
		for (const watcher of watchers) {
			const mode = random.pick(this.hasJumps ? names.filter((name) => name !== 'leased') : names);
			reach(`mode ${mode}`);
			const poller = watcher.open(simulator, { ...modes[mode], settings: { id: randomUUID() } });
			const life = { watcher, poller, account: new Account(), saved: [] };
			this.lives.push(life);
			const { items } = await poller.activate();
			if (items) return [`${watcher.name}: emitted when it was published`];
			this.keep(life);
		}
		this.pass(minute);
		if (isDown) simulator.faults.clear();
		for (const life of this.lives) await this.poll(life);
		const faults: string[] = [];
		for (let step = 0; step < 40; step++) faults.push(...(await this.step()));
		this.isEnding = true;
		simulator.faults.clear();
		await this.moveClock(0);
		Object.assign(quirks, { total: 'exact', badRows: undefined, ignoresFilters: false, lateFeed: 0 });
		Object.assign(quirks, { dateHeaderOff: 0, htmlErrors: false });
		for (let round = 0; round < 30; round++) {
			this.pass(3 * minute);
			let isQuiet = true;
			for (const life of this.lives) isQuiet = !(await this.poll(life)) && isQuiet;
			if (isQuiet && round > 3) break;
		}
		return [...faults, ...this.judge()];
	}

	/** How the server differs all the while, and for some of it. */
	private drawServer(): void {
		const { random, simulator } = this;
		const always = {
			wholeSeconds: true,
			emptyStrings: true,
			shufflesKeys: true,
			idsAsText: true,
			pageSize: 7,
		} as const;
		for (const [name, value] of Object.entries(always)) {
			if (!random.chance(0.2)) continue;
			reach(name as keyof typeof always);
			Object.assign(simulator.quirks, { [name]: value });
		}
	}

	/** Lets one thing happen; returns what is wrong at once. */
	private async step(): Promise<string[]> {
		const { random, notation, simulator } = this;
		if (notation.chance(0.1)) {
			reach('offset');
			simulator.quirks.offset = notation.pick([null, 60, -330]);
		}
		const life = random.pick(this.lives);
		const choice = random.integer(20);
		if (choice < 6) for (let count = random.integer(9); count >= 0; count--) this.write();
		else if (choice < 11) await this.poll(life);
		else if (choice === 11) await this.pollTwice(life);
		// What n8n forgets, how far the clock was moved is part of.
		else if (choice === 12) await (this.hasJumps ? this.poll(life) : this.incident(life));
		else if (choice === 13) this.toggleQuirk();
		else if (choice === 14) this.fault();
		else if (choice === 15) return await this.upsert();
		else if (choice === 16) return await this.createCallback();
		else if (choice === 17) {
			if (this.hasJumps) await this.moveClock(random.pick([0, hour, -hour, 2 * hour, 10 * minute]));
		} else {
			const ms = random.pick([1, 900, 20_000, minute, 7 * minute, hour, 9 * hour]);
			if (ms <= 20_000) reach('polls seconds apart');
			if (ms >= hour) reach('polls hours apart');
			this.pass(ms);
		}
		if (random.chance(0.5)) this.pass(random.integer(3 * minute));
		simulator.centre.live();
		return [];
	}

	private pass(milliseconds: number): void {
		this.ahead += milliseconds;
		this.simulator.clock.advance(milliseconds);
	}

	/** Somebody works in Kiamo. Half of the time the moment is that of the change before. */
	private write(): void {
		const { random, simulator } = this;
		const { centre, bases } = simulator;
		const base = bases[0].id;
		if (random.chance(0.5)) this.pass(1 + random.integer(5_000));
		else reach('a tie');
		const lateBy = !this.hasJumps && random.chance(0.1) ? minute : 0;
		if (lateBy > 0) {
			this.isLate = true;
			reach('a row that shows late');
		}
		const name = { contactLastName: `Name ${++this.added}` };
		const contacts = simulator.contacts();
		const calls = centre.interactions.all();
		const slots = centre.planning.all();
		const agent = 1 + random.integer(3);
		switch (random.integer(9)) {
			case 0:
			case 1:
				simulator.addContact(base, name, { lateBy });
				break;
			case 2:
				if (contacts.length > 0) simulator.changeContact(base, random.pick(contacts).id, name, { lateBy });
				break;
			case 3:
				centre.receive({ service: 1, customer: '0612345678' });
				break;
			case 4: {
				const open = calls.filter(({ status }) => status === 'waiting');
				if (open.length > 0) centre.abandon(random.pick(open).id);
				break;
			}
			case 5: {
				const start = Date.parse('2026-04-10T00:00:00Z') + ++this.added * hour;
				const [from, to] = [new Date(start), new Date(start + hour)];
				centre.planning.plan({ agent_id: agent, activity_id: 1, start: from, end: to }, { lateBy });
				break;
			}
			case 6:
				if (slots.length > 0)
					centre.planning.change(random.pick(slots).id, { comment: name.contactLastName }, { lateBy });
				break;
			case 7: {
				const { state } = centre.states.get(agent);
				centre.states.set(agent, { state: state === 'available' ? 'logged_out' : 'available' });
				break;
			}
			default:
				if (random.chance(0.5)) centre.agents.change(agent, { extension: text(6000 + this.added) });
				else centre.setOpen(1, random.chance(0.5));
		}
	}

	private async poll(life: Life): Promise<boolean> {
		const { random, simulator } = this;
		const before = simulator.counts.requests;
		if (!this.isEnding && random.chance(0.1)) {
			reach('an edit inside a poll');
			if (simulator.quirks.pageSize === 7) reach('a page that moved');
			simulator.faults.add({
				kind: 'mutate',
				skip: random.integer(3),
				run: () => {
					this.pass(1);
					this.write();
				},
			});
		}
		// Two versions of one millisecond are one.
		this.pass(1);
		const { items, error } = await life.poller.poll();
		this.pass(1);
		if (error || (simulator.counts.requests > before && this.isFaulty())) reach('a poll that met a fault');
		this.take(life, { items, error });
		return items !== null;
	}

	private isFaulty(): boolean {
		return (this.simulator.counts.byStatus['429'] ?? 0) + (this.simulator.counts.byStatus['500'] ?? 0) > 0;
	}

	private take(life: Life, { items, error }: Poll): void {
		if (error && /TypeError|Cannot read|undefined/.test(error.message)) throw error;
		life.account.note(items);
		if (items?.[0]?.moreToFollow) reach('a poll that was capped');
		this.keep(life);
	}

	private keep({ saved, poller, account }: Life): void {
		saved.push({ poll: account.polls, state: structuredClone(poller.saved) });
		if (stateSize(poller) > 250_000) throw new Error(`The state has ${stateSize(poller)} characters`);
	}

	private async pollTwice(life: Life): Promise<void> {
		reach('two polls at once');
		this.pass(1);
		const polls = await Promise.all([life.poller.poll(), life.poller.poll()]);
		this.pass(1);
		for (const poll of polls) this.take(life, poll);
	}

	private async incident(life: Life): Promise<void> {
		const { random } = this;
		switch (random.integer(4)) {
			case 0:
				reach('a restart');
				life.poller.restart();
				break;
			case 1: {
				const earlier = life.saved.slice(-1 - random.integer(4)).at(0);
				if (!earlier || life.account.polls === 0) return;
				const isKill = random.chance(0.5);
				reach(isKill ? 'a kill that lost the execution' : 'a state that was rolled back');
				life.account.rollBack(earlier.poll, isKill);
				life.saved = life.saved.slice(0, life.saved.indexOf(earlier) + 1);
				life.poller.saved = structuredClone(earlier.state);
				life.poller.restart();
				break;
			}
			case 2:
				this.pass(1);
				this.take(life, await life.poller.activate());
				this.pass(1);
				break;
			default:
				await this.damage(life);
		}
	}

	/** What is saved is of another version, or cut. Its frontier can be read. */
	private async damage(life: Life): Promise<void> {
		if (!['contacts', 'interactions', 'planning'].includes(life.watcher.name)) return;
		reach('a saved state that is damaged');
		const damaged = structuredClone(life.poller.saved) as Record<
			string,
			Record<string, IDataObject> | undefined
		>;
		const cut = this.random.chance(0.5);
		for (const place of Object.values(damaged)) {
			for (const state of Object.values(place ?? {})) {
				if (cut) delete state.scope;
				else state.v = 99;
			}
		}
		life.account.rollBack(life.account.polls, false);
		life.poller.saved = damaged;
		life.poller.restart();
		await this.poll(life);
	}

	private toggleQuirk(): void {
		const { random, simulator } = this;
		const changing = {
			total: random.pick(['missing', null, -1, 0, true] as const),
			badRows: { as: { updated_at: null }, rows: 'some' as const },
			ignoresFilters: true,
			lateFeed: minute,
			dateHeaderOff: random.pick([hour, -hour, '1970', 'missing'] as const),
			htmlErrors: true,
		};
		const plain = {
			total: 'exact',
			badRows: undefined,
			ignoresFilters: false,
			lateFeed: 0,
			dateHeaderOff: 0,
			htmlErrors: false,
		};
		const name = random.pick(Object.keys(changing) as Array<keyof typeof changing>);
		if (['lateFeed', 'dateHeaderOff'].includes(name) && this.hasJumps) return;
		// A server that was never read, and whose header is off, cannot show what happened since the publication.
		if (name === 'dateHeaderOff' && this.wasDown) return;
		const isPlain = random.chance(0.5);
		if (!isPlain) reach(name);
		this.isLate ||= name === 'lateFeed';
		Object.assign(simulator.quirks, { [name]: (isPlain ? plain : changing)[name] });
	}

	private fault(): void {
		const { random, simulator } = this;
		const skip = random.integer(3);
		simulator.faults.add(
			random.pick([
				{ kind: 'status', status: 500, skip },
				{ kind: 'status', status: 429, retryAfter: 3600, skip },
				{ kind: 'html', status: 200, skip },
				{ kind: 'html', status: 404, skip },
				{ kind: 'status', status: 401, skip },
			] as const),
		);
	}

	/** Kiamo's clock is moved: the changes of a time that comes twice may come twice. */
	private async moveClock(to: number): Promise<void> {
		const { simulator } = this;
		const { clockJump } = simulator.quirks;
		if (to === clockJump) return;
		// A clock that was moved twice between two polls shows the last move only.
		simulator.faults.clear();
		Object.assign(simulator.quirks, { badRows: undefined, htmlErrors: false });
		for (const life of this.lives) await this.poll(life);
		if (to > clockJump) reach('a clock that moved ahead');
		else {
			reach('a clock that was put back');
			for (const { account } of this.lives) account.mayRepeat = true;
		}
		simulator.quirks.clockJump = to;
	}

	/** Rows of a CRM, of which some are known. */
	private async upsert(): Promise<string[]> {
		const { random, simulator } = this;
		simulator.faults.clear();
		const before = Object.assign({}, simulator.quirks);
		Object.assign(simulator.quirks, { badRows: undefined, ignoresFilters: false, lateFeed: 0 });
		if (random.chance(0.2)) {
			reach('an answer that was lost after the work');
			simulator.faults.add({ kind: 'reset', afterWork: true, method: 'POST' });
		}
		if (random.chance(0.2)) {
			reach('refusesArrays');
			simulator.quirks.refusesArrays = random.pick([404, 405, 413, 422] as const);
		}
		if (random.chance(0.1)) {
			reach('putReplaces');
			simulator.quirks.putReplaces = true;
		}
		const notes = new Map(simulator.contacts().map(({ id, fields }) => [id, fields.notes]));
		const rows = Array.from({ length: 4 }, () => ({
			crmId: `C-${random.integer(12)}`,
			contactLastName: `Row ${++this.added}`,
		}));
		const { error } = await upsert(simulator, rows);
		const faults: string[] = [];
		const keys = simulator.contacts().flatMap(({ fields }) => fields.crmId ?? []);
		if (new Set(keys).size < keys.length) faults.push(`upsert: two contacts with one key (${keys.join()})`);
		if (!error && rows.some(({ crmId }) => !keys.includes(crmId))) faults.push('upsert: a row is lost');
		for (const { id, fields } of simulator.contacts())
			if (notes.has(id) && notes.get(id) && !fields.notes) faults.push(`upsert: ${id} lost its notes`);
		simulator.faults.clear();
		Object.assign(simulator.quirks, before);
		return faults;
	}

	/** A callback with a reference, perhaps with a lost answer, and the same again. */
	private async createCallback(): Promise<string[]> {
		const { random, simulator } = this;
		simulator.faults.clear();
		const before = Object.assign({}, simulator.quirks);
		Object.assign(simulator.quirks, { badRows: undefined, ignoresFilters: false, lateFeed: 0 });
		if (random.chance(0.3)) {
			reach('an answer that was lost after the work');
			simulator.faults.add({ kind: 'reset', afterWork: true, method: 'POST' });
		}
		const reference = `order-${random.integer(6)}`;
		await runInteraction(simulator, 'interaction.create', {
			service: locate(callbacks) as never,
			destination: '0612345678',
			when: 'now',
			options: { reference, ifExists: 'return' },
		});
		simulator.faults.clear();
		Object.assign(simulator.quirks, before);
		const found = simulator.centre.interactions
			.all()
			.filter((row) => (row as unknown as { reference?: string }).reference === reference);
		return found.length > 1 ? [`callback: ${found.length} with the reference ${reference}`] : [];
	}

	private judge(): string[] {
		const { simulator, since } = this;
		const faults = this.lives.flatMap(({ watcher, account }) =>
			account.faults(
				watcher,
				watcher.expected(simulator, since).filter(({ isLabel }) => !isLabel || !this.isLate),
			),
		);
		const openings = this.lives.find(({ watcher }) => watcher.name === 'supervision');
		const last = openings?.account.carried.filter(({ item }) => text(item.id) === '1').at(-1);
		const isOpen = simulator.centre.service(1).open;
		// A state from before that item does not show that it is over.
		if (
			last &&
			last.poll <= (openings?.account.forgetsFrom ?? 0) &&
			(last.item.status === 'opened') !== isOpen
		)
			faults.push(
				`supervision: service 1 is ${isOpen ? 'open' : 'closed'}, the last item says ${text(last.item.status)}`,
			);
		return faults;
	}
}
