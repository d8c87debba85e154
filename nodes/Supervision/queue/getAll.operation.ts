import { listRows } from '../../shared/transport/pages';
import { readId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { outputChoice, readOutput } from '../../shared/operation/output';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { serviceLocator } from '../indicators/locator';
import { pickFields } from '../indicators/rows';

/** Who waits, for what and how long. */
const simpleFields = [
	'id',
	'service_id',
	'channel',
	'customer',
	'contact_id',
	'label',
	'priority',
	'waiting_seconds',
	'created_at',
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many waiting interactions of service',
	description: 'Retrieve the interactions that are waiting in a service, longest wait first',
	properties: [serviceLocator, ...returnAllOrLimit, ...outputChoice(simpleFields)],
	async execute(run, itemIndex) {
		const path = { serviceId: readId(run, 'service', itemIndex) };
		const limit = readLimit(run, itemIndex);
		const rows = await listRows(run.kiamo, 'listQueue', { path }, { limit, itemIndex });
		const { isSimple, pick } = readOutput(run, itemIndex);
		return rows.map((row) => (isSimple ? pick(pickFields(row, simpleFields)) : { ...row }));
	},
};
