import { requestFor, type Arguments, type Kiamo, type OperationId, type Result } from '../transport/client';
import { failed, type Answer } from '../transport/failure';

/** The operations of the contract that create rows from an array. */
export type CreateId = {
	[Id in OperationId]: Arguments<Id> extends { body: unknown[] }
		? Result<Id> extends unknown[]
			? Id
			: never
		: never;
}[OperationId];

/** Creates rows. An answer that does not name each of them is a failure: it is not known what was created. */
export async function createRows<Id extends CreateId>(
	kiamo: Kiamo,
	id: Id,
	args: Arguments<Id> & { body: unknown[] },
): Promise<Answer<Result<Id>>> {
	const answer = await kiamo.attempt(id, args);
	if (!answer.ok) return answer;
	const rows: unknown = answer.data;
	if (Array.isArray(rows) && rows.length === args.body.length) return answer;
	return failed(requestFor(id, args), { kind: 'unreadable', html: false });
}
