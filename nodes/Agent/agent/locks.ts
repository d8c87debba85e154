import { withLock } from '../../shared/writing/mutex';
import { addressOf } from '../../shared/transport/credential';
import type { Kiamo } from '../../shared/transport/client';

/** Does what several items want of one agent one after the other, in the order of the items. */
export async function inAgentsTurn<Result>(
	{ connection }: Kiamo,
	agentId: number | 'all',
	work: () => Promise<Result>,
): Promise<Result> {
	return await withLock(`${addressOf(connection.credential, 'agent')} agent ${agentId}`, work);
}
