import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { colorField, kindField, nameField, paidField, readColor } from './fields';
import { activityLocator } from './locator';

type ActivityChange = components['schemas']['ActivityChange'];

const properties: INodeProperties[] = [
	activityLocator,
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'Fields that are not given stay as they are; an empty color takes it away',
		options: [colorField, kindField, nameField, paidField],
	},
];

export const update: ItemOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update kind of activity',
	description: 'Change the name, kind, color or pay of a kind of activity',
	properties,
	writes: true,
	async execute(run, itemIndex) {
		const activityId = readId(run, 'activity', itemIndex);
		const body = { ...run.read<ActivityChange>('updateFields', itemIndex, {}) };
		if (Object.keys(body).length === 0) throw new RangeError('No field to update is given');
		if (body.color !== undefined) body.color = readColor(body.color);
		if (body.name?.trim() === '') throw new RangeError('Name is empty');
		const activity = await run.kiamo.call('updateActivity', { path: { activityId }, body }, itemIndex);
		return { ...(activity ?? { id: activityId, ...body }) };
	},
};
