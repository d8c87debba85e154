/** A value of a query: a list repeats the parameter, an object writes `name[key]=value` (contract: `filter`). */
export type QueryValue =
	string | number | boolean | Array<string | number> | Record<string, string | string[]>;
export type Query = Record<string, QueryValue | undefined>;

/**
 * Encodes one segment of a path, so that an id can never reach beyond its place.
 * Throws a RangeError for an empty segment, `.` and `..`, which no encoding can make harmless.
 */
export function encodeSegment(segment: string): string {
	if (['', '.', '..'].includes(segment)) {
		throw new RangeError(`"${segment}" cannot be part of a path: check the path and the IDs in it`);
	}
	return encodeURIComponent(segment.toWellFormed());
}

/** Fills the `{names}` of a path of the contract with encoded values. */
export function fillPath(template: string, values: Record<string, string | number>): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeSegment(String(values[name])));
}

/** Joins an address (its own sub-path is kept), a path and a query. */
export function buildUrl(address: string, path: string, query: Query = {}): string {
	const pairs = Object.entries(query).flatMap(([name, value]) => queryPairs(name, value));
	const search = new URLSearchParams(pairs).toString();
	return `${address.replace(/\/+$/, '')}${path}${search && `?${search}`}`;
}

function queryPairs(name: string, value: QueryValue | undefined): Array<[string, string]> {
	if (value === undefined) return [];
	if (Array.isArray(value)) return value.map((entry) => [name, String(entry)]);
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([key, entry]) => queryPairs(`${name}[${key}]`, entry));
	}
	return [[name, String(value)]];
}
