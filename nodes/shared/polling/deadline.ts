import { NodeOperationError } from 'n8n-workflow';

import type { Arguments, Kiamo, OperationId } from '../transport/client';

/**
 * Kiamo for one poll: no request starts and no wait ends after `until` (milliseconds, n8n's clock), however long a list is.
 * A request that would start later throws an error that counts as an outage.
 */
export function limitTime(kiamo: Kiamo, until: number): Kiamo {
	const check = () => {
		if (Date.now() > until) throw timeoutError(kiamo);
	};
	kiamo.connection.deadline = until;
	return {
		...kiamo,
		async attempt<Id extends OperationId>(id: Id, args: Arguments<Id>) {
			check();
			return await kiamo.attempt(id, args);
		},
		async call<Id extends OperationId>(id: Id, args: Arguments<Id>, itemIndex?: number) {
			check();
			return await kiamo.call(id, args, itemIndex);
		},
	};
}

/** The error of a poll that Kiamo did not let come to its end in time; an outage, as the next poll may. */
export function timeoutError({ node }: Pick<Kiamo, 'node'>): NodeOperationError {
	const error = new NodeOperationError(node, 'Kiamo took too long to answer', {
		description: 'The poll was stopped. The next poll starts from the same point.',
		level: 'warning',
	});
	error.context.isOutage = true;
	return error;
}
