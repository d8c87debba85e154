import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import { agentNames, type NameList } from '../../shared/lists/names';
import { listRows } from '../../shared/transport/pages';

export type Activity = components['schemas']['Activity'];

/** All kinds of activity; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function activitiesOf(kiamo: Kiamo): Promise<Activity[]> {
	return await kiamo.once('activities', async () => await listRows(kiamo, 'listActivities', {}));
}

const activityNames: NameList = {
	things: 'activities',
	id: 'activity_id',
	name: 'activity_name',
	read: async (kiamo) => new Map((await activitiesOf(kiamo)).map(({ id, name }) => [id, name])),
};

/** The names that planned activities get beside their IDs. */
export const planNames = [activityNames, agentNames];
