import type { Scalar, YAMLMap } from 'yaml';
import { answerOf, listApis, placeOf, resolve, type Contract } from '../../contract/read';
import type { Convention } from './conventions';
import { Edit, sourceOf } from './edit';
import type { Pair } from './match';
import { move, targetOf } from './moveOperation';
import { isAtBase } from './paths';
import { renameParameters } from './renameParameters';
import { mayBeOf, typeOf, type Difference } from './values';

/**
 * Edits the texts of the contract's files as far as the pairs tell it mechanically, and keeps their comments. Returns the
 * new texts and a line for each change.
 */
export function writeContract(
	texts: Record<string, string>,
	contract: Contract,
	pairs: Pair[],
	{ second = [], whole = [] }: { second?: Pair[]; whole?: Convention[] } = {},
): Pick<Edit, 'texts' | 'changes'> {
	const edit = new Edit(contract, texts);
	const certain = pairs.filter((pair) => pair.certain);
	const isRenamed = renameParameters(edit, certain);
	for (const convention of whole) writeBase(edit, convention);
	for (const pair of certain) {
		addMissing(edit, pair);
		markParameters(edit, pair);
	}
	for (const pair of certain) documentCall(edit, pair, isRenamed);
	for (const pair of second) takeFromV2(edit, pair);
	return edit;
}

/** Gives an API the base of its addresses. */
function writeBase(edit: Edit, { part, name, here, there }: Convention): void {
	const api = listApis(edit.contract).find((each) => each.name === name);
	if (part !== 'base' || !api || !there || here === undefined) return;
	// The scalar keeps the anchor by which the servers of the file name it.
	(edit.document(api.file).get('x-base', true) as Scalar).value = there;
	edit.changes.push(`${name}: addresses begin with ${there}, not ${here}`);
}

/** Adds the parameters and the properties of bodies that only the collection has. */
function addMissing(edit: Edit, { operation, call, differences }: Pair): void {
	for (const { part, name, missing } of differences) {
		const schema = missing && part !== 'answer' && schemaOf(missing.example);
		// Where one of ours is not there, what is only there may be its new name.
		const isPerhapsKnown = differences.some(
			(other) => other.part === part && other.lacks && mayBeOf(edit.contract, other.lacks, missing?.example),
		);
		if (!schema || isPerhapsKnown) continue;
		const [file, ...at] = missing.place;
		const document = edit.document(file);
		const evidence = { 'x-evidence': 'documented', 'x-source': sourceOf(call) };
		if (part === 'parameter') {
			const description = missing.description ? { description: missing.description } : {};
			document.addIn(at, document.createNode({ name, in: 'query', ...description, schema, ...evidence }));
		} else {
			const key = name.replace(/^.*\./, '');
			if (document.hasIn([...at, key])) continue;
			document.setIn([...at, key], document.createNode({ ...schema, ...evidence }));
		}
		edit.changes.push(`${operation.operationId}: ${part} ${name} added`);
	}
}

/** Marks the parameters that the collection has as documented. */
function markParameters(edit: Edit, { operation, call }: Pair): void {
	for (const [index, parameter] of (operation.parameters ?? []).entries()) {
		const own = [...placeOf(operation), 'parameters', String(index)];
		const { node, place } = resolve(edit.contract, parameter, own);
		const [file, ...at] = place;
		if (node.name in call.query && edit.document(file).getIn([...at, 'x-evidence']) !== 'documented')
			edit.mark(place, sourceOf(call));
	}
}

/** Moves a call to where the collection has it, and says that it is documented where nothing contradicts that. */
function documentCall(edit: Edit, pair: Pair, isRenamed: (difference: Difference) => boolean): void {
	const { operation, call, differences } = pair;
	const to = targetOf(edit.contract, pair);
	if (!to) return;
	const [file, , path, verb] = placeOf(operation);
	const document = edit.document(file);
	const moves = to.path !== path || to.verb !== verb;
	if (moves && !move(document.get('paths') as YAMLMap, { path, verb }, to)) return;
	if (moves) edit.changes.push(`${operation.operationId}: ${verb} ${path} is now ${to.verb} ${to.path}`);
	const left = differences.filter((difference) => !isRenamed(difference));
	if (left.some(contradicts) || !isAtBase(call.base, String(document.get('x-base')))) return;
	if (edit.mark(placeOf({ file, ...to }), `${sourceOf(call)}${assumed(pair, left)}`))
		edit.changes.push(`${operation.operationId}: documented`);
}

/** Marks a call that v3 leaves out as one of v2. */
function takeFromV2(edit: Edit, { operation, call }: Pair): void {
	const [file, ...place] = placeOf(operation);
	const map = edit.document(file).getIn(place) as YAMLMap;
	const source = `vendor's Postman collection of v2, ${call.names[0]}; v3 leaves it out`;
	if (map.get('x-evidence') === 'documented' || map.get('x-source') === source) return;
	map.set('x-evidence', 'observed');
	map.set('x-source', source);
	edit.changes.push(`${operation.operationId}: as v2 has it`);
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
