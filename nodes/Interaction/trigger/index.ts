import type { Trigger } from '../../shared/polling/trigger';
import { callbacks } from './callbacks';
import { changes, feedEvents } from './changes';
import type { TriggerOptions } from './options';
import { openSetup, type Setup } from './setup';
import { waiting } from './waiting';

/** The Kiamo Interaction Trigger. What waits for somebody comes first, where not all has room. */
export const interactionTrigger: Trigger<TriggerOptions, Setup> = {
	openSetup,
	sourcesOf: ({ events }) => [
		...(events.has('waitingLongerThan') ? [waiting] : []),
		...(events.has('callbackDueSoon') ? [callbacks] : []),
		...(feedEvents.some((event) => events.has(event)) ? [changes] : []),
	],
};
