import { commonFile, listApis, resolve, type Api, type Contract } from '../../contract/read';
import type { About, Call } from './collection';
import { compareValue, typeOf, type Difference } from './compare';
import type { Pair } from './match';
import { namesApi, pathText, segmentsOf, shapeOf } from './paths';

/** What is not alike in many calls, said once. */
export interface Convention {
	part: Difference['part'];
	name: string;
	here?: string;
	there?: string;
	renamed?: true;
	/** The operations that have it; empty for what holds for all. */
	operations: string[];
}

/** In so many operations it is a way of speaking, no longer a difference of each. */
const many = 3;

/** What a difference has in common with the same in other operations. */
function keyOf({ part, name, here, there, of, renamed, missing }: Difference): string {
	// Ids and moments differ by their type, whatever they are called.
	if (of !== undefined) return `type ${of} ${here} ${there?.split(' ')[0]}`;
	// An element in place of an array, and rows elsewhere, whatever they are.
	if (name === '' && here?.startsWith('list of ')) return [part, 'list', there?.split(' ')[0]].join(' ');
	const last = name.replace(/^.*\./, '').replace(/^.*\[\]/, '');
	const type = missing ? typeOf(missing.example) : there;
	return [part, last, here, renamed ? there : type, renamed].join(' ');
}

/** Takes what is not alike in many operations out of their pairs, and says it once. */
export function takeConventions(pairs: Pair[]): { pairs: Pair[]; conventions: Convention[] } {
	const groups = new Map<string, Array<{ pair: Pair; difference: Difference }>>();
	for (const pair of pairs) {
		for (const difference of pair.differences) {
			if (['API', 'path', 'verb'].includes(difference.part)) continue;
			const key = keyOf(difference);
			groups.set(key, [...(groups.get(key) ?? []), { pair, difference }]);
		}
	}
	const shared = [...groups.values()].filter(
		(group) => new Set(group.map(({ pair }) => pair.operation.operationId)).size >= many,
	);
	const taken = new Set(shared.flatMap((group) => group.map(({ difference }) => difference)));
	return {
		pairs: pairs.map((pair) => ({
			...pair,
			differences: pair.differences.filter((difference) => !taken.has(difference)),
			conventions: pair.differences.filter((difference) => taken.has(difference)),
		})),
		conventions: shared.map((group) => {
			const [{ difference }] = group;
			const { part, here, there, of, renamed, name } = difference;
			return {
				part,
				name: of ?? name.replace(/^.*(?:\.|\[\])/, ''),
				here: name === '' ? here?.replace(/^list of .*/, 'list') : here,
				there: of || name === '' ? there?.replace(/ ["[{].*$/, '') : there,
				...(renamed ? { renamed } : {}),
				operations: [...new Set(group.map(({ pair }) => pair.operation.operationId))],
			};
		}),
	};
}

/** What holds for a whole collection: the header of the token, the bodies of errors, and the base address of each API. */
export function compareWhole(contract: Contract, about: About, calls: Call[], pairs: Pair[]): Convention[] {
	const { components } = contract[commonFile];
	const { name: header } = components.securitySchemes.token;
	const { headers, error } = about;
	const isKnown =
		headers.length === 0 || headers.some((other) => other.toLowerCase() === header.toLowerCase());
	const place = [commonFile, 'components', 'schemas', 'Error'];
	const { node: errorSchema } = resolve(contract, {
		$ref: place.join('/').replace(commonFile, `${commonFile}#`),
	});
	const errors =
		typeof error === 'object' && error !== null
			? compareValue(contract, errorSchema, error, { part: 'error', name: '', place })
			: [];
	return [
		...(isKnown
			? []
			: [
					{ part: 'header' as const, name: 'token', here: header, there: headers.join(', '), operations: [] },
				]),
		...errors.map(({ part, name, here, there, renamed }) => ({
			part,
			name,
			here,
			there,
			...(renamed ? { renamed } : {}),
			operations: [],
		})),
		...listApis(contract).flatMap((api) => compareBase(api, pairs, calls)),
	];
}

/** Where the addresses of an API begin: `/api/v3/agent/agents` has the name of the API in it, which counts to its base. */
function compareBase({ name, base }: Api, pairs: Pair[], calls: Call[]): Convention[] {
	const own = pairs.filter(({ operation, certain }) => certain && operation.api.name === name);
	const prefixed = own.filter(
		({ operation, call }) =>
			namesApi(call.path[0] ?? '', [name]) &&
			shapeOf(call.path) !== shapeOf(segmentsOf(operation.path)) &&
			shapeOf(call.path.slice(1)) === shapeOf(segmentsOf(operation.path)),
	);
	const words = new Set(prefixed.map(({ call }) => call.path[0]));
	const isWhole = prefixed.length > 0 && prefixed.length === own.length && words.size === 1;
	// Without folders the pairs tell the API of a call.
	const paired = own.map(({ call }) => call).filter(({ api }) => api === undefined);
	const bases = new Set(
		[...calls.filter(({ api }) => api === name), ...paired]
			.filter((call) => call.base.length > 0)
			.map((call) => pathText(call.base)),
	);
	const [known = base, ...others] = bases;
	const there = isWhole ? `${known}/${[...words][0]}` : known;
	if (others.length === 0 && there !== base)
		return [{ part: 'base', name, here: base, there, operations: [] }];
	if (prefixed.length === 0 || isWhole) return [];
	const operations = prefixed.map(({ operation }) => operation.operationId);
	return [{ part: 'base', name, there: `/${[...words].join(', /')} before the path`, operations }];
}
