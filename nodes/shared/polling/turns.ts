import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { readSaved, save, type Saved } from './pollState';

type Output = INodeExecutionData[][] | null;

/** How long n8n may take to save what a poll emitted; what it has not saved by then is lost, and emitted again. */
const savingMs = 60_000;
/** No poll takes longer, so that one which hangs does not stop those that follow. */
const longestPollMs = 60_000;
/** What n8n says about the time of a poll in its own process; its scheduler gives less, and saves each poll by itself. */
const inProcessBudgetMs = 300_000;

interface End {
	saved: Saved | undefined;
	isQuiet: boolean;
}

const running = new Map<string, { began: number; end: Promise<End> }>();
const emissions = new Map<string, { turn: number; at: number }>();

/**
 * Lets one poll of a trigger run at a time in this process. `poll` is given what the last one saved, or what is readable of
 * it. A second poll that is due meanwhile emits nothing and takes over the state of the first, which n8n would save over
 * with the state from before. It does not where n8n saves each poll by itself and the first emitted: whether n8n saves
 * that is not known yet.
 */
export async function takeTurn(
	context: IPollFunctions,
	poll: (saved: Saved | undefined, unreadable: IDataObject | undefined) => Promise<Output>,
): Promise<Output> {
	const key = triggerKey(context);
	const before = running.get(key);
	if (before && Date.now() - before.began < longestPollMs) {
		const { saved: left, isQuiet } = await before.end;
		const isInProcess = (context.getPollBudgetMs?.() ?? inProcessBudgetMs) >= inProcessBudgetMs;
		const isNewer = left && left.turn > (readSaved(context).saved?.turn ?? 0);
		if (isNewer && (isInProcess || isQuiet)) save(context, left);
		return null;
	}
	const { saved, unreadable } = readSaved(context);
	// Two poll times that are due at once: the second was handed the state from before the first.
	const last = emissions.get(key);
	const isOld = last && last.turn > (saved?.turn ?? 0);
	if (isOld && Math.abs(Date.now() - last.at) < savingMs) return null;

	const polled = poll(saved, unreadable);
	const ended = polled.then(
		(output) => ({ saved: readSaved(context).saved, isQuiet: output === null }),
		() => ({ saved: readSaved(context).saved, isQuiet: true }),
	);
	const turn = { began: Date.now(), end: ended };
	running.set(key, turn);
	try {
		const output = await polled;
		const { saved: left } = await ended;
		if (output && left) emissions.set(key, { turn: left.turn, at: Date.now() });
		return output;
	} finally {
		if (running.get(key) === turn) running.delete(key);
	}
}

/** Names a trigger among all that run in this process. */
export function triggerKey(context: IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}
