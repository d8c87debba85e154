import { commonFile, resolve, type Contract } from '../../contract/read';
import { compareBases } from './bases';
import type { Call } from './call';
import type { About } from './collection';
import type { Pair } from './match';
import { compareValue, typeOf, type Difference } from './values';

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
		...compareBases(contract, pairs, calls),
	];
}
