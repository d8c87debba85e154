import type { IPollFunctions } from 'n8n-workflow';

import type { components } from '../../contract/generated/types';
import { toFilterQuery, type ContactFilters } from '../KiamoContactManager/contact/filters';
import { openKiamo, type Arguments, type Kiamo } from '../shared/kiamo/client';
import type { RequestOptions } from '../shared/kiamo/connection';
import { checkId } from '../shared/locator';
import { wholeNumber } from '../shared/numbers';
import { defaultMostItems, defaultOverlapMinutes, type TriggerOptions } from './options';

export type Contact = components['schemas']['Contact'];

/** What the user set, and the way to Kiamo, for one poll. */
export interface Setup {
	context: IPollFunctions;
	kiamo: Kiamo;
	args: Arguments<'listContacts'>;
	events: { created: boolean; updated: boolean; deleted: boolean };
	options: TriggerOptions;
	/** Milliseconds. */
	overlap: number;
	/** Items of one execution. */
	most: number;
	/** When to stop, in milliseconds of n8n's clock. */
	until: number;
}

/** Reads the parameters of the trigger and opens Kiamo; no wait for it goes beyond `until`. */
export async function openSetup(context: IPollFunctions, until = Infinity): Promise<Setup> {
	const kiamo = await openKiamo(context, context.getNodeParameter('requestOptions', {}) as RequestOptions);
	kiamo.connection.deadline = until;
	const base: unknown = context.getNodeParameter('base', undefined, { extractValue: true });
	const options = context.getNodeParameter('options', {}) as TriggerOptions;
	const events = context.getNodeParameter('events', []) as string[];
	const both = events.includes('createdOrUpdated');
	return {
		context,
		kiamo,
		args: {
			path: { baseId: checkId(context.getNode(), 'base', base) },
			query: toFilterQuery(context.getNodeParameter('filters', {}) as ContactFilters),
		},
		events: {
			created: both || events.includes('created'),
			updated: both || events.includes('updated'),
			deleted: events.includes('deleted'),
		},
		options,
		overlap: (options.overlap ?? defaultOverlapMinutes) * 60_000,
		most: wholeNumber('Max Items per Execution', options.mostItems ?? defaultMostItems),
		until,
	};
}
