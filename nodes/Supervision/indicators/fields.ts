import type { INodeProperties } from 'n8n-workflow';

import type { Kind } from './kinds';

/** The choice of indicators to return. */
export function indicatorFields({ indicators, defaultFields }: Kind): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		default: [...defaultFields],
		description: 'The indicators to return beside ID and name; all of them when none is chosen',
		options: indicators.map(({ name, value, description }) => ({ name, value, description })),
	};
}
