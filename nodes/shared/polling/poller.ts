import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** What a poll brought: the items to emit and what to know next time. */
export interface PollResult<State> {
	items: IDataObject[];
	state: State;
}

/** What n8n saves of a trigger. `turn` counts the polls, to notice one that was quicker. */
interface Saved<State> {
	turn: number;
	state: State;
}

/** Used where n8n gives no budget; the first poll of an activation has 84 seconds at the most. */
const longestPollMs = 60_000;
/** An outage is no news for a while: the next poll makes up for it. Then it is told, and again every hour. */
const quietOutageMs = 10 * 60_000;
const toldEveryMs = 60 * 60_000;

const running = new Set<string>();
/** For n8n's durable cursors, which do not keep the state of the poll that an activation makes. */
const latest = new Map<string, Saved<unknown>>();
const outages = new Map<string, { since: number; toldAt: number }>();

/**
 * Runs a poll of a trigger: hands it the saved state and the moment to stop at, and saves the new state last, so that
 * whatever fails before leaves everything to the next poll. An outage of Kiamo never throws, as a throw in the poll of an
 * activation would end the trigger for good; what the user must mend does.
 */
export async function runPoll<State extends object>(
	context: IPollFunctions,
	poll: (saved: State | undefined, until: number) => Promise<PollResult<State>>,
): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (running.has(key)) return null;
	running.add(key);
	try {
		const saved = read<State>(context, key);
		const budget = Math.min(context.getPollBudgetMs?.() ?? longestPollMs, longestPollMs);
		const { items, state } = await poll(saved?.state, Date.now() + budget * 0.7);
		outages.delete(key);
		if (read(context, key)?.turn !== saved?.turn) return null;
		write(context, key, { turn: (saved?.turn ?? 0) + 1, state });
		return items.length > 0 ? [items.map((json) => ({ json }))] : null;
	} catch (error) {
		return handleFailure(context, key, error);
	} finally {
		running.delete(key);
	}
}

function read<State>(context: IPollFunctions, key: string): Saved<State> | undefined {
	const { poll } = context.getWorkflowStaticData('node') as { poll?: Saved<State> };
	return poll ?? (latest.get(key) as Saved<State> | undefined);
}

function write(context: IPollFunctions, key: string, saved: Saved<unknown>): void {
	// n8n notices a change of the first level only.
	context.getWorkflowStaticData('node').poll = saved as unknown as IDataObject;
	latest.set(key, saved);
}

function handleFailure(context: IPollFunctions, key: string, error: unknown): null {
	const node = context.getNode();
	const told =
		error instanceof NodeApiError || error instanceof NodeOperationError
			? error
			: new NodeOperationError(node, error instanceof Error ? error : String(error));
	if (told.context.isOutage !== true) throw told;

	const now = Date.now();
	const outage = outages.get(key) ?? { since: now, toldAt: now + quietOutageMs - toldEveryMs };
	outages.set(key, outage);
	context.logger.warn(`${node.name}: ${told.message}. The next poll makes up for it.`);
	if (now - outage.toldAt >= toldEveryMs) {
		outage.toldAt = now;
		context.__emitError(told);
	}
	return null;
}
