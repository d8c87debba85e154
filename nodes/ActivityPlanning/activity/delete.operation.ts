import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { activityLocator } from './locator';

export const deleteActivity: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete kind of activity',
	description: 'Delete a kind of activity that is not planned for any agent',
	properties: [activityLocator],
	writes: true,
	async execute(run, itemIndex) {
		const activityId = readId(run, 'activity', itemIndex);
		await run.kiamo.call('deleteActivity', { path: { activityId } }, itemIndex);
		return { deleted: true, id: activityId };
	},
};
