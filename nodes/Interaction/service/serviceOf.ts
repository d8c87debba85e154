import type { components } from '../../../contract/generated/types';
import type { Kiamo } from '../../shared/transport/client';

type Service = components['schemas']['Service'];

/** A service; asked for once per run. Throws a NodeApiError when it cannot be read. */
export async function serviceOf(kiamo: Kiamo, serviceId: string, itemIndex?: number): Promise<Service> {
	const path = { serviceId };
	return await kiamo.once(
		`service ${serviceId}`,
		async () => await kiamo.call('getService', { path }, itemIndex),
	);
}
