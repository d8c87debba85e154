import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../shared/operation/operation';
import { fold } from '../../shared/lists/locator';
import { Filters } from '../../shared/operation/filters';
import { filtersOf, readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { activitiesOf } from './activitiesOf';
import { choices } from '../../../contract/generated/operations';

const filters: INodeProperties[] = [
	{
		displayName: 'Kinds',
		name: 'kinds',
		type: 'multiOptions',
		default: [],
		description: 'Only activities of these kinds',
		options: choices.ActivityKind,
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		description: 'Only activities whose name contains this text, ignoring case',
	},
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many kinds of activity',
	description: 'Retrieve the kinds of activity that can be planned: work, breaks, trainings, absences',
	output: { row: 'Activity' },
	properties: [...returnAllOrLimit, filtersOf(filters)],
	async execute(run, itemIndex) {
		const given = new Filters(run, itemIndex, filters);
		const kinds = given.list('kinds');
		const text = fold(given.text('search') ?? '');
		const limit = readLimit(run, itemIndex);
		const found = (await activitiesOf(run.kiamo)).filter(
			({ name, kind }) => (kinds.length === 0 || kinds.includes(kind)) && fold(name ?? '').includes(text),
		);
		return found.slice(0, limit).map((activity) => ({ ...activity }));
	},
};
