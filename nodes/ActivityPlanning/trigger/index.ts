import type { Trigger } from '../../shared/polling/trigger';
import { changes } from './changes';
import { deletions } from './deletions';
import { offPlan } from './offPlan';
import { openSetup, type Setup, type TriggerOptions } from './setup';
import { startingSoon } from './startingSoon';

/** The Kiamo Activity Planning Trigger. Deletions follow changes, as a slot that is emitted may be gone already. */
export const planningTrigger: Trigger<TriggerOptions, Setup> = {
	openSetup,
	sourcesOf: ({ events }) => [
		...(events.has('created') || events.has('updated') ? [changes] : []),
		...(events.has('deleted') ? [deletions] : []),
		...(events.has('startingSoon') ? [startingSoon] : []),
		...(events.has('offPlan') || events.has('backOnPlan') ? [offPlan] : []),
	],
};
