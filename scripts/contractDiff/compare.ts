import {
	answerOf,
	bodyOf,
	nameOfRef,
	placeOf,
	resolve,
	type Contract,
	type Operation,
	type Schema,
} from '../../contract/read';
import { inWords } from '../contract/words';
import type { Call } from './collection';
import { isAnyText } from './json';
import { pairNames } from './names';
import { pathText, segmentsOf, shapeOf, shapesOf } from './paths';

export type Part = 'answer' | 'API' | 'base' | 'body' | 'error' | 'header' | 'parameter' | 'path' | 'verb';
/** One thing that is not alike. What is missing on one side is undefined there. */
export interface Difference {
	part: Part;
	/** The parameter or the field: `userdata.city`, `skills[].level`. Empty for the whole. */
	name: string;
	here?: string;
	there?: string;
	/** True where one name is probably the other: `here` and `there` are the names. */
	renamed?: true;
	/** The schema whose type is another: `IntegerId`, `DateTime`. */
	of?: string;
	/** True where the contract cannot do without it: it is required, or it is the whole. */
	required?: true;
	/** What is missing here, as the collection shows it, and the object of the contract that it belongs in. */
	missing?: { example: unknown; description?: string; place: string[] };
}

const short = (value: unknown) => {
	if (value === null) return 'no example';
	const text = JSON.stringify(value);
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

/** The type of an example as OpenAPI names it. */
export function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	if (Number.isInteger(value)) return 'integer';
	return value === null ? 'null' : typeof value;
}

/** Holds an example against a schema of the contract; `place` is where the schema is there. */
export function compareValue(
	contract: Contract,
	reference: Schema,
	value: unknown,
	at: { part: Part; name: string; place: string[] },
): Difference[] {
	if (value === null || value === undefined) return [];
	const { node: schema, place } = resolve(contract, reference, at.place);
	const { part, name } = at;
	const key = schema.oneOf ? 'oneOf' : schema.allOf ? 'allOf' : undefined;
	if (key) {
		const results = (schema[key] ?? []).map((member, index) =>
			compareValue(contract, member, value, { part, name, place: [...place, key, String(index)] }),
		);
		return results.find(({ length }) => length === 0) ?? results[0];
	}
	const there = typeOf(value);
	const types = [schema.type ?? there].flat();
	if (!types.includes(there) && !(there === 'integer' && types.includes('number'))) {
		const of = reference.$ref && nameOfRef(reference.$ref);
		return [{ part, name, here: inWords(schema), there: `${inWords({ type: there })} ${short(value)}`, of }];
	}
	if (isAnyText(value)) return [];
	if (schema.enum && !schema.enum.includes(value)) {
		return [{ part, name, here: `one of ${inWords(schema)}`, there: short(value) }];
	}
	if (typeof value === 'string' && schema.pattern && !new RegExp(schema.pattern).test(value)) {
		return [{ part, name, here: schema.description ?? schema.pattern, there: short(value) }];
	}
	if (Array.isArray(value)) {
		const inner = { part, name: name && `${name}[]`, place: [...place, 'items'] };
		return schema.items ? compareValue(contract, schema.items, value[0], inner) : [];
	}
	return typeof value === 'object'
		? compareObject(contract, schema, value as Record<string, unknown>, { part, name, place })
		: [];
}

