import { bodyOf, placeOf, resolve, type Contract, type Operation } from '../../contract/read';
import { pagingOf } from '../../contract/table';
import { inWords } from '../contract/words';
import type { Call } from './call';
import { compareAnswer, compareOneOrMany } from './compareAnswer';
import { pairNames } from './names';
import { pathText, segmentsOf, shapeOf } from './paths';
import { compareValue, fitOf, short, type Difference } from './values';

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
