import { listApis, listOperations, type Contract } from '../../contract/read';
import type { Call } from './call';
import type { Convention } from './conventions';
import type { Pair } from './match';
import { baseText, isAtBase, isWildcard, namesApi, segmentsOf, shapeOf } from './paths';

/** In so many calls a word before our path is no chance. */
const many = 2;

/** Takes to the base what most paths of an API begin with there, and ours do not: `/agent/agents` is `/agents` at `/agent`. */
export function settleBases(contract: Contract, calls: Call[]): Call[] {
	const operations = listOperations(contract);
	return listApis(contract).reduce((all, { name }) => {
		const shapes = operations
			.filter(({ api }) => api.name === name)
			.map(({ verb, path }) => `${verb} ${shapeOf(segmentsOf(path))}`);
		const isOurs = ({ verb }: Call, path: string[]) => shapes.includes(`${verb} ${shapeOf(path)}`);
		const isOwn = ({ api, path: [first = ''] }: Call) =>
			api === name || (api === undefined && namesApi(first, [name]));
		const own = all.filter(isOwn);
		const behind = own.filter((call) => isOurs(call, call.path.slice(1)));
		const [word = '{}', ...others] = new Set(behind.map(({ path: [first] }) => first));
		const least = Math.max(
			own.filter((call) => isOurs(call, call.path)).length + 1,
			namesApi(word, [name]) ? 1 : many,
		);
		if (others.length > 0 || isWildcard(word) || behind.length < least) return all;
		return all.map((call) =>
			isOwn(call) && call.path[0] === word
				? { ...call, base: [...call.base, word], path: call.path.slice(1) }
				: call,
		);
	}, calls);
}

/** Where the addresses of each API begin, if not as ours: most of them, and those that are elsewhere. */
export function compareBases(contract: Contract, pairs: Pair[], calls: Call[]): Convention[] {
	return listApis(contract).flatMap(({ name, base }): Convention[] => {
		const sure = pairs.filter(({ operation, certain }) => certain && operation.api.name === name);
		// Where no pair is certain, the names of the folders tell.
		const own = sure.length > 0 ? sure.map(({ call }) => call) : calls.filter(({ api }) => api === name);
		const at = new Map([[base, [] as Call[]]]);
		for (const call of own) {
			const known = isAtBase(call.base, base) ? base : baseText(call.base);
			at.set(known, [...(at.get(known) ?? []), call]);
		}
		const [[most], ...others] = [...at].toSorted(([, one], [, other]) => other.length - one.length);
		const part = 'base' as const;
		return [
			...(most === base ? [] : [{ part, name, here: base, there: most, operations: [] }]),
			...others
				.filter(([there]) => there !== base)
				.map(([there, found]) => ({ part, name, there, operations: idsOf(sure, found) })),
		];
	});
}

const idsOf = (pairs: Pair[], calls: Call[]): string[] =>
	pairs.filter(({ call }) => calls.includes(call)).map(({ operation }) => operation.operationId);
