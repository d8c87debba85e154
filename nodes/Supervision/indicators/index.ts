import type { Resource } from '../../shared/operation/operation';
import { getIndicators } from './get.operation';
import { getManyIndicators } from './getAll.operation';
import type { Kind } from './kinds';

/** What can be done with the indicators of services, agents or groups. */
export function indicators(kind: Kind): Resource {
	const get = getIndicators(kind);
	const getAll = getManyIndicators(kind);
	return {
		name: `${kind.name[0].toUpperCase()}${kind.name.slice(1)} Indicator`,
		value: `${kind.name}Indicator`,
		default: getAll,
		operations: [get, getAll],
	};
}
