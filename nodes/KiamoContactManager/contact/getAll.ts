import { tryToParseDateTime } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import type { Arguments } from '../../shared/kiamo/client';
import { listRows } from '../../shared/kiamo/pages';
import { readId } from '../../shared/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { baseLocator } from '../base/locator';
import { fieldsOf } from '../field/fieldsOf';
import { fieldChoice } from './fields';
import { simplify } from './get';
import { contactSimplifier } from './simplify';

interface Filters {
	createdSince?: string;
	fields?: { field?: Array<{ name: string; value: string }> };
	search?: string;
	updatedSince?: string;
}

const properties: INodeProperties[] = [
	baseLocator,
	...returnAllOrLimit,
	simplify,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Created Since',
				name: 'createdSince',
				type: 'dateTime',
				default: '',
				description: 'Only contacts created at this moment or later',
			},
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add Field',
				default: {},
				description:
					'Only contacts with this value in the field, in upper or lower case. Several values of one field: any of them; several fields: all of them.',
				options: [
					{
						displayName: 'Field',
						name: 'field',
						values: [fieldChoice, { displayName: 'Value', name: 'value', type: 'string', default: '' }],
					},
				],
			},
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				description: 'Only contacts that hold this text in any field',
			},
			{
				displayName: 'Updated Since',
				name: 'updatedSince',
				type: 'dateTime',
				default: '',
				description: 'Only contacts changed at this moment or later',
			},
		],
	},
];

export const getAll: ItemOperation = {
	properties,
	async execute(run, itemIndex) {
		const baseId = readId(run, 'base', itemIndex);
		const query = toQuery(run.read<Filters>('filters', itemIndex, {}), run.context.getTimezone());
		const limit = readLimit(run, itemIndex);
		const contacts = await listRows(
			run.kiamo,
			'listContacts',
			{ path: { baseId }, query },
			{ limit, itemIndex },
		);
		if (!run.read('simplify', itemIndex, true)) return contacts.map((contact) => ({ ...contact }));
		const fields = await fieldsOf(run.kiamo, baseId, itemIndex);
		return contacts.map(contactSimplifier(fields));
	},
};

function toQuery(filters: Filters, timezone: string): Arguments<'listContacts'>['query'] {
	const wanted = new Map<string, string[]>();
	for (const { name, value } of filters.fields?.field ?? []) {
		wanted.set(name, [...(wanted.get(name) ?? []), String(value)]);
	}
	return {
		q: filters.search?.trim() || undefined,
		filter: Object.fromEntries(wanted),
		created_from: toMoment('Created Since', filters.createdSince, timezone),
		updated_from: toMoment('Updated Since', filters.updatedSince, timezone),
	};
}

/** A moment as the contract wants it; one without an offset is in the time zone of the workflow. */
function toMoment(label: string, value: unknown, timezone: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const moment = parseMoment(value, timezone);
	if (moment) return moment;
	throw new RangeError(`${label} is not a date: "${String(value)}". Write it like 2026-03-01T08:30:00`);
}

function parseMoment(value: unknown, timezone: string): string | null {
	try {
		return tryToParseDateTime(value, timezone).toUTC().toISO();
	} catch {
		return null;
	}
}
