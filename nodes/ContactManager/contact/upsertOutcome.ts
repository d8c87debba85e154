import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import type { SimplifyContact } from './simplify';
import type { SyncResult } from './sync';
import { failureOutcome } from '../../shared/writing/failureOutcome';

/** What Create or Update puts out for an item. */
export function toOutcome(
	run: Run,
	item: number,
	result: SyncResult,
	simplify: SimplifyContact,
	dryRun: boolean,
): Outcome {
	switch (result.status) {
		case 'failed':
			return failedOutcome(run, item, result);
		case 'skipped': {
			const entry = 'entry' in result ? result.entry : undefined;
			const contact = entry ? simplify(entry) : null;
			const { status, reason } = result;
			return { rows: [{ status, reason, id: entry?.id ?? null, changedFields: [], contact }] };
		}
		default: {
			const { status, entry, changedFields } = result;
			const row: IDataObject = {
				status,
				id: entry.id ?? null,
				changedFields,
				contact: simplify(entry),
			};
			return { rows: [dryRun ? { ...row, dryRun } : row] };
		}
	}
}

function failedOutcome(run: Run, item: number, result: Extract<SyncResult, { status: 'failed' }>): Outcome {
	if (result.reason === 'write') return failureOutcome(run, item, result.failure);
	const [message, description] =
		result.reason === 'noKey'
			? [
					'None of the fields to match on is filled',
					'Fill one of them, or choose under If No Match Field Is Filled what to do with such items.',
				]
			: [
					`${result.ids?.length} contacts match: ${result.ids?.slice(0, 5).join(', ')}`,
					'Merge them in Kiamo, match on a field that only one person has, or choose under If Several Contacts Match which one to update.',
				];
	return { error: new NodeOperationError(run.context.getNode(), message, { itemIndex: item, description }) };
}
