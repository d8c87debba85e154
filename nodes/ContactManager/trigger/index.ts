import type { Trigger } from '../../shared/polling/trigger';
import { changes } from './changes';
import { deletions } from './deletions';
import type { TriggerOptions } from './options';
import { openSetup, type Setup } from './setup';

/** The Kiamo Contact Manager Trigger. Deletions come last, as a contact that is emitted may be gone already. */
export const contactTrigger: Trigger<TriggerOptions, Setup> = {
	openSetup,
	scopeOf: ({ args }) => args.path.baseId,
	sourcesOf: ({ events }) => [
		...(events.created || events.updated ? [changes] : []),
		...(events.deleted ? [deletions] : []),
	],
};
