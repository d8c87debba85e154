import {
	answerOf,
	bodyOf,
	placeOf,
	resolve,
	type Contract,
	type Operation,
	type Schema,
} from '../../contract/read';
import { isListed, pagingOf, rowOf } from '../../contract/table';
import { inWords } from '../contract/words';
import type { Call } from './collection';
import { nameLikeness, pairNames } from './names';
import { pathText, segmentsOf, shapeOf } from './paths';
import { compareValue, fitOf, short, typeOf, type Difference, type Part } from './values';

/** What a parameter is for instead of rows to pass over, by its name. */
function positionOf(name: string): string | undefined {
	if (/^(?:p|pg|page(?:[_-]?(?:no|num|number|index))?)$/i.test(name)) return 'the number of a page';
	return /cursor|token|bookmark/i.test(name) ? 'a cursor' : undefined;
}

/** `filter` of `filter[contactEmail]`; a list keeps its brackets: `service_id[]`. */
const outerName = (name: string) => name.replace(/\[[^\]].*$/, '');

function compareQuery(contract: Contract, operation: Operation, call: Call): Difference[] {
	const ours = (operation.parameters ?? []).map((parameter) => resolve(contract, parameter).node);
	const isOf = (name: string) => (parameter: (typeof ours)[number]) =>
		parameter.name === (parameter.style === 'deepObject' ? outerName(name) : name);
	const theirs = Object.entries(call.query);
	const place = [...placeOf(operation), 'parameters'];
	const onlyHere = ours.filter((parameter) => !theirs.some(([name]) => isOf(name)(parameter)));
	const onlyThere = theirs.filter(([name]) => !ours.some(isOf(name)));
	const byName = new Map(onlyHere.map((parameter) => [parameter.name, parameter]));
	const renames = pairNames(
		[...byName.keys()],
		[...new Set(onlyThere.map(([name]) => outerName(name)))],
		(here, there) => {
			const { node } = resolve(contract, byName.get(here)?.schema ?? {});
			const fit = fitOf(contract, node.items ?? node, new Map(theirs).get(there)?.example);
			// The type of a parameter may be another.
			return fit === 'surely' ? fit : 'perhaps';
		},
	);
	const isRenamed = (name: string) => renames.some((pair) => pair.includes(outerName(name)));
	const paging = pagingOf(contract, operation);
	return [
		...theirs.flatMap(([name, { example }]) => {
			const parameter = ours.find(isOf(name));
			if (!parameter || parameter.style === 'deepObject') return [];
			const { node: schema } = resolve(contract, parameter.schema);
			const one = schema.type === 'array' && !Array.isArray(example) ? schema.items : parameter.schema;
			return one ? compareValue(contract, one, example, { part: 'parameter', name, place: [] }) : [];
		}),
		...renames.map(([here, there]): Difference =>
			here === paging.position && paging.style === 'offset' && positionOf(there)
				? {
						part: 'parameter',
						name: here,
						here: 'rows to pass over',
						there: `${there}, ${positionOf(there)}`,
					}
				: { part: 'parameter', name: here, here, there, renamed: true },
		),
		...onlyHere
			.filter(({ name }) => !isRenamed(name))
			.map(({ name, schema }): Difference => {
				const lacks = resolve(contract, schema).node.items ?? schema;
				return { part: 'parameter', name, here: inWords(schema), lacks };
			}),
		...onlyThere
			.filter(([name]) => !isRenamed(name))
			.map(([name, query]): Difference => {
				return { part: 'parameter', name, there: short(query.example), missing: { ...query, place } };
			}),
	];
}

