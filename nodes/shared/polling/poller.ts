import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { readSaved, saveState } from './pollState';

/** What a poll brought: the items to emit and what to know next time. */
export interface PollResult<State> {
	items: IDataObject[];
	state: State;
	/** Whether something is left for the next poll: each item says so. */
	isCapped?: boolean;
}

/** What a poll starts from. */
export interface PollStart<State> {
	/** What the last poll left; undefined when none has ended well yet. */
	saved?: State;
	/** When the trigger was first asked to poll, in milliseconds of n8n's clock; an outage may lie between. */
	firstPollAt: number;
	/** When to stop, in milliseconds of n8n's clock. */
	until: number;
}

/** Used where n8n gives no budget; the first poll of an activation has 84 seconds at the most. */
const longestPollMs = 60_000;
/** An outage is no news for a while: the next poll makes up for it. Then it is told, and again every hour. */
const quietOutageMs = 10 * 60_000;
const toldEveryMs = 60 * 60_000;

/** How long n8n may take to save what a poll emitted; what it has not saved by then is lost, and emitted again. */
const savingMs = 60_000;

const running = new Set<string>();
const emissions = new Map<string, { turn: number; at: number }>();
/** When each outage that lasts was last told, in milliseconds; at its beginning, so that it is told after a quiet while. */
const outages = new Map<string, { toldAt: number }>();

/**
 * Runs a poll of a trigger: hands it what it starts from, and saves the new state last, so that whatever fails before
 * leaves everything to the next poll. An outage of Kiamo never throws, as a throw in the poll of an activation would end
 * the trigger for good; what the user must mend does.
 */
export async function runPoll<State extends object>(
	context: IPollFunctions,
	poll: (start: PollStart<State>) => Promise<PollResult<State>>,
): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (running.has(key)) return null;
	const saved = readSaved<State>(context);
	// Two poll times that are due at once: the second was handed the state from before the first.
	const last = emissions.get(key);
	if (last && last.turn > (saved?.turn ?? 0) && Date.now() - last.at < savingMs) return null;
	running.add(key);
	const firstPollAt = saved?.firstPollAt ?? Date.now();
	try {
		const budget = Math.min(context.getPollBudgetMs?.() ?? longestPollMs, longestPollMs);
		const until = Date.now() + budget * 0.7;
		const { items, state, isCapped } = await poll({ saved: saved?.state, firstPollAt, until });
		outages.delete(key);
		// Another poll was quicker, perhaps in another process.
		if (readSaved(context)?.turn !== saved?.turn) return null;
		const turn = (saved?.turn ?? 0) + 1;
		saveState(context, { turn, firstPollAt, state });
		if (isCapped) context.logger.info(`${context.getNode().name}: there is more, the next poll brings it`);
		if (items.length === 0) return null;
		emissions.set(key, { turn, at: Date.now() });
		return [items.map((json) => ({ json: isCapped ? { ...json, moreToFollow: true } : json }))];
	} catch (error) {
		tellFailure(context, key, error);
		if (!saved) saveState(context, { turn: 0, firstPollAt });
		return null;
	} finally {
		running.delete(key);
	}
}

/** Throws what the user must mend; tells of an outage once it lasts. */
function tellFailure(context: IPollFunctions, key: string, error: unknown): void {
	const node = context.getNode();
	const told =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	if (told.context.isOutage !== true) throw told;

	const now = Date.now();
	const outage = outages.get(key) ?? { toldAt: now + quietOutageMs - toldEveryMs };
	outages.set(key, outage);
	context.logger.warn(`${node.name}: ${told.message}. The next poll makes up for it.`);
	if (now - outage.toldAt >= toldEveryMs) {
		outage.toldAt = now;
		context.__emitError(told);
	}
}
