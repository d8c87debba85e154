import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readId } from '../../shared/lists/locator';
import type { ItemOperation, Run } from '../../shared/operation/operation';
import { indicatorFields, readFields } from './fields';
import { kinds, type Kind } from './kinds';
import { agentLocator, groupLocator, serviceLocator } from './locator';
import { flatten, pickIndicators, readIndicators } from './rows';

const locators: Record<Kind['name'], INodeProperties> = {
	agent: agentLocator,
	group: groupLocator,
	service: serviceLocator,
};

/** The operation Get of the indicators of services, agents or groups. */
export function getIndicators(kind: Kind): ItemOperation {
	return {
		name: 'Get',
		value: 'get',
		action: `Get live indicators of ${kind.name}`,
		description: `Retrieve the live indicators of one ${kind.name}: ${kind.content}`,
		properties: [locators[kind.name], indicatorFields(kind)],
		async execute(run, itemIndex) {
			const id = readId(run, kind.name, itemIndex);
			const row =
				kind === kinds.service
					? flatten(await run.kiamo.call('getServiceIndicators', { path: { serviceId: id } }, itemIndex))
					: await findRow(run, kind, id, itemIndex);
			return pickIndicators(row, kind, readFields(run, kind, itemIndex));
		},
	};
}

/** One agent or group. Kiamo only lists them, so the list is read once per run. Throws a NodeOperationError if it is not there. */
async function findRow(run: Run, kind: Kind, id: string, itemIndex: number): Promise<IDataObject> {
	const rows = await run.kiamo.once(
		'indicators',
		async () => await readIndicators(run.kiamo, kind, { itemIndex }),
	);
	const row = rows.find((candidate) => String(candidate[kind.id]) === id);
	if (row) return row;
	throw new NodeOperationError(
		run.context.getNode(),
		`${kind.name[0].toUpperCase()}${kind.name.slice(1)} "${id}" not found in Kiamo`,
		{
			itemIndex,
			description: `Check the ID, or choose the ${kind.name} from the list. It may have been deleted.`,
		},
	);
}
