import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { withLock } from '../../shared/writing/mutex';
import { guardOf } from '../../shared/writing/updateGuard';
import type { Answer } from '../../shared/transport/failure';
import type { Kiamo } from '../../shared/transport/client';
import { addressOf } from '../../shared/transport/credential';
import { simplifyInteraction, type Interaction } from '../../shared/operation/interactions';

/**
 * What an interaction is after a change: as Kiamo answered or, where it did not say, as it reads back. Where that cannot
 * be read, at least its id, as the change itself succeeded.
 */
export async function readBack(
	kiamo: Kiamo,
	interactionId: string,
	answered: Interaction | undefined,
	zone: string,
): Promise<IDataObject> {
	if (answered) return simplifyInteraction(answered, zone);
	const answer = await kiamo.attempt('getInteraction', { path: { interactionId } });
	return simplifyInteraction(answer.ok ? answer.data : { id: interactionId }, zone);
}

/** Changes an interaction. */
export async function updateInteraction(
	kiamo: Kiamo,
	interactionId: string,
	body: components['schemas']['InteractionChange'],
): Promise<Answer<Interaction | undefined>> {
	const path = { interactionId };
	const guard = await guardOf(kiamo, 'interaction', 'interactions');
	return await guard.send<Interaction>({
		sent: body,
		read: async () => await kiamo.attempt('getInteraction', { path }),
		send: async (values) => await kiamo.attempt('updateInteraction', { path, body: values }),
		valuesOf: ({ scheduled_date, agent_id, priority, userdata }) => ({
			scheduled_date,
			agent_id,
			priority,
			userdata: userdata ?? {},
		}),
		defaults: { priority: 5 },
	});
}

/** Does what several items want of one interaction one after the other, in the order of the items. */
export async function withInteractionLock<Result>(
	{ connection }: Kiamo,
	interactionId: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const address = addressOf(connection.credential, 'interaction');
	return await withLock(`${address} interaction ${interactionId}`, work);
}
