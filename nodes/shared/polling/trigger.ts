import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { timeoutError } from './deadline';
import type { EventSource } from './eventSource';
import { readSaved, save, type Saved, type SavedSource } from './pollState';
import { openPoll, type CommonOptions, type PollSettings } from './settings';
import { isSameStart, startOf, type Start } from './start';
import { takeTurn, triggerKey } from './turns';

/** A polling trigger: what its user set, and what it watches for that. */
export interface Trigger<Options extends CommonOptions, Setup extends PollSettings<Options>> {
	/** Reads the parameters; sends no request. */
	openSetup(settings: PollSettings<Options>): Setup;
	/** What is read, such as a base: another one starts again, whereas other filters go on. */
	scopeOf?(setup: Setup): string;
	sourcesOf(setup: Setup): Array<EventSource<Setup>>;
}

/** Used where n8n gives no budget; the first poll of an activation has 84 seconds at most. */
const maxBudgetMs = 60_000;
/** A short outage is not reported: the next poll catches up. A longer one is, and again every hour. */
const quietMs = 10 * 60_000;
const repeatMs = 60 * 60_000;

/** When each outage that lasts was last reported, in milliseconds; set so that the first report comes after the quiet time. */
const outages = new Map<string, { reportedAt: number }>();

/**
 * Polls a trigger: lets each of its sources read what is new, and saves the new state last, so that whatever fails before
 * leaves everything to the next poll. An outage of Kiamo never throws, as an error in the poll of an activation would end
 * the trigger permanently; what the user must correct does.
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
			const { items, ...next } = await endBy(end, poll, () => timeoutError(setup.kiamo));
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
		const { since } = saved;
		let { state } = saved;
		const poll = async () => {
			const polled = await source.poll(setup, { since, state }, setup.maxItems - items.length);
			for (const item of polled.items) items.push(item);
			state = polled.state;
			isComplete &&= polled.isComplete;
		};
		const isFirst = state === undefined;
		if (isFirst || Date.now() < setup.until) await poll();
		else isComplete = false;
		// It began earlier, and nothing was saved since: n8n may never save a poll that only takes its bearings.
		if (isFirst && state !== undefined && setup.clock.newFrom(since) < Infinity) await poll();
		states[source.key] = { since, state };
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

/** What a promise gives; throws the error where that takes until after `end` (milliseconds, n8n's clock). */
async function endBy<Result>(end: number, promise: Promise<Result>, error: () => Error): Promise<Result> {
	const timeUp = AbortSignal.timeout(Math.max(0, end - Date.now()));
	let stop = () => {};
	const late = new Promise<never>((_, reject) => {
		stop = () => reject(error());
		timeUp.addEventListener('abort', stop);
	});
	return await Promise.race([promise, late]).finally(() => timeUp.removeEventListener('abort', stop));
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

/** Notes that a poll ended well. */
function endOutage(context: IPollFunctions): void {
	outages.delete(triggerKey(context));
}

/** Throws what the user must correct; reports an outage of Kiamo once it lasts. */
function reportFailure(context: IPollFunctions, failure: unknown): void {
	const node = context.getNode();
	const error =
		failure instanceof NodeApiError || failure instanceof NodeOperationError
			? failure
			: new NodeOperationError(node, failure instanceof Error ? failure : String(failure));
	if (error.context.isOutage !== true) throw error;

	const now = Date.now();
	const outage = outages.get(triggerKey(context)) ?? { reportedAt: now + quietMs - repeatMs };
	outages.set(triggerKey(context), outage);
	context.logger.warn(`${node.name}: ${error.message}. The next poll will catch up.`);
	if (now - outage.reportedAt >= repeatMs) {
		outage.reportedAt = now;
		context.__emitError(error);
	}
}
