import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { components } from '../../contract/generated/types';
import { toFilterQuery, type ContactFilters } from '../KiamoContactManager/contact/filters';
import { contactSimplifier } from '../KiamoContactManager/contact/simplify';
import { fieldsOf } from '../KiamoContactManager/field/fieldsOf';
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
	events: string[];
	options: TriggerOptions;
	/** Milliseconds. */
	overlap: number;
	most: number;
}

/** Reads the parameters of the trigger and opens Kiamo; no wait for it goes beyond `until`, in milliseconds. */
export async function openSetup(context: IPollFunctions, until?: number): Promise<Setup> {
	const kiamo = await openKiamo(context, context.getNodeParameter('requestOptions', {}) as RequestOptions);
	kiamo.connection.deadline = until;
	const base: unknown = context.getNodeParameter('base', undefined, { extractValue: true });
	const options = context.getNodeParameter('options', {}) as TriggerOptions;
	return {
		context,
		kiamo,
		args: {
			path: { baseId: checkId(context.getNode(), 'base', base) },
			query: toFilterQuery(context.getNodeParameter('filters', {}) as ContactFilters),
		},
		events: context.getNodeParameter('events', []) as string[],
		options,
		overlap: (options.overlap ?? defaultOverlapMinutes) * 60_000,
		most: wholeNumber('Max Items per Execution', options.mostItems ?? defaultMostItems),
	};
}

/** Makes what the trigger puts out of a contact. */
export async function itemMaker(context: IPollFunctions, kiamo: Kiamo, baseId: string) {
	const isSimple = context.getNodeParameter('simplify', true) as boolean;
	const simplify = isSimple ? contactSimplifier(await fieldsOf(kiamo, baseId)) : undefined;
	return (contact: Contact, event: string): IDataObject => ({
		event,
		eventId: `${contact.id}|${contact.updated_at}`,
		contact: simplify ? simplify(contact) : { ...contact },
	});
}
