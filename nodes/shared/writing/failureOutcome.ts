import { toNodeError } from '../transport/errors';
import type { Failure } from '../transport/failure';
import type { Outcome, Run } from '../operation/operation';

/** The error of a write that failed; without a failure, it was not sent. */
export function failureOutcome({ context }: Run, item: number, failure: Failure | undefined): Outcome {
	if (!failure) return { notSent: true };
	return { error: toNodeError(context.getNode(), failure, item), mayHaveWritten: failure.mayHaveWritten };
}
