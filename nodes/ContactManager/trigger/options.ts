import type { INodeProperties } from 'n8n-workflow';

import { fieldChoice } from '../contact/fields';
import { contactFilters } from '../contact/filters';
import { ignoreMarkedChanges, type MarkFieldChoice } from '../contact/writeOptions';
import { optionsOf } from '../../shared/operation/properties';
import {
	eventsParameter,
	lookbackOption,
	maxItemsOption,
	startOptions,
	type FeedOptions,
} from '../../shared/polling/settings';

/** What the user set under Options. */
export interface TriggerOptions extends FeedOptions {
	ignoreMarked?: MarkFieldChoice;
	watchFields?: { field?: Array<{ name: string }> };
}

export const events = eventsParameter({
	default: ['createdOrUpdated'],
	options: [
		{ name: 'Contact Created', value: 'created' },
		{ name: 'Contact Created or Updated', value: 'createdOrUpdated' },
		{
			name: 'Contact Deleted',
			value: 'deleted',
			description:
				'Reads all contacts of the base at each poll: 2 requests for 1,000 contacts, and one for each that is missing. For up to 10,000 contacts.',
		},
		{ name: 'Contact Updated', value: 'updated' },
	],
});

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'For Contact Created and Contact Updated; only the ID of a deleted contact is known',
	options: contactFilters,
};

export const options = optionsOf([
	ignoreMarkedChanges,
	lookbackOption,
	maxItemsOption,
	{
		displayName: 'Only When These Fields Change',
		name: 'watchFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			'Ignore updates to other fields. Adds changedFields and changes to each item. Compares against the last 5,000 contacts; the first update of any other contact is emitted.',
		options: [{ displayName: 'Field', name: 'field', values: [fieldChoice] }],
	},
	...startOptions('contacts'),
]);

/** The fields under Only When These Fields Change. */
export function watchedFields({ watchFields }: TriggerOptions): string[] {
	return (watchFields?.field ?? []).map(({ name }) => name).filter(Boolean);
}
