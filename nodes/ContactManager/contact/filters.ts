import type { INodeProperties } from 'n8n-workflow';

import { readFilterText } from '../../shared/operation/filters';
import type { Arguments } from '../../shared/transport/client';
import { isBlank } from '../../shared/values/text';
import { fieldChoice } from './fields';

/** What the filters hold that name contacts by their values. */
export interface ContactFilters {
	fields?: { field?: Array<{ name: string; value: unknown }> };
	search?: unknown;
}

/** The filters by value, for lists of contacts and for triggers. */
export const contactFilters: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		description:
			'Only contacts with this value in the field, ignoring case. Several values for one field: any of them. Several fields: all of them.',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					fieldChoice,
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'The complete value of the field',
					},
				],
			},
		],
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Only contacts that contain this text in any field',
	},
];

/**
 * The query that these filters make. Throws a RangeError, with the filter, for one without a value: it would find
 * contacts that nobody asked for.
 */
export function toFilterQuery(filters: ContactFilters): NonNullable<Arguments<'listContacts'>['query']> {
	const wanted = new Map<string, string[]>();
	for (const { name, value } of filters.fields?.field ?? []) {
		if (isBlank(name))
			throw new RangeError('Choose a field for each filter under Fields, or remove the filter');
		wanted.set(name, [...(wanted.get(name) ?? []), readFilterText(name, value)]);
	}
	const q = 'search' in filters ? readFilterText('Search', filters.search) : undefined;
	return { q, filter: Object.fromEntries(wanted) };
}
