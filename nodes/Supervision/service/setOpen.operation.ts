import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { serviceLocator } from '../indicators/locator';

/** The operations Open and Close of a service. */
export function setOpen(open: boolean): ItemOperation {
	return {
		properties: [serviceLocator],
		writes: true,
		async execute(run, itemIndex) {
			const serviceId = readId(run, 'service', itemIndex);
			const args = { path: { serviceId }, body: { open } };
			const row = await run.kiamo.call('setServiceOpen', args, itemIndex);
			// Kiamo may answer without a body.
			return {
				service_id: row?.service_id ?? serviceId,
				name: row?.name ?? null,
				open: row?.open ?? open,
			};
		},
	};
}
