import { answerOf, resolve, type Contract, type Operation, type Schema } from '../../contract/read';
import { isListed, pagingOf, rowOf } from '../../contract/table';
import type { Call } from './call';
import { nameLikeness } from './names';
import { compareValue, typeOf, type Difference, type Part } from './values';

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
export function compareAnswer(contract: Contract, operation: Operation, call: Call): Difference[] {
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

/** Compares a value; where one element stands for an array, that is said, and the element is compared. */
export function compareOneOrMany(
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
