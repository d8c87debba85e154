import { nameOfRef, resolve, type Contract, type Schema } from '../../contract/read';
import { inWords } from '../contract/words';
import { isAnyText } from './json';
import { pairNames, type Fit } from './names';

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
	/** The schema of what is missing there. */
	lacks?: Schema;
}

/** A value in a few words. */
export const short = (value: unknown) => {
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

/** The moments that clients take in an answer. */
const anyMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

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
		const of = reference.$ref && nameOfRef(reference.$ref);
		if (of === 'DateTime' && anyMoment.test(value)) return [];
		return [{ part, name, here: schema.description ?? schema.pattern, there: `text ${short(value)}`, of }];
	}
	if (Array.isArray(value)) {
		const inner = { part, name: name && `${name}[]`, place: [...place, 'items'] };
		return schema.items ? compareValue(contract, schema.items, value[0], inner) : [];
	}
	return typeof value === 'object'
		? compareObject(contract, schema, value as Record<string, unknown>, { part, name, place })
		: [];
}

/** Whether an example may be of a schema, but for the type of an ID or a moment. */
export const mayBeOf = (contract: Contract, schema: Schema, example: unknown): boolean =>
	compareValue(contract, schema, example, { part: 'body', name: '', place: [] }).every(
		({ here, there, of, renamed }) =>
			renamed || here === undefined || there === undefined || of !== undefined,
	);

/** How a value fits a schema: a word of an enum tells which it is. */
export function fitOf(contract: Contract, schema: Schema, example: unknown): Fit {
	const { node } = resolve(contract, schema);
	if (node.enum?.includes(example)) return 'surely';
	return mayBeOf(contract, schema, example) ? 'perhaps' : 'not';
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
	const renames = pairNames(
		Object.keys(properties).filter((key) => !(key in value)),
		extra,
		(here, there) => fitOf(contract, properties[here], value[there]),
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
		...renames.flatMap(([here, there]): Difference[] => [
			{ part, name: nameOf(here), here, there, renamed: true, ...isRequired(here) },
			...compareValue(contract, properties[here], value[there], {
				part,
				name: nameOf(here),
				place: [...place, 'properties', here],
			}),
		]),
		...lacking.map((key): Difference => {
			const lacks = properties[key];
			return { part, name: nameOf(key), here: inWords(lacks), lacks, ...isRequired(key) };
		}),
	];
}
