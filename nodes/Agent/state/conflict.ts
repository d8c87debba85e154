import { NodeApiError } from 'n8n-workflow';

import type { Kiamo } from '../../shared/transport/client';
import { toNodeError } from '../../shared/transport/errors';
import type { Failure } from '../../shared/transport/failure';
import { inWords } from './states';

/** The error of a request that the state of its agent may conflict with; where it does, it names the state. */
export async function stateError(
	kiamo: Kiamo,
	failure: Failure,
	itemIndex: number,
	{ agentId, against, advice }: { agentId: string; against: Array<keyof typeof inWords>; advice: string },
): Promise<NodeApiError> {
	const error = toNodeError(kiamo.node, failure, itemIndex);
	const { cause } = failure;
	if (cause.kind !== 'refused' || cause.status !== 409) return error;
	const answer = await kiamo.attempt('getAgentState', { path: { agentId } });
	const state = answer.ok && against.find((each) => each === answer.data.state);
	if (!state) return error;
	error.message = `Agent ${agentId} is ${inWords[state]}, so Kiamo refused the request`;
	error.description = `${advice} Nothing was changed.`;
	return error;
}
