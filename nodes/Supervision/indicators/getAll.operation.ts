import { fold } from '../../shared/lists/locator';
import { readSearch } from '../../shared/operation/filters';
import type { ItemOperation } from '../../shared/operation/operation';
import { readLimit, returnAllOrLimit } from '../../shared/operation/properties';
import { indicatorFields, readFields } from './fields';
import type { Kind } from './kinds';
import { pickIndicators, readIndicators } from './rows';

/** The operation Get Many of the indicators of services, agents or groups. */
export function getManyIndicators(kind: Kind): ItemOperation {
	return {
		name: 'Get Many',
		value: 'getAll',
		action: `Get live indicators of many ${kind.name}s`,
		description: `Retrieve the live indicators of many ${kind.name}s: ${kind.content}`,
		properties: [
			...returnAllOrLimit,
			{
				displayName: 'Search',
				name: 'search',
				type: 'string',
				default: '',
				description: `Only ${kind.name}s whose name contains this text`,
			},
			indicatorFields(kind),
		],
		async execute(run, itemIndex) {
			const limit = readLimit(run, itemIndex);
			const wanted = fold(readSearch(run, itemIndex));
			const fields = readFields(run, kind, itemIndex);
			// Kiamo has no search there.
			const rows = await readIndicators(run.kiamo, kind, { limit: wanted ? Infinity : limit, itemIndex });
			return rows
				.filter(({ name }) => fold(String(name)).includes(wanted))
				.slice(0, limit)
				.map((row) => pickIndicators(row, kind, fields));
		},
	};
}
