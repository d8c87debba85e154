import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { listRows } from '../../shared/kiamo/pages';
import { readId } from '../../shared/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { serviceLocator } from '../indicators/locator';

export const getAll: ItemOperation = {
	properties: [
		serviceLocator,
		...returnAllOrLimit,
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
		},
	],
	async execute(run, itemIndex) {
		const path = { serviceId: readId(run, 'service', itemIndex) };
		const limit = readLimit(run, itemIndex);
		const rows = await listRows(run.kiamo, 'listQueue', { path }, { limit, itemIndex });
		const isSimple = run.read('simplify', itemIndex, true);
		return rows.map((row) => (isSimple ? simplify(row) : { ...row }));
	},
};

/** Who waits, for what and how long. */
function simplify(row: components['schemas']['Interaction']): IDataObject {
	const { id, service_id, channel, created_at } = row;
	const { customer = null, contact_id = null, label = null, waiting_seconds = null, priority = null } = row;
	return { id, service_id, channel, customer, contact_id, label, priority, waiting_seconds, created_at };
}
