import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';

export type Activity = components['schemas']['Activity'];

const cache = new WeakMap<Kiamo, Promise<Activity[]>>();

/** All kinds of activity; asked for once per run. Throws a NodeApiError when they cannot be read. */
export async function activitiesOf(kiamo: Kiamo): Promise<Activity[]> {
	const asked = cache.get(kiamo) ?? listRows(kiamo, 'listActivities', {});
	cache.set(kiamo, asked);
	return await asked;
}
