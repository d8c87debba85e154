/** What stands for an id in a path: `{serviceId}`, as all wildcards are written here, or an id of an example. */
const exampleId = /^(\d+|[0-9a-f]{24}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;
const baseWord = /^\{?(api|rest|kiamo|v\d[\d.]*|(api[_-]?)?version|(api|base)[_-]?(path|url))\}?$/i;

const versionWord = /^v\d[\d.]*$/i;

export const isWildcard = (segment: string): boolean => segment.startsWith('{');

/** A name by its letters alone: `contactmanager`. */
export const squeeze = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');

/** Whether a segment only names an API, as may be where each is delivered at an address of its own. */
export const namesApi = (segment: string, apis: string[]) =>
	!isWildcard(segment) && apis.some((api) => squeeze(api) === squeeze(segment));

function readSegment(segment: string, variables: Record<string, string>): string {
	const name = /^(?::|\{\{?|<)([^{}<>]+)(?:\}\}?|>)?$/.exec(segment)?.[1];
	if (name === undefined) {
		return exampleId.test(segment) ? '{id}' : segment.includes('{{') ? '{value}' : segment;
	}
	const value = variables[name] ?? '';
	return baseWord.test(value) ? value : `{${name.trim()}}`;
}

/**
 * Takes an address of the collection apart: without its server, what is known to be no resource (`/api/v3`) is its base,
 * the rest its path. Each id, whether `:id`, `{{id}}` or that of an example, becomes `{name}`.
 */
export function splitAddress(
	address: string,
	variables: Record<string, string>,
	apis: string[],
): { base: string[]; path: string[] } {
	const whole = address.replace(
		/^\/*\{\{([^{}]+)\}\}/,
		(placeholder, name: string) => variables[name] || placeholder,
	);
	const parts = whole
		.replace(/[?#].*$/, '')
		.replace(/^[a-z]+:\/\//i, '')
		.split('/');
	// A server: a name with dots or a port, or nothing before the first slash. A variable may hold more than that.
	if (/^$|^localhost$|.[.:]/.test(parts[0]) || /^[a-z]+:\/\/\{\{/i.test(whole)) parts.shift();
	const segments = parts.filter(Boolean).map((part) => readSegment(part, variables));
	const resource = segments.findIndex((segment) => !baseWord.test(segment) && !namesApi(segment, apis));
	const head = resource === -1 ? [] : segments.slice(0, resource);
	// What precedes the version of an API is no resource, whatever it is called.
	const variable = segments.findIndex((segment) => !isWildcard(segment));
	const id = segments.findIndex(
		(segment, at) => at > variable && isWildcard(segment) && !baseWord.test(segment),
	);
	const version = segments
		.slice(0, id === -1 ? undefined : id)
		.findLastIndex((segment) => versionWord.test(segment));
	const end =
		Math.max(
			head.findLastIndex((segment) => baseWord.test(segment)),
			version,
			variable - 1,
		) + 1;
	return { base: segments.slice(0, end), path: segments.slice(end) };
}

/** A path with all its ids alike, to compare it by: `services/{}/interactions`. */
export const shapeOf = (path: string[]): string =>
	path.map((segment) => (isWildcard(segment) ? '{}' : segment)).join('/');

/** The segments of a path as the contract writes it. */
export const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** A path as text: `/services/{serviceId}`. */
export const pathText = (path: string[]): string => `/${path.join('/')}`;

/** What is known of a base, behind the last of its variables: `/api/v3`; empty where nothing is. */
export const baseText = (base: string[]): string =>
	base
		.slice(base.findLastIndex(isWildcard) + 1)
		.map((segment) => `/${segment}`)
		.join('');

/** Whether a base may be this one: it is, or a variable may hold the rest. */
export const isAtBase = (base: string[], ours: string): boolean => {
	const known = baseText(base);
	return known === '' || known === ours || (base.some(isWildcard) && ours.endsWith(known));
};
