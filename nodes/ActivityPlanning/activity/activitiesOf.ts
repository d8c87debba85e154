import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';

export type Activity = components['schemas']['Activity'];

/** All kinds of activity; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function activitiesOf(kiamo: Kiamo): Promise<Activity[]> {
	return await kiamo.once('activities', async () => await listRows(kiamo, 'listActivities', {}));
}
