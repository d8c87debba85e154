import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/** What n8n keeps of a trigger between two polls. */
export interface Saved<State> {
	/** Counts the polls: the higher is the later, and a poll that was quicker shows. */
	turn: number;
	/** When the trigger was first asked to poll, in milliseconds of n8n's clock. */
	firstPollAt: number;
	/** Undefined while no poll has ended well. */
	state?: State;
}

/** What n8n says of the time of a poll unless its cursors are durable; nothing else tells the two apart. */
const defaultBudgetMs = 300_000;

/**
 * What the last poll saved. n8n has two places for it: the node's own data, which durable cursors commit together with
 * the execution, and the data of the workflow, which survives a rename of the node and a first poll without output.
 */
export function readSaved<State>(context: IPollFunctions): Saved<State> | undefined {
	const { poll } = context.getWorkflowStaticData('node') as { poll?: Saved<State> };
	const shared = context.getWorkflowStaticData('global')[keyOf(context)] as Saved<State> | undefined;
	return (poll?.turn ?? -1) >= (shared?.turn ?? -1) ? poll : shared;
}

/** Saves what the next poll starts from, in the place that holds where we are. n8n notices a change of the first level only. */
export function saveState(context: IPollFunctions, saved: Saved<object>): void {
	const data = saved as unknown as IDataObject;
	const own = context.getWorkflowStaticData('node');
	const isDurable = (context.getPollBudgetMs?.() ?? defaultBudgetMs) !== defaultBudgetMs;
	if (isDurable || own.poll) own.poll = data;
	else context.getWorkflowStaticData('global')[keyOf(context)] = data;
}

function keyOf(context: IPollFunctions): string {
	return `n8n-nodes-kiamo:${context.getNode().id}`;
}
