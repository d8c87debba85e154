import { KiamoAgent } from '../../nodes/Agent/KiamoAgent.node';
import type { Simulator } from '../../simulator';
import { operationsOf } from '../support/operations';

export const node = new KiamoAgent();

/** Runs an operation of the node, named `resource.operation`, on a simulator. */
export const run = operationsOf(node);

/** The agents of a simulator as they are, by login. */
export const byLogin = (simulator: Simulator) =>
	new Map(simulator.centre.agents.all().map((agent) => [agent.login, agent]));
