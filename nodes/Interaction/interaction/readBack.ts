import type { IDataObject } from 'n8n-workflow';

import { withLock } from '../../shared/writing/mutex';
import type { Kiamo } from '../../shared/transport/client';
import { addressOf } from '../../shared/transport/credential';
import { simplifyInteraction, type Interaction } from './simplify';

/**
 * What an interaction is after a change: as Kiamo answered or, where it did not say, as it reads back. Where that cannot
 * be read, at least its id, as the change itself succeeded.
 */
export async function interactionAfter(
	kiamo: Kiamo,
	interactionId: string,
	answered: Interaction | undefined,
	zone: string,
): Promise<IDataObject> {
	if (answered) return simplifyInteraction(answered, zone);
	const answer = await kiamo.attempt('getInteraction', { path: { interactionId } });
	return simplifyInteraction(answer.ok ? answer.data : { id: Number(interactionId) }, zone);
}

/** Does what several items want of one interaction one after the other, in the order of the items. */
export async function inInteractionsTurn<Result>(
	{ connection }: Kiamo,
	interactionId: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const address = addressOf(connection.credential, 'interaction');
	return await withLock(`${address} interaction ${interactionId}`, work);
}
