import type { IDataObject } from 'n8n-workflow';

import type { Outcome, Run } from '../shared/operation/operation';
import type { WriteResult } from '../shared/writing/arrayWriter';
import { failureOutcome } from '../shared/writing/failureOutcome';

/** What an item puts out after its row was written (what was sent, if Kiamo did not tell more), or its error. */
export function writtenOutcome<Write extends object, Row extends object>(
	run: Run,
	item: number,
	result: WriteResult<Row>,
	sent: Write,
	toRow: (row: Write | Row) => IDataObject,
): Outcome {
	if (!result.written) return failureOutcome(run, item, result.failure);
	return { rows: [toRow(result.row ?? sent)] };
}
