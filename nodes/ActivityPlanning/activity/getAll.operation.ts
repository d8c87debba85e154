import type { INodeProperties } from 'n8n-workflow';

import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { activitiesOf } from './activitiesOf';
import { choices } from '../../../contract/generated/operations';

interface Filters {
	kinds?: string[];
	search?: string;
}

const properties: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
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
				description: 'Only activities whose name holds this text, in upper or lower case',
			},
		],
	},
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many kinds of activity',
	description: 'Retrieve the kinds of activity that can be planned: work, breaks, trainings, absences',
	properties,
	async execute(run, itemIndex) {
		const { kinds = [], search = '' } = run.read<Filters>('filters', itemIndex, {});
		const limit = readLimit(run, itemIndex);
		const text = search.trim().toLowerCase();
		const found = (await activitiesOf(run.kiamo)).filter(
			({ name, kind }) => (kinds.length === 0 || kinds.includes(kind)) && name.toLowerCase().includes(text),
		);
		return found.slice(0, limit).map((activity) => ({ ...activity }));
	},
};
