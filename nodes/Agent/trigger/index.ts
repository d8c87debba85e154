import type { CommonOptions } from '../../shared/polling/settings';
import type { Trigger } from '../../shared/polling/trigger';
import { agentChanges } from './agentChanges';
import { longStates } from './longStates';
import { openSetup, type Setup } from './setup';
import { stateChanges } from './stateChanges';

/** The Kiamo Agent Trigger. */
export const agentTrigger: Trigger<CommonOptions, Setup> = {
	openSetup,
	sourcesOf: (setup) => [
		...(setup.stateEvents.length > 0 ? [stateChanges] : []),
		...(setup.watchesLongStates ? [longStates] : []),
		...(setup.agentEvents.length > 0 ? [agentChanges] : []),
	],
};
