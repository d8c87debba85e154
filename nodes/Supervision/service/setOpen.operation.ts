import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { serviceLocator } from '../indicators/locator';

export const close: ItemOperation = {
	name: 'Close',
	value: 'close',
	action: 'Close service to new interactions',
	description: 'Close a service. It accepts no new interactions until you open it again.',
	...setOpen(false),
};

export const open: ItemOperation = {
	name: 'Open',
	value: 'open',
	action: 'Open service to new interactions',
	description: 'Open a service to new interactions',
	...setOpen(true),
};

function setOpen(isOpen: boolean): Pick<ItemOperation, 'properties' | 'writes' | 'execute'> {
	return {
		properties: [serviceLocator],
		writes: true,
		async execute(run, itemIndex) {
			const serviceId = readId(run, 'service', itemIndex);
			const args = { path: { serviceId }, body: { open: isOpen } };
			const row = await run.kiamo.call('setServiceOpen', args, itemIndex);
			// Kiamo may answer without a body, or with what was there before: then nothing is known.
			return {
				service_id: row?.service_id ?? serviceId,
				name: row?.name ?? null,
				open: (row?.open ?? isOpen) === isOpen ? isOpen : null,
			};
		},
	};
}
