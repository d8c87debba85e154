import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';

type Service = components['schemas']['Service'];

const cache = new WeakMap<Kiamo, Map<string, Promise<Service>>>();

/** A service; asked for once per run. Throws a NodeApiError when it cannot be read. */
export async function serviceOf(kiamo: Kiamo, serviceId: string, itemIndex?: number): Promise<Service> {
	const asked = cache.get(kiamo) ?? new Map<string, Promise<Service>>();
	cache.set(kiamo, asked);
	const service = asked.get(serviceId) ?? kiamo.call('getService', { path: { serviceId } }, itemIndex);
	asked.set(serviceId, service);
	return await service;
}
