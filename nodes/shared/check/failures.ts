import type { OperationId } from '../transport/client';
import { operationOf } from '../transport/contract';
import { isBusy, type Cause, type Failure } from '../transport/failure';
import type { Reply } from './asker';
import type { Finding } from './calls';

/** The failure of a reply where a later one may be another. */
export function outageOf(reply: Reply): Failure | undefined {
	if (!reply || !('cause' in reply)) return undefined;
	const { cause } = reply;
	const isOutage =
		cause.kind === 'refused'
			? isBusy(cause.status)
			: cause.kind === 'unreachable' || cause.kind === 'cancelled';
	return isOutage ? reply : undefined;
}

/** What a failure says about a server: it has no such path, the token may not, or it answers in another way. */
export function toFinding(id: OperationId, failure: Failure): Finding {
	const { cause } = failure;
	if (outageOf(failure)) {
		const isRefused = cause.kind === 'refused';
		const reason = isRefused
			? `The server had an outage, or wanted fewer requests (${cause.status}): run the check again.`
			: "The server didn't respond: run the check again.";
		return { verdict: 'notTried', differences: [], reason, failure: isRefused ? undefined : failure };
	}
	if (cause.kind !== 'refused') {
		const isElsewhere = cause.kind === 'redirected' || (cause.kind === 'unreadable' && cause.html);
		return { verdict: 'differs', differences: [sayCause(cause)], isElsewhere };
	}
	if ([401, 403].includes(cause.status))
		return { verdict: 'notAllowed', differences: [], reason: `Kiamo refused the token (${cause.status}).` };
	if ([404, 405, 501].includes(cause.status))
		return {
			verdict: 'missing',
			differences: [],
			reason: `The server has no ${operationOf(id).path} (${cause.status}).`,
			isOpen: cause.status === 404,
		};
	const what = cause.status < 500 ? 'refused the request' : 'returned an error';
	return { verdict: 'differs', differences: [`the server ${what} (${cause.status})`] };
}

function sayCause(cause: Exclude<Cause, { kind: 'refused' }>): string {
	switch (cause.kind) {
		case 'unreadable':
			return cause.html ? 'the answer is a web page' : 'the answer is not a JSON object or list';
		case 'redirected':
			return 'the server redirects the request';
		default:
			return 'the answer is larger than 256 MB';
	}
}
