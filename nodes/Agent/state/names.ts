import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { pauseReasons } from '../../shared/lists/pauseReasons';
import type { Kiamo } from '../../shared/transport/client';
import { nameOf, type Agent } from '../agent/fields';
import type { AgentState } from './states';

/** Whether names stand beside the IDs of a state. */
export const addNames: INodeProperties = {
	displayName: 'Add Names',
	name: 'addNames',
	type: 'boolean',
	default: true,
	description:
		"Whether to add the agent's name and the name of the pause reason. It costs Kiamo up to two more requests.",
};

/** What stands beside a state with names. */
export const stateNames = { agent_name: 'string', pause_reason: 'string' } as const;

/** States with the names of their agents and pause reasons, null where Kiamo does not know them. */
export async function withNames(
	kiamo: Kiamo,
	states: AgentState[],
	agents: ReadonlyMap<string, Agent>,
	itemIndex: number,
): Promise<IDataObject[]> {
	const isPaused = states.some(({ pause_reason_id: reason }) => reason != null);
	const reasons = isPaused ? await pauseReasons(kiamo, itemIndex) : new Map<string, string>();
	return states.map(({ agent_id, state, ...rest }) => {
		const agent = agents.get(String(agent_id));
		return {
			agent_id,
			agent_name: agent ? nameOf(agent) : null,
			state,
			pause_reason: reasons.get(String(rest.pause_reason_id)) ?? null,
			...rest,
		};
	});
}
