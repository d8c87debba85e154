import {
	answerOf,
	bodyOf,
	commonFile,
	listApis,
	listOperations,
	listSchemas,
	nameOfRef,
	resolve,
} from './read';
import type { ApiOperation, Paging } from './operation';
import type { Contract, Operation, Schema } from './read';

/** The schema of one row that an operation answers: of a list, of an array, or of the one thing. */
export function rowOf(contract: Contract, operation: Operation): Schema | undefined {
	const answer = answerOf(operation);
	if (!answer) return undefined;
	return itemsOf(contract, operation, answer) ?? answer;
}

/** The schema of the rows of an answer, an array or the page of a list. */
function itemsOf(contract: Contract, operation: Operation, answer: Schema): Schema | undefined {
	const { node } = resolve(contract, answer);
	if (node.items) return node.items;
	const names = pagingOf(contract, operation).rows.split('.');
	return names.reduce<Schema | undefined>((inner, name) => inner?.properties?.[name], node)?.items;
}

/**
 * How the list of an operation is read; of an API, where nothing of an operation is given. Its parameters may be called
 * by their keys.
 */
export function pagingOf(
	contract: Contract,
	{ file, 'x-paging': own }: Pick<Operation, 'file' | 'x-paging'>,
): Paging {
	const paging = { ...contract[commonFile]['x-paging'], ...contract[file]['x-paging'], ...own } as Paging;
	const parameters: Record<string, { name: string } | undefined> =
		contract[commonFile].components.parameters ?? {};
	const nameOf = (key: string) => parameters[key]?.name ?? key;
	return { ...paging, size: nameOf(paging.size), position: nameOf(paging.position) };
}

/** How the lists of each API are read. */
export const pagingByApi = (contract: Contract): Record<string, Paging> =>
	Object.fromEntries(listApis(contract).map(({ key, file }) => [key, pagingOf(contract, { file })]));

/** The schemas inside one, `$ref` followed, without what is behind names that the customer makes up. */
function* schemasIn(
	contract: Contract,
	schema: Schema,
	name = '',
): Generator<{ name: string; schema: Schema; $ref: string }> {
	const { node } = resolve(contract, schema);
	yield { name, schema: node, $ref: schema.$ref ?? '' };
	for (const member of [...(node.oneOf ?? []), ...(node.allOf ?? []), ...(node.items ? [node.items] : [])])
		yield* schemasIn(contract, member, name);
	for (const [key, property] of Object.entries(node.properties ?? {}))
		yield* schemasIn(contract, property, key);
}

/** Whether a schema is one of an id, by its name. */
export const isId = (name: string): boolean => /Id$/.test(name);
const unique = <T>(all: T[]) => [...new Set(all)];

/** Names of properties that hold ids, as the schemas of rows have them. */
export const idNames = (contract: Contract): string[] =>
	unique(
		Object.values(listSchemas(contract))
			.flatMap((schema) => [...schemasIn(contract, schema)])
			.filter(({ $ref, name }) => name && isId($ref))
			.map(({ name }) => name),
	).sort();

/** Names of properties whose own names the customer makes up. */
export const freeNames = (contract: Contract): string[] =>
	unique(
		Object.values(listSchemas(contract))
			.flatMap((schema) => [...schemasIn(contract, schema)])
			.filter(({ schema, name }) => name && typeof schema.additionalProperties === 'object')
			.map(({ name }) => name),
	).sort();

const isInteger = ({ type = '' }: Schema) => [type].flat().find((each) => each !== 'null') === 'integer';

export type ValueType = 'boolean' | 'date' | 'list' | 'number' | 'text';

/** By type, the names that hold it in rows, where that is the same in all of them; ids and what the customer names are none. */
export function namesByType(contract: Contract): Partial<Record<ValueType, string[]>> {
	const types = new Map<string, Set<ValueType>>();
	const others = [...idNames(contract), ...freeNames(contract)];
	for (const operation of listOperations(contract)) {
		const row = rowOf(contract, operation);
		for (const { name, schema, $ref } of row ? schemasIn(contract, row) : []) {
			const type = $ref.endsWith('DateTime') ? 'date' : typeOf(schema);
			if (name && type) types.set(name, (types.get(name) ?? new Set()).add(type));
		}
	}
	const clear = [...types].flatMap(([name, all]): Array<[string, ValueType]> => {
		// What lists hold is under the name of the list.
		const [type] = all.has('list') ? ['list' as const] : all;
		const isClear = type === 'list' || (all.size === 1 && !others.includes(name));
		return isClear ? [[name, type]] : [];
	});
	const kinds = unique(clear.map(([, type]) => type)).sort();
	return Object.fromEntries(
		kinds.map((kind) => [kind, clear.flatMap(([name, type]) => (type === kind ? [name] : [])).sort()]),
	);
}

