import { sleep } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { timeoutError } from './deadline';
import { endOutage, reportFailure } from './outage';
import { findMoment, readSaved, save, type Saved, type SavedSource } from './pollState';
import { openPoll, type CommonOptions, type PollSettings } from './settings';
import { takeTurn } from './turns';

/** What a poll of an event source brought. */
export interface SourcePoll<State> {
	items: IDataObject[];
	/** What the next poll starts from; undefined where there is nothing to start from yet. */
	state: State | undefined;
	/** Whether nothing is left for the next poll. */
	isComplete: boolean;
}

/** One kind of thing that a trigger watches. */
export interface EventSource<Setup, State = unknown> {
	/** Names its state. */
	key: string;
	/** Whether what n8n kept can be a state of this source. */
	isState(state: unknown): state is State;
	/** What can be used of a state that is none, such as its frontier. */
	recover?(state: unknown): State | undefined;
	/** Reads what is new, at most `room` items of it. The first poll, without a state, only takes its bearings. */
	poll(setup: Setup, saved: SavedSource<State>, room: number): Promise<SourcePoll<State>>;
	/** Something real to show in the editor. */
	sample(setup: Setup): Promise<IDataObject[]>;
}

/** A polling trigger: what its user set, and what it watches for that. */
export interface Trigger<Options extends CommonOptions, Setup extends PollSettings<Options>> {
	/** Reads the parameters; sends no request. */
	openSetup(settings: PollSettings<Options>): Setup;
	/** What is read, such as a base: another one starts anew, whereas other filters go on. */
	scopeOf?(setup: Setup): string;
	sourcesOf(setup: Setup): Array<EventSource<Setup>>;
}

/** Used where n8n gives no budget; the first poll of an activation has 84 seconds at most. */
const maxBudgetMs = 60_000;

/**
 * Polls a trigger: lets each of its sources read what is new, and saves the new state last, so that whatever fails before
 * leaves everything to the next poll. An outage of Kiamo never throws, as an error in the poll of an activation would end
 * the trigger for good; what the user must correct does.
 */
export async function pollTrigger<Options extends CommonOptions, Setup extends PollSettings<Options>>(
	context: IPollFunctions,
	trigger: Trigger<Options, Setup>,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sampleTrigger(context, trigger);
	return await takeTurn(context, async (saved, unreadable) => {
		let start: Start | undefined;
		try {
			const budget = Math.min(context.getPollBudgetMs?.() ?? maxBudgetMs, maxBudgetMs);
			const [until, lastRequest, end] = [0.6, 0.8, 0.95].map((part) => Date.now() + budget * part);
			const settings = await openPoll<Options>(context, { until, lastRequest, last: saved?.clock });
			const setup = trigger.openSetup(settings);
			const sources = trigger.sourcesOf(setup);
			start = startOf(saved, unreadable, sources, trigger.scopeOf?.(setup) ?? '');
			if (start.restarted && !saved?.restarted)
				context.logger.warn(`${setup.kiamo.node.name}: the saved state can't be read. The trigger restarts.`);
			const poll = pollSources(setup, sources, start);
			const { items, ...next } = await endBy(end, poll, timeoutError(setup.kiamo));
			endOutage(context);
			// Another poll was quicker, perhaps in another process.
			if (readSaved(context).saved?.turn !== saved?.turn) return null;
			save(context, { ...next, turn: start.turn + 1, restarted: start.restarted && items.length === 0 });
			return items.length > 0 ? [items.map((json) => ({ json }))] : null;
		} catch (error) {
			// Sources that are new begin now, however long Kiamo is down.
			if (start && !isSameStart(saved, start)) save(context, start);
			reportFailure(context, error);
			return null;
		}
	});
}

function isSameStart(saved: Saved | undefined, { scope, sources }: Start): boolean {
	return saved?.scope === scope && Object.keys(sources).every((key) => key in saved.sources);
}

/** Lets each source read what is new; the items say where more is to follow. */
async function pollSources<Setup extends PollSettings<CommonOptions>>(
	setup: Setup,
	sources: Array<EventSource<Setup>>,
	start: Start,
): Promise<Omit<Saved, 'v' | 'turn' | 'restarted'> & { items: IDataObject[] }> {
	const items: IDataObject[] = [];
	const states: Record<string, SavedSource> = {};
	let isComplete = true;
	for (const source of sources) {
		const saved = start.sources[source.key];
		const hasTime = Date.now() < setup.until || saved.state === undefined;
		const polled = hasTime
			? await source.poll(setup, saved, setup.maxItems - items.length)
			: { items: [], state: saved.state, isComplete: false };
		for (const item of polled.items) items.push(item);
		states[source.key] = { since: saved.since, state: polled.state };
		isComplete &&= polled.isComplete;
	}
	if (!isComplete)
		setup.context.logger.info(`${setup.kiamo.node.name}: more is to follow with the next poll`);
	return {
		items: items.map((item, at) => ({
			...item,
			...(start.restarted && at === 0 ? { restarted: true } : {}),
			...(isComplete ? {} : { moreToFollow: true }),
		})),
		scope: start.scope,
		clock: setup.clock.reading,
		sources: states,
	};
}

type Start = Omit<Saved, 'v'>;

/** What a poll starts from: what the last one saved, or what can be read of it, with a beginning for each new source. */
function startOf<Setup>(
	saved: Saved | undefined,
	unreadable: IDataObject | undefined,
	sources: Array<EventSource<Setup>>,
	scope: string,
): Start {
	const now = Date.now();
	const isOther = saved !== undefined && saved.scope !== scope;
	const lastPoll = saved?.clock?.n8n ?? findMoment(unreadable, ['n8n']) ?? now;
	let restarted = saved?.restarted === true || unreadable !== undefined;
	const entries = sources.map((source): [string, SavedSource] => {
		const { key } = source;
		const kept = isOther ? undefined : saved?.sources[key];
		if (kept ? kept.state === undefined || source.isState(kept.state) : !unreadable)
			return [key, kept ?? { since: now }];
		restarted = true;
		const written = kept ? kept.state : unreadable;
		return [key, { since: Math.min(lastPoll, now), state: source.recover?.(written) }];
	});
	return {
		turn: saved?.turn ?? 0,
		scope,
		clock: saved?.clock,
		restarted,
		sources: Object.fromEntries(entries),
	};
}

/** What a promise gives, or the error where it takes until after `end` (milliseconds, n8n's clock). */
async function endBy<Result>(end: number, promise: Promise<Result>, error: Error): Promise<Result> {
	const done = new AbortController();
	const late = sleep(Math.max(0, end - Date.now()), done.signal).then(
		() => Promise.reject(error),
		// Cancelled, as the promise was quicker.
		async () => await promise,
	);
	return await Promise.race([promise, late]).finally(() => done.abort());
}

async function sampleTrigger<Options extends CommonOptions, Setup extends PollSettings<Options>>(
	context: IPollFunctions,
	trigger: Trigger<Options, Setup>,
): Promise<INodeExecutionData[][] | null> {
	const setup = trigger.openSetup(await openPoll<Options>(context));
	const items: IDataObject[] = [];
	for (const source of trigger.sourcesOf(setup)) items.push(...(await source.sample(setup)));
	return items.length > 0 ? [items.map((json) => ({ json }))] : null;
}
