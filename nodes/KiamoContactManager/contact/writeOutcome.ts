import { toNodeError } from '../../shared/kiamo/errors';
import type { Outcome, Run } from '../../shared/operation/operation';
import type { SimplifyContact } from './simplify';
import type { ContactWrite } from './sync/confirm';
import type { WriteResult } from './sync/writer';

/** What an item puts out after its contact was written (just what was written, if Kiamo did not tell more), or its error. */
export function writeOutcome(
	run: Run,
	item: number,
	result: WriteResult,
	write: ContactWrite,
	simplify: SimplifyContact,
): Outcome {
	if (result.written) return { rows: [simplify(result.contact ?? write)] };
	return failureOutcome(run, item, result.failure);
}

/** The error of a write that failed; without a failure, it was not sent. */
export function failureOutcome({ context }: Run, item: number, failure: WriteFailure): Outcome {
	if (!failure) return { notSent: true };
	return { error: toNodeError(context.getNode(), failure, item), mayHaveWritten: failure.mayHaveWritten };
}

type WriteFailure = Extract<WriteResult, { written: false }>['failure'];