function compareBody(contract: Contract, operation: Operation, { body }: Call): Difference[] {
	const schema = bodyOf(operation);
	const whole = { part: 'body', name: '' } as const;
	const place = [...placeOf(operation), 'requestBody', 'content'];
	if (!body) return schema ? [{ ...whole, here: inWords(schema), required: true }] : [];
	if (body.example === undefined) return [{ ...whole, here: inWords(schema), there: 'it could not be read' }];
	if (!schema) return [{ ...whole, there: short(body.example) }];
	const at = { ...whole, place: [...place, 'application/json', 'schema'] };
	return body.format === 'form'
		? [{ ...whole, here: 'JSON', there: `a form ${short(body.example)}` }]
		: compareOneOrMany(contract, schema, body.example, at);
}

/** Compares a value; where one element stands for an array, that is said, and the element is compared. */
function compareOneOrMany(
	contract: Contract,
	schema: Schema,
	value: unknown,
	at: { part: Part; name: string; place: string[] },
): Difference[] {
	const { node, place } = resolve(contract, schema, at.place);
	const differences = compareValue(contract, schema, value, at);
	if (!node.items || typeOf(value) !== 'object') return differences;
	return [
		...differences,
		...compareValue(contract, node.items, value, { ...at, place: [...place, 'items'] }),
	];
}

/** Where the rows of a list are in its answer: the only list of objects, at any depth; undefined where there is none. */
function placeOfRows(value: unknown): string | undefined {
	const found = listLeaves(value).filter(({ leaf }) => Array.isArray(leaf) && typeOf(leaf[0]) === 'object');
	return found.length === 1 ? found[0].place : undefined;
}

/** The values of an object that are no objects, with the points to where they are. */
const listLeaves = (value: unknown, place = ''): Array<{ place: string; leaf: unknown }> =>
	typeOf(value) === 'object'
		? Object.entries(value as object).flatMap(([name, inner]) =>
				listLeaves(inner, place ? `${place}.${name}` : name),
			)
		: [{ place, leaf: value }];

/** The answer; the rows of a list that are elsewhere there are compared all the same. */
function compareAnswer(contract: Contract, operation: Operation, call: Call): Difference[] {
	const schema = answerOf(operation);
	if (!schema) return [];
	const at = { part: 'answer', name: '', place: [] } as const;
	const asItIs = () => compareOneOrMany(contract, schema, call.answer, { ...at, place: [] });
	const row = rowOf(contract, operation);
	const { rows, total = '' } = pagingOf(contract, operation);
	const there = isListed(contract, operation) ? placeOfRows(call.answer) : undefined;
	if (there === undefined || there === rows || !row) return asItIs();
	const leaves = listLeaves(call.answer);
	const list = leaves.find(({ place }) => place === there)?.leaf;
	const inside = compareValue(contract, { type: 'array', items: row }, list, {
		...at,
		name: rows,
		place: [],
	});
	if (there === '') return [...asItIs(), ...inside];
	const counts = leaves.filter(({ leaf }) => typeOf(leaf) === 'integer').map(({ place }) => place);
	const others = counts.filter((place) => nameLikeness(total, place.replace(/^.*\./, '')) >= 0.45);
	const renamed = (here: string, to: string): Difference[] =>
		here === to ? [] : [{ part: 'answer', name: here, here, there: to, renamed: true, required: true }];
	return [
		...renamed(rows, there),
		...(total === '' || counts.includes(total) || others.length !== 1 ? [] : renamed(total, others[0])),
		...inside,
	];
}

/** Says all that differs between an operation of the contract and the call of the collection that it is paired with. */
export function compare(contract: Contract, operation: Operation, call: Call): Difference[] {
	const { name: api } = operation.api;
	const isSame = shapeOf(call.path) === shapeOf(segmentsOf(operation.path));
	const differences: Difference[] = [
		{ part: 'API', name: '', here: api, there: call.api ?? api },
		{ part: 'verb', name: '', here: operation.verb, there: call.verb },
		{
			part: 'path',
			name: '',
			here: operation.path,
			there: isSame ? operation.path : pathText(call.path),
		},
	];
	return [
		...differences.filter(({ here, there }) => here !== there),
		...compareQuery(contract, operation, call),
		...compareBody(contract, operation, call),
		...compareAnswer(contract, operation, call),
	];
}
