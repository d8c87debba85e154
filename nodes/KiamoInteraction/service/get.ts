import { readId } from '../../shared/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { serviceLocator } from './locator';

export const get: ItemOperation = {
	properties: [serviceLocator],
	async execute(run, itemIndex) {
		const path = { serviceId: readId(run, 'service', itemIndex) };
		return { ...(await run.kiamo.call('getService', { path }, itemIndex)) };
	},
};
