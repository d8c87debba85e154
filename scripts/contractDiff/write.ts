import { parseDocument, Scalar, YAMLMap, Pair as YamlPair, type Document } from 'yaml';
import {
	answerOf,
	listApis,
	placeOf,
	resolve,
	verbs,
	type Contract,
	type Operation,
} from '../../contract/read';
import type { Call } from './collection';
import type { Convention } from './conventions';
import type { Pair } from './match';
import { nameLikeness } from './names';
import { isAtBase, isWildcard, segmentsOf, shapeOf } from './paths';
import { mayBeOf, typeOf, type Difference } from './values';

/** How alike two names of a parameter are at least, for the one to be written in place of the other. */
const sureName = 0.6;

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

/** Where the collection has an operation, in the contract's own terms; undefined when that is not clear mechanically. */
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

/**
 * What keeps a call from being called documented: another body, envelope or parameter, or one that the collection does not
 * have. What is only there, or is written here by now, does not.
 */
const contradicts = ({ part, here, there, missing, required, name }: Difference) => {
	switch (part) {
		case 'API':
		case 'parameter':
			return missing === undefined;
		case 'body':
			return missing === undefined && (required === true || (here !== undefined && there !== undefined));
		case 'answer':
			return missing === undefined && (name === '' || required === true);
		default:
			return false;
	}
};

/** What the collection does not show of an operation, in words: `; limit, offset are assumed`. */
function assumed({ operation, call }: Pair, differences: Difference[]): string {
	const isShown = !answerOf(operation) || call.answer !== undefined;
	const names = differences
		.filter(({ part, there }) => part === 'body' && there === undefined)
		.map(({ name }) => name || 'the body');
	if (!isShown || differences.some(({ part, here }) => part === 'answer' && here !== undefined))
		names.push('the answer');
	return names.length > 0 ? `; ${names.join(', ')} ${names.length > 1 ? 'are' : 'is'} assumed` : '';
}

/**
 * Gives parameters the names that the collection has, where all certain calls that use one agree: code knows them by their
 * keys. Returns what tells whether a difference is settled by that.
 */
function renameParameters(
	contract: Contract,
	pairs: Pair[],
	documents: Record<string, Document>,
	changes: string[],
	mark: (place: string[], source: string) => boolean,
): (operation: Operation, difference: Difference) => boolean {
	const wanted = new Map<string, { place: string[]; names: Set<string>; from: string; source: string }>();
	for (const { operation, call, differences } of pairs.filter(({ certain }) => certain)) {
		for (const [index, parameter] of (operation.parameters ?? []).entries()) {
			const { node, place } = resolve(contract, parameter, [
				...placeOf(operation),
				'parameters',
				String(index),
			]);
			if (node.in !== 'query') continue;
			const to = differences.find(
				({ part, name, renamed, there = '' }) =>
					part === 'parameter' && renamed && name === node.name && nameLikeness(name, there) >= sureName,
			)?.there;
			const seen = to ?? (node.name in call.query ? node.name : undefined);
			if (seen === undefined) continue;
			const key = place.join(' ');
			const entry = wanted.get(key) ?? {
				place,
				names: new Set<string>(),
				from: node.name,
				source: sourceOf(call),
			};
			entry.names.add(parameter.$ref ? seen : '');
			wanted.set(key, entry);
		}
	}
	const done = new Set<string>();
	for (const { place, names, from, source } of wanted.values()) {
		const [to, ...others] = names;
		if (others.length > 0 || to === '' || to === from) continue;
		const [file, ...at] = place;
		documents[file].setIn([...at, 'name'], to);
		mark(place, source);
		renamePaging(documents, file, from, to);
		done.add(`${from} ${to}`);
		changes.push(`parameter ${from} is now ${to}`);
	}
	return (_operation, { part, renamed, here, there }) =>
		part === 'parameter' && renamed === true && done.has(`${here} ${there}`);
}

const sourceOf = ({ names }: Call) => `vendor's Postman collection, ${names[0]}`;

/** The parameters of pages and feeds are named by the data of the contract, too. */
function renamePaging(documents: Record<string, Document>, file: string, from: string, to: string): void {
	const paging = documents[file].get('x-paging');
	if (!(paging instanceof YAMLMap)) return;
	for (const key of ['size', 'position']) if (paging.get(key) === from) paging.set(key, to);
}

/**
 * Edits the texts of the contract's files as far as the pairs tell it mechanically, and keeps their comments. Returns the
 * new texts and a line for each change.
 */
export function writeContract(
	texts: Record<string, string>,
	contract: Contract,
	pairs: Pair[],
	{ second = [], whole = [] }: { second?: Pair[]; whole?: Convention[] } = {},
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
	const renamed = renameParameters(contract, pairs, documents, changes, mark);
	for (const { part, name, here, there } of whole) {
		const api = listApis(contract).find((each) => each.name === name);
		if (part !== 'base' || !api || !there || here === undefined) continue;
		// The scalar keeps the anchor by which the servers of the file name it.
		(documents[api.file].get('x-base', true) as Scalar).value = there;
		changes.push(`${name}: addresses begin with ${there}, not ${here}`);
	}
	for (const { operation, call, differences } of sure) {
		const source = sourceOf(call);
		const own = placeOf(operation);
		for (const { part, name, missing } of differences) {
			const schema = missing && part !== 'answer' && schemaOf(missing.example);
			// Where one of ours is not there, what is only there may be its new name.
			const isPerhapsKnown = differences.some(
				(other) => other.part === part && other.lacks && mayBeOf(contract, other.lacks, missing?.example),
			);
			if (!schema || isPerhapsKnown) continue;
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
		const left = differences.filter((difference) => !renamed(operation, difference));
		if (!to) continue;
		const [file, , path, verb] = placeOf(operation);
		const paths = documents[file].get('paths') as YAMLMap;
		const moves = to.path !== path || to.verb !== verb;
		if (moves && !move(paths, { path, verb }, to)) continue;
		if (moves) changes.push(`${operation.operationId}: ${verb} ${path} is now ${to.verb} ${to.path}`);
		if (left.some(contradicts) || !isAtBase(call.base, String(documents[file].get('x-base')))) continue;
		const source = `vendor's Postman collection, ${call.names[0]}${assumed(pair, left)}`;
		if (mark(placeOf({ file, ...to }), source)) changes.push(`${operation.operationId}: documented`);
	}
	for (const { operation, call } of second) {
		const [file, ...place] = placeOf(operation);
		const map = documents[file].getIn(place) as YAMLMap;
		const source = `vendor's Postman collection of v2, ${call.names[0]}; v3 leaves it out`;
		if (map.get('x-evidence') === 'documented' || map.get('x-source') === source) continue;
		map.set('x-evidence', 'observed');
		map.set('x-source', source);
		changes.push(`${operation.operationId}: as v2 has it`);
	}
	const written = Object.entries(documents).map(([file, document]) => [
		file,
		document.toString({ lineWidth: 0 }),
	]);
	return { texts: Object.fromEntries(written) as Record<string, string>, changes };
}
