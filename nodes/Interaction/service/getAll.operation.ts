import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { listRows } from '../../shared/transport/pages';
import type { ItemOperation } from '../../shared/operation/operation';
import { Filters } from '../../shared/operation/filters';
import { filtersOf, readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { channelChoice } from '../interaction/filters';

type Service = components['schemas']['Service'];

const filters: INodeProperties[] = [
	channelChoice,
	{
		displayName: 'Opening',
		name: 'open',
		type: 'options',
		default: true,
		options: [
			{ name: 'Closed', value: false },
			{ name: 'Open', value: true },
		],
	},
];

export const getAll: ItemOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many services',
	description: 'Retrieve many services, each with its channel and whether it is open',
	output: { row: 'Service' },
	properties: [...returnAllOrLimit, filtersOf(filters)],
	async execute(run, itemIndex) {
		const given = new Filters(run, itemIndex, filters);
		const [channels, open] = [given.list('channels'), given.yesNo('open')];
		const limit = readLimit(run, itemIndex);
		const isWanted = (service: Service) =>
			(channels.length === 0 || channels.includes(service.channel)) &&
			(open === undefined || service.open === open);
		// Kiamo has no filters here, so all are read before some are chosen.
		const services = await listRows(run.kiamo, 'listServices', {}, { itemIndex });
		return services
			.filter(isWanted)
			.slice(0, limit)
			.map((service) => ({ ...service }));
	},
};
