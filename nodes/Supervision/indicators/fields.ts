import type { INodeProperties } from 'n8n-workflow';

import type { Run } from '../../shared/operation/operation';
import { readList } from '../../shared/values/lists';
import type { Kind } from './kinds';

/** The choice of indicators to return. */
export function indicatorFields({ indicators, defaultFields }: Kind): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'multiOptions',
		default: [...defaultFields],
		description: 'Indicators to return in addition to ID and name. Leave empty for all.',
		options: indicators.map(({ name, value, description }) => ({ name, value, description })),
	};
}

/** The indicators that an item chooses. Throws a RangeError for what is no list of texts. */
export function readFields({ read }: Run, { defaultFields }: Kind, itemIndex: number): string[] {
	return readList('Fields', read<unknown>('fields', itemIndex, defaultFields));
}
