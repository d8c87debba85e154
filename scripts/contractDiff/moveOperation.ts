import { Pair as YamlPair, Scalar, YAMLMap } from 'yaml';
import { verbs, type Contract } from '../../contract/read';
import { entryOf } from './edit';
import type { Pair } from './match';
import { isWildcard, segmentsOf, shapeOf } from './paths';

interface Target {
	path: string;
	verb: string;
}

/** Where the collection has an operation, in the contract's own terms; undefined when that is not clear mechanically. */
export function targetOf(contract: Contract, { operation, call, differences }: Pair): Target | undefined {
	const verb = call.verb.toLowerCase();
	const moved = differences.some(({ part }) => part === 'path');
	const ids = segmentsOf(operation.path).filter(isWildcard);
	const plain = call.path.every((segment) => isWildcard(segment) || /^[\w.~-]+$/.test(segment));
	if (!verbs.includes(verb) || (moved && !plain)) return undefined;
	if (!moved) return { path: operation.path, verb };
	const path = call.path.map((segment) => (isWildcard(segment) ? (ids.shift() ?? segment) : segment));
	const known = Object.keys(contract[operation.file].paths).find(
		(other) => shapeOf(segmentsOf(other)) === shapeOf(path),
	);
	return { path: known ?? `/${path.join('/')}`, verb };
}

/** Moves an operation to another path or verb; false when that is taken. A path that is left without operations goes away. */
export function move(paths: YAMLMap, from: Target, to: Target): boolean {
	const source = entryOf(paths, from.path);
	const operation = source && entryOf(source.value as YAMLMap, from.verb);
	if (!source?.value || !operation || paths.hasIn([to.path, to.verb])) return false;
	source.value.items.splice(source.value.items.indexOf(operation), 1);
	let target = entryOf(paths, to.path);
	if (!target?.value) {
		target = new YamlPair(new Scalar(to.path), new YAMLMap());
		const parameters = entryOf(source.value, 'parameters');
		if (parameters) target.value?.items.push(parameters.clone());
		paths.items.splice(paths.items.indexOf(source) + 1, 0, target);
	}
	operation.key.value = to.verb;
	target.value?.items.push(operation);
	if (!verbs.some((verb) => source.value?.has(verb))) {
		target.key.commentBefore ??= source.key.commentBefore;
		paths.items.splice(paths.items.indexOf(source), 1);
	}
	return true;
}
