import { operations, type Operation } from '../../../contract/generated/operations';
import { isBusy, isMissing, isTlsProblem, type Failure, type KiamoRequest } from './failure';

const tries = 4;
const firstWaitMs = 300;
const longestWaitMs = 60_000;

/**
 * How long to wait before a failed request is sent again, in milliseconds; undefined when it must not be.
 * A POST is sent again only when Kiamo surely did nothing with it.
 * `attempt` counts from 1, `random` is in [0, 1).
 */
export function waitBeforeRetry(
	failure: Failure,
	attempt: number,
	random = Math.random(),
): number | undefined {
	if (attempt >= tries || !isPassing(failure)) return undefined;
	if (failure.request.method === 'POST' && failure.mayHaveWritten) return undefined;
	const asked = failure.cause.kind === 'refused' ? failure.cause.retryAfterMs : undefined;
	const backoff = firstWaitMs * 2 ** (attempt - 1) * (1 + random / 2);
	return Math.min(asked ?? backoff, longestWaitMs);
}

/** True when the same request may well succeed a moment later. */
export function isPassing({ cause }: Failure): boolean {
	switch (cause.kind) {
		case 'refused':
			return isBusy(cause.status);
		case 'unreachable':
			return !isTlsProblem(cause);
		case 'unreadable':
			return !cause.html;
		default:
			return false;
	}
}

/**
 * True when what a DELETE was sent for is gone, after the answer to an earlier try got lost: it was carried out. Where the
 * contract says that the row stays, or does not have the call, this proves nothing: it may never have been there.
 */
export function isGone(failure: Failure): boolean {
	if (failure.request.method !== 'DELETE' || !isMissing(failure)) return false;
	const operation = operationOf(failure.request);
	return operation !== undefined && !operation.keepsRow;
}

/** The operation of the contract that a request does, by its path. */
function operationOf({ api, method, path }: KiamoRequest): Operation | undefined {
	const fits = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
	return Object.values<Operation>(operations).find(
		(operation) => operation.api === api && operation.method === method && fits(operation.path),
	);
}
