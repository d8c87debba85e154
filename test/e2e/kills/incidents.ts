import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Simulator } from '../../../simulator';
import type { Random } from '../../../simulator/random';
import { until } from '../../../scripts/sandbox/until';
import type { Editor } from './editor';
import type { Polls } from './polls';
import type { Power } from './power';

/** Up to 150 ms, most of them short: n8n emits and saves at once. */
const soonAfter = (random: Random) => Math.floor(151 * random.next() ** 2);

/** What the incidents are done to. */
export interface Scene {
	simulator: Simulator;
	editor: Editor;
	polls: Polls;
	random: Random;
	power: Power;
}

const failures: Fault[] = [{ kind: 'status', status: 500 }, { kind: 'reset' }, { kind: 'html', status: 502 }];
/** More than any poll tries. */
const outage = 100;
const waitLong = { timeout: 180_000 };

/** Ends n8n in all ways and at all moments, and troubles the trigger otherwise; what and when comes from the seed. */
export class Incidents {
	private readonly kinds = [
		() => this.killBetween(),
		() => this.killAsked(),
		() => this.killAsked(),
		() => this.killAnswered(),
		() => this.killAnswered(),
		() => this.killAnswered(),
		() => this.killStarting(),
		() => this.fail(),
		() => this.failAtStart(),
		() => this.rename(),
		() => this.pause(),
		() => this.restart(),
	];

	constructor(private readonly scene: Scene) {}

	/** One incident after the other until `end`: all kinds in an order of the seed, then again. */
	async run(end: number): Promise<void> {
		for (;;) {
			const deck = this.kinds.map((kind) => ({ kind, place: this.scene.random.next() }));
			for (const { kind } of deck.sort((a, b) => a.place - b.place)) {
				if (Date.now() > end) return;
				await kind();
			}
		}
	}

	/** Resolves after the next complete poll. */
	async poll(): Promise<void> {
		const { polls } = this.scene;
		const { count } = polls;
		await until('A complete poll', async () => polls.count > count || undefined, {
			...waitLong,
			interval: 50,
		});
	}

	private async killBetween(): Promise<void> {
		const { power, polls, random } = this.scene;
		await this.poll();
		await sleep(random.integer(2500));
		await until('An end of the poll', async () => !polls.isBusy || undefined, { interval: 20 });
		await power.killBetween();
		await this.start();
	}

	/** While Kiamo owes the trigger an answer. */
	private async killAsked(): Promise<void> {
		const { power, random } = this.scene;
		const delay = random.integer(400);
		await this.poll();
		await this.whenAsked(random.integer(2), 5000);
		await sleep(delay);
		await power.killInside(`${delay} ms into the wait for an answer`);
		await this.start();
	}

	/** While n8n does something with an answer: the first of a poll brings what changed, the second what is there. */
	private async killAnswered(): Promise<void> {
		const { power, random } = this.scene;
		const delay = soonAfter(random);
		await this.poll();
		await this.whenAsked(random.chance(0.2) ? 0 : 1);
		await sleep(delay);
		await power.killInside(`${delay} ms after an answer`);
		await this.start();
	}

	/** In the poll that n8n begins with. */
	private async killStarting(): Promise<void> {
		const { power, random } = this.scene;
		const delay = soonAfter(random);
		await this.poll();
		await power.killBetween();
		const asked = this.whenAsked(random.integer(2));
		const started = power.tryToStart();
		await asked;
		await sleep(delay);
		await power.killInside(`${delay} ms after an answer of the first poll`);
		await started;
		await this.start();
	}

	private async fail(): Promise<void> {
		const { random, simulator } = this.scene;
		const fault = random.pick(failures);
		const times = random.pick([1, 2, outage]);
		this.scene.power.note(`Kiamo fails with ${fault.kind}, ${times} times`);
		const force = simulator.faults.add({ ...fault, skip: random.integer(2), times });
		await until('A failure', async () => force.hits > 0 || undefined, waitLong);
		await sleep(random.integer(20_000));
		force.stop();
	}

	/** A trigger whose first poll fails is dead permanently, unless it takes care. */
	private async failAtStart(): Promise<void> {
		const { power, random, simulator } = this.scene;
		const fault = random.pick(failures);
		await this.poll();
		await power.stop();
		power.note(`Kiamo fails with ${fault.kind} while n8n starts`);
		const force = simulator.faults.add({ ...fault, times: Infinity });
		await this.start();
		await until('A failure', async () => force.hits > 0 || undefined, waitLong);
		await sleep(random.integer(10_000));
		force.stop();
		await this.poll();
	}

	/** After a poll: an n8n 1.x that gets this while it starts runs the old workflow beside the new one. */
	private async rename(): Promise<void> {
		await this.poll();
		await this.edit('the trigger gets another name', () => this.scene.editor.rename());
	}

	private async pause(): Promise<void> {
		const { editor, random } = this.scene;
		await this.poll();
		await this.edit('the workflow is unpublished', () => editor.unpublish());
		await sleep(random.integer(5000));
		await this.edit('the workflow is published', () => editor.publish());
	}

	private async restart(): Promise<void> {
		await this.scene.power.stop();
		await this.start();
	}

	private async edit(what: string, change: () => Promise<void>): Promise<void> {
		this.scene.power.note(what);
		await change();
		this.scene.polls.forget();
	}

	/** Resolves when Kiamo is asked for contacts, after it was `skip` times; the answer takes that long. */
	private async whenAsked(skip: number, milliseconds = 0): Promise<void> {
		const { faults, counts } = this.scene.simulator;
		const scope = { operationId: 'listContacts', skip } as const;
		let isAsked = false;
		faults.add({ ...scope, kind: 'mutate', run: () => (isAsked = true) });
		if (milliseconds > 0) faults.add({ ...scope, kind: 'latency', milliseconds });
		await until('A poll', async () => isAsked || undefined, { ...waitLong, interval: 5 });
		if (milliseconds > 0) return;
		await until('An answer', async () => counts.concurrent === 0 || undefined, { interval: 1 });
	}

	private async start(): Promise<void> {
		await sleep(this.scene.random.integer(2000));
		await this.scene.power.start();
	}
}
