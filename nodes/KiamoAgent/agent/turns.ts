import { inTurn } from '../../shared/writing/turns';
import { addressOf } from '../../shared/kiamo/credential';
import type { Kiamo } from '../../shared/kiamo/client';

/** Does what several items want of one agent one after the other, in the order of the items. */
export async function inAgentsTurn<Result>(
	{ connection }: Kiamo,
	agentId: number | 'all',
	work: () => Promise<Result>,
): Promise<Result> {
	return await inTurn(`${addressOf(connection.credential, 'agent')} agent ${agentId}`, work);
}
