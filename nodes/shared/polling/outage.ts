import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IPollFunctions } from 'n8n-workflow';

/** A short outage is not reported: the next poll catches up. A longer one is, and again every hour. */
const quietMs = 10 * 60_000;
const repeatMs = 60 * 60_000;

/** When each outage that lasts was last reported, in milliseconds; set so that the first report comes after the quiet time. */
const outages = new Map<string, { reportedAt: number }>();

/** Notes that a poll ended well. */
export function endOutage(context: IPollFunctions): void {
	outages.delete(keyOf(context));
}

/** Throws what the user must correct; reports an outage of Kiamo once it lasts. */
export function reportFailure(context: IPollFunctions, failure: unknown): void {
	const node = context.getNode();
	const error =
		failure instanceof NodeApiError || failure instanceof NodeOperationError
			? failure
			: new NodeOperationError(node, failure instanceof Error ? failure : String(failure));
	if (error.context.isOutage !== true) throw error;

	const now = Date.now();
	const outage = outages.get(keyOf(context)) ?? { reportedAt: now + quietMs - repeatMs };
	outages.set(keyOf(context), outage);
	context.logger.warn(`${node.name}: ${error.message}. The next poll will catch up.`);
	if (now - outage.reportedAt >= repeatMs) {
		outage.reportedAt = now;
		context.__emitError(error);
	}
}

function keyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id}:${context.getNode().id}`;
}
