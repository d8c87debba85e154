import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { serviceLocator } from '../../shared/lists/services';

export const get: ItemOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get service',
	description: 'Retrieve a service: its channel, and whether it is open',
	output: { row: 'Service' },
	properties: [serviceLocator],
	async execute(run, itemIndex) {
		const path = { serviceId: readId(run, 'service', itemIndex) };
		return { ...(await run.kiamo.call('getService', { path }, itemIndex)) };
	},
};