function typeOf({ type, oneOf }: Schema): ValueType | undefined {
	const names = [type].flat().filter((each) => each !== 'null');
	if (oneOf || names.length !== 1) return undefined;
	const known: Record<string, ValueType> = {
		array: 'list',
		boolean: 'boolean',
		integer: 'number',
		number: 'number',
		string: 'text',
	};
	return known[names[0] ?? ''];
}

function integersOf(contract: Contract, operation: Operation): string[] {
	const body = bodyOf(operation);
	const ids = idNames(contract);
	return unique(
		(body ? [...schemasIn(contract, body)] : [])
			.filter(({ schema, name }) => ids.includes(name) && isInteger(schema))
			.map(({ name }) => name),
	);
}

function replaceOf(contract: Contract, operation: Operation): ApiOperation['replace'] {
	if (operation['x-put'] !== 'replace') return undefined;
	const { path, file } = operation;
	const read =
		operation['x-read'] ??
		listOperations(contract).find(
			(other) => other.file === file && other.path === path && other.verb === 'GET',
		)?.operationId;
	// An array is read element by element, as the call that does one.
	if (!read || operation['x-single']) return undefined;
	const { node } = resolve(contract, bodyOf(operation) ?? {});
	return { read, properties: Object.keys(node.properties ?? {}) };
}

/** The table of all operations, by their ids. */
export function tableOf(contract: Contract): Record<string, ApiOperation> {
	return Object.fromEntries(
		listOperations(contract).map((operation) => {
			const { operationId, api, verb, path, parameters = [] } = operation;
			const { size, position } = pagingOf(contract, operation);
			const renamed = parameters
				.filter(({ $ref }) => $ref)
				.map((parameter) => [nameOfRef(parameter.$ref ?? ''), resolve(contract, parameter).node.name])
				.filter(([key, name]) => key !== name && name !== size && name !== position);
			const { 'x-paging': paging } = operation;
			const row = rowOf(contract, operation);
			const schema = row?.$ref && nameOfRef(row.$ref);
			const isList = isListed(contract, operation);
			const integers = integersOf(contract, operation);
			return [
				operationId,
				{
					api: api.key,
					method: verb as ApiOperation['method'],
					path,
					query: renamed.length > 0 ? (Object.fromEntries(renamed) as Record<string, string>) : undefined,
					paging: paging && isList ? pagingOf(contract, operation) : undefined,
					// An array that would blank what it leaves out is not sent where there is a call for one element.
					arrays: operation['x-single'] && operation['x-put'] === 'replace' ? false : operation['x-arrays'],
					single: operation['x-single'],
					replace: replaceOf(contract, operation),
					keepsRow: operation['x-delete'] === 'keeps' ? true : undefined,
					feed: operation['x-feed'],
					...(isList ? { rows: schema } : { row: schema }),
					integers: integers.length > 0 ? integers : undefined,
				},
			];
		}),
	);
}

/** True for an operation that lists rows. Throws for a list whose schema does not have them where `x-paging` says. */
export function isListed(contract: Contract, operation: Operation): boolean {
	const answer = answerOf(operation);
	if (operation.verb !== 'GET' || !answer) return false;
	const listed = itemsOf(contract, operation, answer) !== undefined;
	const { operationId, parameters = [] } = operation;
	const { rows } = pagingOf(contract, operation);
	if (!listed && parameters.some(({ $ref }) => nameOfRef($ref ?? '') === 'limit'))
		throw new Error(
			`The contract has no rows at "${rows}" in the answer of ${operationId}, as x-paging says`,
		);
	return listed;
}

/** What is needed of a row, by the name of its schema. */
export const neededOf = (contract: Contract): Record<string, string[]> =>
	Object.fromEntries(
		Object.entries(listSchemas(contract)).flatMap(([name, { 'x-needed': needed }]) =>
			needed ? [[name, needed]] : [],
		),
	);

/** The names of the properties of some schemas. */
export const propertiesOf = (contract: Contract, names: string[]): Record<string, string[]> =>
	Object.fromEntries(names.map((name) => [name, Object.keys(listSchemas(contract)[name].properties ?? {})]));

/** The choices of each enum that has labels, in the order of their names, as n8n shows them. */
export const optionsOf = (
	contract: Contract,
): Record<string, Array<{ name: string; value: string; description?: string }>> =>
	Object.fromEntries(
		Object.entries(listSchemas(contract)).flatMap(([schema, { enum: values = [], 'x-labels': labels }]) => {
			if (!labels) return [];
			const choices = values.map((value) => {
				const label = labels[String(value)];
				if (!label) throw new Error(`The contract has no label for "${String(value)}" of ${schema}`);
				const { name, ...rest } = typeof label === 'string' ? { name: label } : label;
				return { name, value: String(value), ...rest };
			});
			return [[schema, choices.sort((one, other) => one.name.localeCompare(other.name))]];
		}),
	);

/** The APIs by their keys, with one of their properties. */
export const apisBy = (contract: Contract, property: 'base' | 'name'): Record<string, string> =>
	Object.fromEntries(listApis(contract).map((api) => [api.key, api[property]]));
