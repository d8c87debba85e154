import type { Kiamo } from '../../shared/transport/client';
import type { Agent } from './fields';

/**
 * An agent after a write: as Kiamo answered, or else as it is read back. A write that succeeded is no failure, so where
 * that cannot be, it is what was known and written.
 */
export async function agentAfter(
	kiamo: Kiamo,
	agentId: number,
	answered: Agent | undefined,
	written: object,
): Promise<Agent> {
	if (answered) return answered;
	const answer = await kiamo.attempt('getAgent', { path: { agentId } });
	return answer.ok ? answer.data : ({ id: agentId, ...written } as Agent);
}
