import type { components } from '../../../contract/generated/types';
import { toFilterQuery, type ContactFilters } from '../contact/filters';
import type { Arguments } from '../../shared/transport/client';
import { checkId } from '../../shared/lists/locator';
import { readList } from '../../shared/values/lists';
import type { PollSettings } from '../../shared/polling/settings';
import type { TriggerOptions } from './options';

export type Contact = components['schemas']['Contact'];

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup extends PollSettings<TriggerOptions> {
	args: Arguments<'listContacts'>;
	events: { created: boolean; updated: boolean; deleted: boolean };
	/** IDs of contacts that this poll emits as created or updated. */
	emittedIds: Set<string>;
}

/** Reads the parameters of the trigger. */
export function openSetup(settings: PollSettings<TriggerOptions>): Setup {
	const { context } = settings;
	const base: unknown = context.getNodeParameter('base', undefined, { extractValue: true });
	const events = readList('Events', context.getNodeParameter('events', []));
	const both = events.includes('createdOrUpdated');
	return {
		...settings,
		args: {
			path: { baseId: checkId(context.getNode(), 'base', base) },
			query: toFilterQuery(context.getNodeParameter('filters', {}) as ContactFilters),
		},
		events: {
			created: both || events.includes('created'),
			updated: both || events.includes('updated'),
			deleted: events.includes('deleted'),
		},
		emittedIds: new Set(),
	};
}