function compareObject(
	contract: Contract,
	{ properties = {}, required = [], additionalProperties }: Schema,
	value: Record<string, unknown>,
	{ part, name, place }: { part: Part; name: string; place: string[] },
): Difference[] {
	const nameOf = (key: string) => (name ? `${name}.${key}` : key);
	const extra =
		typeof additionalProperties === 'object' ? [] : Object.keys(value).filter((key) => !(key in properties));
	const fits = (here: string, there: string) =>
		compareValue(contract, properties[here], value[there], {
			part,
			name: '',
			place: [...place, 'properties', here],
		}).every(
			({ here: one, there: other, of }) => one === undefined || other === undefined || of !== undefined,
		);
	const renames = pairNames(
		Object.keys(properties).filter((key) => !(key in value)),
		extra,
		fits,
	);
	const found = Object.entries(value).flatMap(([key, example]): Difference[] => {
		const at = { part, name: nameOf(key) };
		if (key in properties) {
			return compareValue(contract, properties[key], example, {
				...at,
				place: [...place, 'properties', key],
			});
		}
		if (typeof additionalProperties === 'object') {
			return compareValue(contract, additionalProperties, example, {
				...at,
				place: [...place, 'additionalProperties'],
			});
		}
		if (renames.some(([, there]) => there === key)) return [];
		return [{ ...at, there: short(example), missing: { example, place: [...place, 'properties'] } }];
	});
	// An answer of an example may well lack what need not be there.
	const expected = part === 'body' ? Object.keys(properties) : required;
	const isRequired = (key: string) => (required.includes(key) ? ({ required: true } as const) : {});
	const lacking = expected.filter((key) => !(key in value) && !renames.some(([here]) => here === key));
	return [
		...found,
		...renames.map(([here, there]): Difference => {
			return { part, name: nameOf(here), here, there, renamed: true, ...isRequired(here) };
		}),
		...lacking.map((key): Difference => {
			return { part, name: nameOf(key), here: inWords(properties[key]), ...isRequired(key) };
		}),
	];
}

function compareQuery(contract: Contract, operation: Operation, call: Call): Difference[] {
	const ours = (operation.parameters ?? []).map((parameter) => resolve(contract, parameter).node);
	const isOf = (name: string) => (parameter: (typeof ours)[number]) =>
		parameter.name === (parameter.style === 'deepObject' ? name.replace(/\[.*/, '') : name);
	const theirs = Object.entries(call.query);
	const place = [...placeOf(operation), 'parameters'];
	const onlyHere = ours.filter((parameter) => !theirs.some(([name]) => isOf(name)(parameter)));
	const onlyThere = theirs.filter(([name]) => !ours.some(isOf(name)));
	const byName = new Map(onlyHere.map((parameter) => [parameter.name, parameter]));
	const renames = pairNames(
		[...byName.keys()],
		onlyThere.map(([name]) => name),
		() => true,
	);
	const isRenamed = (name: string) => renames.some((pair) => pair.includes(name));
	return [
		...theirs.flatMap(([name, { example }]) => {
			const parameter = ours.find(isOf(name));
			if (!parameter || parameter.style === 'deepObject') return [];
			const { node: schema } = resolve(contract, parameter.schema);
			const one = schema.type === 'array' && !Array.isArray(example) ? schema.items : parameter.schema;
			return one ? compareValue(contract, one, example, { part: 'parameter', name, place: [] }) : [];
		}),
		...renames.map(([here, there]): Difference => ({
			part: 'parameter',
			name: here,
			here,
			there,
			renamed: true,
		})),
		...onlyHere
			.filter(({ name }) => !isRenamed(name))
			.map(({ name, schema }): Difference => ({ part: 'parameter', name, here: inWords(schema) })),
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
		: compareValue(contract, schema, body.example, at);
}

/** Says all that differs between an operation of the contract and the call of the collection that it is paired with. */
export function compare(contract: Contract, operation: Operation, call: Call): Difference[] {
	const { name: api } = operation.api;
	const shape = shapeOf(segmentsOf(operation.path));
	const answer = answerOf(operation);
	const differences: Difference[] = [
		{ part: 'API', name: '', here: api, there: call.api ?? api },
		{ part: 'verb', name: '', here: operation.verb, there: call.verb },
		{
			part: 'path',
			name: '',
			here: operation.path,
			there: shapesOf(call.path, [api]).includes(shape) ? operation.path : pathText(call.path),
		},
	];
	return [
		...differences.filter(({ here, there }) => here !== there),
		...compareQuery(contract, operation, call),
		...compareBody(contract, operation, call),
		...(answer ? compareValue(contract, answer, call.answer, { part: 'answer', name: '', place: [] }) : []),
	];
}
