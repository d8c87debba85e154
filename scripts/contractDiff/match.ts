import { listOperations, type Contract, type Operation } from '../../contract/read';
import type { Call } from './call';
import { compare } from './compare';
import { isWildcard, segmentsOf, shapeOf } from './paths';
import { isNarrower, score, wildcards } from './score';
import type { Difference } from './values';

/** An operation of the contract and what is taken for it in the collection. */
export interface Pair {
	operation: Operation;
	call: Call;
	/** False when another call, or another operation, would do nearly as well. */
	certain: boolean;
	differences: Difference[];
	/** Of its differences, those that many operations have. */
	conventions?: Difference[];
}
export interface Comparison {
	pairs: Pair[];
	/** Operations of the contract, and calls of the collection, without a counterpart. */
	onlyHere: Operation[];
	onlyThere: Call[];
}

/**
 * Pairs the operations of the contract with the calls of a collection: first those with the same verb and the same path,
 * whatever their ids are called; then, among the rest, those that are most alike.
 */
export function match(contract: Contract, calls: Call[]): Comparison {
	const onlyHere = new Set(listOperations(contract));
	const onlyThere = new Set(calls);
	const pairs: Pair[] = [];
	const pair = (operation: Operation, call: Call, certain: boolean) => {
		pairs.push({ operation, call, certain, differences: compare(contract, operation, call) });
		onlyHere.delete(operation);
		onlyThere.delete(call);
	};
	for (const operation of onlyHere) {
		const shape = shapeOf(segmentsOf(operation.path));
		const { name } = operation.api;
		const found = [...onlyThere].filter(
			({ verb, path }) => verb === operation.verb && shapeOf(path) === shape,
		);
		// Two APIs may have one path: what is another's own is not taken from it.
		const others = [...onlyHere].filter(
			(other) => other.verb === operation.verb && shapeOf(segmentsOf(other.path)) === shape,
		);
		const call =
			found.find(({ api }) => api === name) ??
			found.find(({ api }) => !others.some((other) => other.api.name === api));
		if (call) pair(operation, call, true);
	}
	// What certain pairs tell of the words of paths holds for the others, too: `/bases` is `/contact-bases`.
	for (let known = -1; known < pairs.length;) {
		known = pairs.length;
		pairLikely(onlyHere, onlyThere, (operation, call, certain) => certain && pair(operation, call, true));
		const words = pathWordsOf(pairs);
		for (const operation of onlyHere) {
			const { verb, path, api } = operation;
			const shape = shapeOf(segmentsOf(path).map((segment) => words.get(`${api.key} ${segment}`) ?? segment));
			const found = [...onlyThere].filter(
				(call) => call.verb === verb && shapeOf(call.path) === shape && (call.api ?? api.name) === api.name,
			);
			if (found.length === 1) pair(operation, found[0], true);
		}
	}
	pairLikely(onlyHere, onlyThere, pair);
	return { pairs, onlyHere: [...onlyHere], onlyThere: [...onlyThere] };
}

/** The words of the paths of each API that pairs have under another name, where they agree: by API and word. */
function pathWordsOf(pairs: Pair[]): Map<string, string> {
	const seen = new Map<string, Set<string>>();
	for (const { operation, call } of pairs) {
		const here = segmentsOf(operation.path);
		const isAlike = here.every((segment, at) => isWildcard(segment) === isWildcard(call.path[at] ?? ''));
		if (!isAlike || here.length !== call.path.length) continue;
		for (const [at, segment] of here.entries()) {
			const key = `${operation.api.key} ${segment}`;
			if (!isWildcard(segment)) seen.set(key, (seen.get(key) ?? new Set()).add(call.path[at]));
		}
	}
	return new Map([...seen].flatMap(([key, names]) => (names.size === 1 ? [[key, [...names][0]]] : [])));
}

/** Pairs, the most alike first, what is alike enough; `take` gets whether that is certain. */
function pairLikely(
	onlyHere: ReadonlySet<Operation>,
	onlyThere: ReadonlySet<Call>,
	take: (operation: Operation, call: Call, certain: boolean) => unknown,
): void {
	const candidates = [...onlyHere]
		.flatMap((operation) =>
			[...onlyThere].map((call) => ({ operation, call, likely: score(operation, call) })),
		)
		.sort((first, second) => second.likely - first.likely);
	for (const candidate of candidates) {
		const { operation, call, likely } = candidate;
		if (likely < 0.55) break;
		if (!onlyHere.has(operation) || !onlyThere.has(call)) continue;
		const rivals = candidates.filter(
			(other) => other !== candidate && (other.operation === operation || other.call === call),
		);
		const alike = call.verb === operation.verb || shapeOf(call.path) === shapeOf(segmentsOf(operation.path));
		const clear =
			likely >= 0.65 && !isNarrower(operation, call) && rivals.every((rival) => rival.likely < likely - 0.1);
		take(operation, call, alike && clear && wildcards(call.path) === wildcards(segmentsOf(operation.path)));
	}
}
