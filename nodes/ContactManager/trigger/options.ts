import type { INodeProperties } from 'n8n-workflow';

import { fieldChoice } from '../contact/fields';
import { contactFilters } from '../contact/filters';
import { ignoreMarkedChanges, type MarkFieldChoice } from '../contact/writeOptions';
import { optionsOf } from '../../shared/operation/properties';
import { feedOptions, type FeedOptions } from '../../shared/polling/settings';

/** What the user set under Options. */
export interface TriggerOptions extends FeedOptions {
	ignoreMarked?: MarkFieldChoice;
	watchFields?: { field?: Array<{ name: string }> };
}

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'For Contact Created and Contact Updated. Of a deleted contact, only the ID is known.',
	options: contactFilters,
};

export const options = optionsOf([
	ignoreMarkedChanges,
	...feedOptions('contacts'),
	{
		displayName: 'Only When These Fields Change',
		name: 'watchFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			'Passes over updates of other fields, and says in each item what changed. Short hashes of the 5,000 contacts seen last are kept to compare with; the first update of any other contact is emitted whatever it changed.',
		options: [{ displayName: 'Field', name: 'field', values: [fieldChoice] }],
	},
]);

/** The fields under Only When These Fields Change. */
export function watchedFields({ watchFields }: TriggerOptions): string[] {
	return (watchFields?.field ?? []).map(({ name }) => name).filter(Boolean);
}
