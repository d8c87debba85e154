import { NodeApiError, type INode } from 'n8n-workflow';

import type { Failure } from './failure';
import { sentenceOf } from './sentences';

/**
 * Makes the error that n8n shows of a failed request. It is made of our own words: no header, so no token, is in it.
 * Its context tells the item and whether a write may have been carried out.
 */
export function toNodeError(node: INode, failure: Failure, itemIndex?: number): NodeApiError {
	const { message, description } = sentenceOf(failure);
	const httpCode = failure.cause.kind === 'refused' ? String(failure.cause.status) : undefined;
	const error = new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode, itemIndex, level: 'warning' },
	);
	error.context.mayHaveWritten = failure.mayHaveWritten;
	return error;
}
