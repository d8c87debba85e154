import type { HubSpotObject, HubSpotObjects } from './objects';
import { invalid } from './refusals';

interface Filter {
	propertyName: string;
	operator: string;
	value?: unknown;
	values?: unknown[];
	highValue?: unknown;
}

interface Search {
	filterGroups?: Array<{ filters: Filter[] }>;
	sorts?: Array<{ propertyName: string; direction?: 'ASCENDING' | 'DESCENDING' }>;
	properties?: string[];
	limit?: number;
	after?: string | number;
}

const isTime = (name: string) => /date$|^hs_timestamp$/.test(name);

/** A value as it is compared: times as milliseconds, texts without case. */
function comparable(name: string, value: unknown): string | number {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	if (!isTime(name)) return text.toLowerCase();
	const moment = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
	if (Number.isNaN(moment)) throw invalid(`"${text}" is no date`);
	return moment;
}

function holds({ properties }: HubSpotObject, { propertyName, operator, value, values }: Filter): boolean {
	const own = properties[propertyName] ?? null;
	if (operator === 'HAS_PROPERTY') return own !== null;
	if (operator === 'NOT_HAS_PROPERTY') return own === null;
	if (operator === 'IN') {
		if (!Array.isArray(values)) throw invalid('IN needs values');
		return (
			own !== null &&
			values.map((one) => comparable(propertyName, one)).includes(comparable(propertyName, own))
		);
	}
	if (value === undefined || value === '') throw invalid(`${operator} needs a value`);
	if (own === null) return false;
	const [left, right] = [comparable(propertyName, own), comparable(propertyName, value)];
	switch (operator) {
		case 'EQ':
			return left === right;
		case 'GT':
			return left > right;
		case 'GTE':
			return left >= right;
		case 'LT':
			return left < right;
		case 'LTE':
			return left <= right;
		default:
			throw invalid(`${operator} is no operator`);
	}
}

function check(
	{ filterGroups = [], sorts = [], properties = [], limit = 10, after = 0 }: Search,
	known: string[],
) {
	const filters = filterGroups.flatMap((group) => group.filters);
	if (
		filterGroups.length > 5 ||
		filterGroups.some((group) => group.filters.length > 6) ||
		filters.length > 18
	)
		throw invalid('There are too many filters: 5 groups, 6 filters each, 18 in all');
	for (const name of [...filters, ...sorts].map(({ propertyName }) => propertyName))
		if (!known.includes(name)) throw invalid(`There is no property "${name}"`);
	if (sorts.length > 1) throw invalid('One sort only');
	if (!Array.isArray(properties)) throw invalid('properties is a list');
	if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw invalid('limit is at most 200');
	if (Number(after) + limit > 10_000) throw invalid('The search ends at 10,000 results');
}

/** Page: developers.hubspot.com/docs/api-reference/search/guide */
export function search(objects: HubSpotObjects, body: unknown, defaults: readonly string[]) {
	const query = body as Search;
	check(query, objects.known);
	const { filterGroups = [], sorts = [], properties = defaults, limit = 10, after = 0 } = query;
	const found = objects.rows
		.indexed()
		.filter(
			(row) =>
				filterGroups.length === 0 ||
				filterGroups.some((group) => group.filters.every((one) => holds(row, one))),
		);
	const { propertyName, direction = 'ASCENDING' } = sorts.at(0) ?? {
		propertyName: 'createdate',
		direction: 'DESCENDING' as const,
	};
	const sign = direction === 'ASCENDING' ? 1 : -1;
	const key = (row: HubSpotObject) => comparable(propertyName, row.properties[propertyName] ?? '0');
	found.sort(
		(a, b) => (key(a) < key(b) ? -sign : Number(key(a) > key(b)) * sign) || Number(a.id) - Number(b.id),
	);
	const from = Number(after);
	const results = found.slice(from, from + limit).map((row) => objects.show(row, properties));
	const next = from + results.length;
	return {
		total: found.length,
		results,
		...(next < found.length && { paging: { next: { after: `${next}` } } }),
	};
}
