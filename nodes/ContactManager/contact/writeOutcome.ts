import type { Outcome, Run } from '../../shared/operation/operation';
import { failureOutcome } from '../../shared/writing/failureOutcome';
import type { SimplifyContact } from './simplify';
import type { ContactWrite } from './confirm';
import type { ContactResult } from './writer';

/** What an item puts out after its contact was written (just what was written, if Kiamo did not tell more), or its error. */
export function writeOutcome(
	run: Run,
	item: number,
	result: ContactResult,
	write: ContactWrite,
	simplify: SimplifyContact,
): Outcome {
	if (result.written) return { rows: [simplify(result.row ?? write)] };
	return failureOutcome(run, item, result.failure);
}
