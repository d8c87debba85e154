import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readYesNo } from '../../shared/values/numbers';
import { isBlank, readText } from '../../shared/values/text';
import { colorField, kindField, nameField, paidField, readColor, readName } from './fields';
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
	output: { row: 'Activity' },
	properties,
	writes: true,
	async execute(run, itemIndex) {
		const activityId = readId(run, 'activity', itemIndex);
		const body = readChange(run.read('updateFields', itemIndex, {}));
		const activity = await run.kiamo.call('updateActivity', { path: { activityId }, body }, itemIndex);
		return { ...(activity ?? { id: activityId, ...body }) };
	},
};

function readChange(given: Record<string, unknown>): ActivityChange {
	if (Object.keys(given).length === 0) throw new RangeError('No field to update is given');
	const change: ActivityChange = {};
	if ('name' in given) change.name = readName(given.name);
	if (!isBlank(given.kind)) change.kind = readText('Kind', given.kind) as ActivityChange['kind'];
	if ('color' in given) change.color = readColor(given.color);
	if (given.paid === false || !isBlank(given.paid)) change.paid = readYesNo('Paid', given.paid);
	return change;
}
