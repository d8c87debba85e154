import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../shared/operation/operation';
import { getIndicators } from './get.operation';
import { getManyIndicators } from './getAll.operation';
import type { Kind } from './kinds';

/** What can be done with the indicators of services, agents or groups. */
export const indicatorOperations = (kind: Kind): Record<string, Operation> => ({
	get: getIndicators(kind),
	getAll: getManyIndicators(kind),
});

/** The choice of an operation on indicators; `tells` says for people and AI agents what they tell. */
export function indicatorOperation({ name }: Kind, tells: string): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [`${name}Indicator`] } },
		default: 'getAll',
		options: [
			{
				name: 'Get',
				value: 'get',
				description: `Retrieve ${tells} of one ${name}, live`,
				action: `Get the live indicators of a ${name}`.replace('a agent', 'an agent'),
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: `Retrieve ${tells} of all ${name}s, or of those with a text in their name, live`,
				action: `Get the live indicators of many ${name}s`,
			},
		],
	};
}
