import { commonFile, listApis, listOperations, nameOfRef, queryOf, resolve } from '../../contract/read';
import type { Contract, ErrorBody as ErrorPlaces, Operation } from '../../contract/read';
import type { ApiOperation, Paging } from '../../contract/operation';
import { isId, pagingOf, tableOf } from '../../contract/table';

const usualSize = 50;

/** What is needed of a contract to read and to write its language. */
export interface Language {
	/** The addresses of the operations that go over the wire, those without ids first. */
	routes: Array<{ id: string; verb: string; pattern: RegExp; ids: string[] }>;
	table: Record<string, ApiOperation>;
	paths: Record<string, string>;
	/** Names of the query parameters of an operation, by their keys. */
	query: Record<string, Map<string, string>>;
	paging: Record<string, Paging>;
	/** The rows of a page that is asked for without a size. */
	usualSize: Record<string, number>;
	error: ErrorPlaces;
	header: string;
	/** Whether ids that may be numbers are text. */
	hasTextIds: boolean;
	/** What the addresses of each API begin with, by its key. */
	bases: Record<string, string>;
	/** The calls that make blank what they leave out. */
	replacing: string[];
}

const keysOf = (contract: Contract, { parameters = [] }: Operation) =>
	new Map(
		parameters.map((written) => {
			const { name } = resolve(contract, written).node;
			return [written.$ref ? nameOfRef(written.$ref) : name, name];
		}),
	);

/** What the addresses of each API begin with: with its key, where another would have one of them. */
function basesOf(contract: Contract): Record<string, string> {
	const addresses = listOperations(contract).map(({ api, verb, path }) => ({
		api: api.key,
		address: `${verb} ${api.base}${path.replace(/\{\w+\}/g, '{}')}`,
	}));
	const first = new Map(addresses.toReversed().map(({ address, api }) => [address, api]));
	const shared = addresses
		.filter(({ address, api }) => first.get(address) !== api)
		.flatMap(({ address, api }) => [api, first.get(address)]);
	return Object.fromEntries(
		listApis(contract).map(({ key, base }) => [key, shared.includes(key) ? `/${key}${base}` : base]),
	);
}

/** The language of a contract. */
export function languageOf(contract: Contract): Language {
	const operations = listOperations(contract);
	const byId = <T>(valueOf: (operation: Operation) => T) =>
		Object.fromEntries(operations.map((operation) => [operation.operationId, valueOf(operation)]));
	const bases = basesOf(contract);
	const routes = operations
		.filter((operation) => !(operation['x-arrays'] === false && operation['x-single']))
		.map(({ operationId, verb, api, path }) => ({
			id: operationId,
			verb,
			pattern: new RegExp(`^${bases[api.key]}${path.replace(/\{\w+\}/g, '([^/]+)')}$`),
			ids: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
		}))
		.sort((one, other) => one.ids.length - other.ids.length);
	const { components, 'x-error': error } = contract[commonFile];
	const schemas = Object.entries(components.schemas);
	return {
		routes,
		table: tableOf(contract),
		paths: byId(({ path }) => path),
		query: byId((operation) => keysOf(contract, operation)),
		paging: byId((operation) => pagingOf(contract, operation)),
		usualSize: byId((operation) => {
			const { size } = pagingOf(contract, operation);
			const sizes = queryOf(contract, operation).filter(({ name }) => name === size);
			return sizes[0]?.schema.default ?? usualSize;
		}),
		error,
		header: components.securitySchemes.token.name,
		hasTextIds: schemas.every(([name, { type }]) => !isId(name) || type === 'string'),
		bases,
		replacing: operations.flatMap(({ operationId, 'x-put': put }) => (put === 'replace' ? operationId : [])),
	};
}

/** A language as text, whatever the order of its names. */
export const textOf = (language: Language): string =>
	JSON.stringify(language, (_name, value: unknown) => {
		if (value instanceof RegExp) return value.source;
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
		const entries = value instanceof Map ? [...(value as Map<string, unknown>)] : Object.entries(value);
		return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
	});
