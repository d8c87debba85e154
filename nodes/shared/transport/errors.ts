import { NodeApiError, type Failure as DeclaredFailure, type INode } from 'n8n-workflow';

import { isTlsProblem, type Cause, type Failure } from './failure';
import { sentenceOf } from './sentences';

/**
 * Makes the error that n8n shows of a failed request. It is made of our own words: no header, so no token, is in it.
 * Its context has the item, whether a write may have been carried out, and whether only time can help.
 */
export function toNodeError(node: INode, failure: Failure, itemIndex?: number): NodeApiError {
	const { message, description } = sentenceOf(failure);
	const httpCode = failure.cause.kind === 'refused' ? String(failure.cause.status) : undefined;
	const error = new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode, itemIndex, level: 'warning', failure: declare(failure.cause) },
	);
	error.context.mayHaveWritten = failure.mayHaveWritten;
	error.context.isOutage = isOutage(failure.cause);
	return error;
}

/** The failure as n8n classes it: by this, durable cursors tell how long to leave a trigger alone. */
function declare(cause: Cause): DeclaredFailure {
	if (isOutage(cause)) {
		return cause.kind === 'refused'
			? {
					cause: cause.status === 429 ? 'rate-limited' : 'temporarily-unavailable',
					retryAfterMs: cause.retryAfterMs,
				}
			: { cause: 'temporarily-unavailable' };
	}
	const isToken = cause.kind === 'refused' && cause.status === 401;
	return { cause: isToken ? 'credential-invalid' : 'configuration-invalid' };
}

/** True when Kiamo, or the way to it, is at fault for the moment; false when the user must change something. */
function isOutage(cause: Cause): boolean {
	if (cause.kind === 'refused') return cause.status >= 500 || cause.status === 429;
	return !isTlsProblem(cause) && !['redirected', 'overwritten'].includes(cause.kind);
}
