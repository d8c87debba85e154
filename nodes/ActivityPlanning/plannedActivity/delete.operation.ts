import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { plannedActivityLocator } from './locator';

export const deletePlannedActivity: ItemOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete planned activity',
	description: 'Delete a planned activity',
	properties: [plannedActivityLocator],
	writes: true,
	async execute(run, itemIndex) {
		const plannedActivityId = readId(run, 'plannedActivity', itemIndex);
		await run.kiamo.call('deletePlannedActivity', { path: { plannedActivityId } }, itemIndex);
		return { deleted: true, id: plannedActivityId };
	},
};
