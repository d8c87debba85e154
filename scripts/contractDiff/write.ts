import { parseDocument, Scalar, YAMLMap, Pair as YamlPair } from 'yaml';
import { placeOf, resolve, verbs, type Contract } from '../../contract/read';
import { typeOf, type Difference } from './compare';
import type { Pair } from './match';
import { isWildcard, segmentsOf, shapeOf } from './paths';

interface Target {
	path: string;
	verb: string;
}

/** The schema that an example tells of; undefined when it tells no type. */
function schemaOf(example: unknown): object | undefined {
	const type = typeOf(example);
	if (type === 'null') return undefined;
	if (Array.isArray(example)) {
		const items = schemaOf(example[0] ?? null);
		return items && { type, items };
	}
	if (type !== 'object') return { type };
	const properties = Object.entries(example as object)
		.map(([name, value]) => [name, schemaOf(value)])
		.filter(([, schema]) => schema);
	return { type, properties: Object.fromEntries(properties) as object };
}

/** Where the collection has an operation, in the contract's own terms; undefined when that cannot be told mechanically. */
function targetOf(contract: Contract, { operation, call, differences }: Pair): Target | undefined {
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

type Entry = YamlPair<Scalar, YAMLMap>;
const entryOf = (map: YAMLMap, name: string) => (map.items as Entry[]).find(({ key }) => key.value === name);

/** Moves an operation to another path or verb, unless that is taken; a path that is left without operations goes away. */
function move(paths: YAMLMap, from: Target, to: Target): boolean {
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

/** What keeps a call from being called documented: the collection says something else, not merely nothing. */
const contradicts = ({ part, here, there }: Difference) =>
	part === 'API' || (part === 'body' && here !== undefined && there !== undefined);

/** What the collection does not show of an operation, in words: `; limit, offset are assumed`. */
function assumed(differences: Difference[]): string {
	const names = differences
		.filter(({ part, there }) => (part === 'body' || part === 'parameter') && there === undefined)
		.map(({ name }) => name || 'the body');
	if (differences.some(({ part, here }) => part === 'answer' && here !== undefined)) names.push('the answer');
	return names.length > 0 ? `; ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} assumed` : '';
}

/**
 * Edits the texts of the contract's files as far as the pairs tell it mechanically, and keeps their comments. Returns the
 * new texts and a line for each change.
 */
export function writeContract(
	texts: Record<string, string>,
	contract: Contract,
	pairs: Pair[],
): { texts: Record<string, string>; changes: string[] } {
	const documents = Object.fromEntries(
		Object.entries(texts).map(([file, text]) => [file, parseDocument(text)]),
	);
	const changes: string[] = [];
	const mark = ([file, ...place]: string[], source: string) => {
		const document = documents[file];
		const map = document.getIn(place) as YAMLMap;
		if (map.get('x-source') === source) return false;
		map.set('x-evidence', 'documented');
		map.delete('x-source');
		const at = (map.items as Entry[]).findIndex(({ key }) => key.value === 'x-evidence') + 1;
		map.items.splice(at, 0, document.createPair('x-source', source));
		return true;
	};
	const sure = pairs.filter(({ certain }) => certain);
	for (const { operation, call, differences } of sure) {
		const source = `vendor's Postman collection, ${call.names[0]}`;
		const own = placeOf(operation);
		for (const { part, name, missing } of differences) {
			const schema = missing && part !== 'answer' && schemaOf(missing.example);
			if (!schema) continue;
			const [file, ...at] = missing.place;
			const document = documents[file];
			const evidence = { 'x-evidence': 'documented', 'x-source': source };
			if (part === 'parameter') {
				const description = missing.description ? { description: missing.description } : {};
				document.addIn(at, document.createNode({ name, in: 'query', ...description, schema, ...evidence }));
			} else {
				const key = name.replace(/^.*\./, '');
				if (document.hasIn([...at, key])) continue;
				document.setIn([...at, key], document.createNode({ ...schema, ...evidence }));
			}
			changes.push(`${operation.operationId}: ${part} ${name} added`);
		}
		for (const [index, parameter] of (operation.parameters ?? []).entries()) {
			const { node, place } = resolve(contract, parameter, [...own, 'parameters', String(index)]);
			const [file, ...at] = place;
			if (node.name in call.query && documents[file].getIn([...at, 'x-evidence']) !== 'documented')
				mark(place, source);
		}
	}
	for (const pair of sure) {
		const { operation, call, differences } = pair;
		const to = targetOf(contract, pair);
		if (!to || differences.some(contradicts)) continue;
		const [file, , path, verb] = placeOf(operation);
		const paths = documents[file].get('paths') as YAMLMap;
		const moves = to.path !== path || to.verb !== verb;
		if (moves && !move(paths, { path, verb }, to)) continue;
		if (moves) changes.push(`${operation.operationId}: ${verb} ${path} is now ${to.verb} ${to.path}`);
		const source = `vendor's Postman collection, ${call.names[0]}${assumed(differences)}`;
		if (mark(placeOf({ file, ...to }), source)) changes.push(`${operation.operationId}: documented`);
	}
	const written = Object.entries(documents).map(([file, document]) => [
		file,
		document.toString({ lineWidth: 0 }),
	]);
	return { texts: Object.fromEntries(written) as Record<string, string>, changes };
}
