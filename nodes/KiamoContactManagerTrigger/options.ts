import type { INodeProperties } from 'n8n-workflow';

import { fieldChoice } from '../KiamoContactManager/contact/fields';
import { contactFilters } from '../KiamoContactManager/contact/filters';
import { ignoreMarkedChanges, type MarkFieldChoice } from '../KiamoContactManager/contact/writeOptions';

/** What the user set under Options. */
export interface TriggerOptions {
	mostItems?: number;
	overlap?: number;
	startFrom?: 'date' | 'everything' | 'now';
	startDate?: string;
	ignoreMarked?: MarkFieldChoice;
	watchFields?: { field?: Array<{ name: string }> };
}

export const defaultMostItems = 1_000;
export const defaultOverlapMinutes = 2;

export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'For Contact Created and Contact Updated. Of a deleted contact, only the ID is known.',
	options: contactFilters,
};

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		ignoreMarkedChanges,
		{
			displayName: 'Max Items per Execution',
			name: 'mostItems',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: defaultMostItems,
			description:
				'When more has changed, the rest comes with the next polls, and each item says moreToFollow',
		},
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
		{
			displayName: 'Overlap (Minutes)',
			name: 'overlap',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: defaultOverlapMinutes,
			description: 'How late Kiamo may show a change that still is not missed',
		},
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description: 'For Start From: A Date',
		},
		{
			displayName: 'Start From',
			name: 'startFrom',
			type: 'options',
			default: 'now',
			description: 'Which changes to emit when the workflow is published for the first time',
			options: [
				{ name: 'A Date', value: 'date', description: 'Contacts changed since the start date' },
				{ name: 'Everything', value: 'everything', description: 'All contacts that are in the base' },
				{ name: 'Now', value: 'now', description: 'Only what changes from now on' },
			],
		},
	],
};

/** The fields under Only When These Fields Change. */
export function watchedFields({ watchFields }: TriggerOptions): string[] {
	return (watchFields?.field ?? []).map(({ name }) => name).filter(Boolean);
}
