import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { readId } from '../../shared/lists/locator';
import type { Kiamo } from '../../shared/transport/client';
import { toNodeError } from '../../shared/transport/errors';
import type { Answer } from '../../shared/transport/failure';
import { guardOf } from '../../shared/writing/updateGuard';
import type { Activity } from './activitiesOf';
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
		description: "Fields you don't add keep their value. An empty color removes it.",
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
		const answer = await updateActivity(run.kiamo, activityId, body);
		if (!answer.ok) throw toNodeError(run.context.getNode(), answer.failure, itemIndex);
		return { ...(answer.data ?? { id: activityId, ...body }) };
	},
};

async function updateActivity(
	kiamo: Kiamo,
	activityId: string,
	sent: ActivityChange,
): Promise<Answer<Partial<Activity> | undefined>> {
	const guard = await guardOf(kiamo, 'activityPlanning', 'activities');
	return await guard.send<Partial<Activity>>({
		sent: { ...sent },
		async read() {
			const list = await kiamo.attempt('listActivities', {});
			if (!list.ok) return list;
			return { ok: true, data: list.data.data.find((one) => one?.id === activityId) ?? {} };
		},
		send: async (body) => await kiamo.attempt('updateActivity', { path: { activityId }, body }),
		valuesOf: ({ name, kind, paid, color }) => ({ name, kind, paid, color }),
		defaults: { paid: true },
	});
}

function readChange(given: Record<string, unknown>): ActivityChange {
	if (Object.keys(given).length === 0)
		throw new RangeError('There is nothing to update: fill at least one field under Update Fields');
	const change: ActivityChange = {};
	if ('name' in given) change.name = readName(given.name);
	if (!isBlank(given.kind)) change.kind = readText('Kind', given.kind) as ActivityChange['kind'];
	if ('color' in given) change.color = readColor(given.color);
	if (given.paid === false || !isBlank(given.paid)) change.paid = readYesNo('Paid', given.paid);
	return change;
}
