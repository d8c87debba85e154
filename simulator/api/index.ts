import { activityPlanning } from './activityPlanning';
import { agent } from './agent';
import { agentState } from './agentState';
import { contactManager } from './contactManager';
import type { Handlers } from '../contract';
import { interaction } from './interaction';
import { supervision } from './supervision';

/** What answers each operation of the contract, by its operationId. */
export const handlers: Handlers = {
	...activityPlanning,
	...agent,
	...agentState,
	...contactManager,
	...interaction,
	...supervision,
};
