import { toNodeError } from '../../shared/transport/errors';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { interactionLocator } from './locator';

export const cancel: ItemOperation = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel callback or other interaction',
	description: 'Cancel a callback or another interaction that is scheduled or waiting',
	properties: [interactionLocator],
	writes: true,
	async execute(run, itemIndex) {
		const interactionId = readId(run, 'interaction', itemIndex);
		const path = { interactionId };
		const answer = await run.kiamo.attempt('cancelInteraction', { path });
		if (answer.ok) return { cancelled: true, id: interactionId };
		// The answer to an earlier try may have got lost, so that the next met one that was canceled already.
		const now = answer.failure.mayHaveWritten ? await run.kiamo.attempt('getInteraction', { path }) : answer;
		if (now.ok && now.data?.status === 'cancelled') return { cancelled: true, id: interactionId };
		throw toNodeError(run.context.getNode(), answer.failure, itemIndex);
	},
};
