import { listApis, listOperations, listSchemas, nameOfRef, resolve, commonFile } from './read';
import { isId, pagingOf } from './table';
import type { Content, Contract, Operation, Parameter, Schema } from './read';

/** A `$ref` within one document. */
const localRefs = <T>(value: T): T =>
	JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
		key === '$ref' ? String(inner).replace(/^.*#/, '#') : inner,
	) as T;

/**
 * The contract as one OpenAPI document. Parameters are where they are used, since two APIs may use one name for
 * different ones. `pathOf` gives the key of a path, `nameOf` the
 * name of a query parameter, `hasQuery` leaves some out.
 */
export function mergeContract(
	contract: Contract,
	{
		pathOf = ({ path }) => path,
		hasQuery = () => true,
		nameOf = ({ name }) => name,
		hasArrays = false,
	}: {
		pathOf?: (operation: Operation) => string;
		hasQuery?: (parameter: Parameter, operation: Operation) => boolean;
		nameOf?: (parameter: Parameter, key: string) => string;
		/** Whether arrays are there also where one element goes over the wire. */
		hasArrays?: boolean;
	} = {},
): { components: { schemas: Record<string, Schema> } } {
	const common = contract[commonFile];
	const parameterOf = (written: Parameter) => {
		const { node } = resolve(contract, written);
		return { ...node, name: nameOf(node, written.$ref ? nameOfRef(written.$ref) : node.name) };
	};
	const paths: Record<string, Record<string, unknown>> = {};
	for (const operation of listOperations(contract)) {
		if (!hasArrays && isSplit(operation)) continue;
		const { file, path, verb } = operation;
		const parameters = (operation.parameters ?? [])
			.map(parameterOf)
			.filter((parameter) => hasQuery(parameter, operation));
		const written = contract[file].paths[path][verb.toLowerCase()];
		const key = pathOf(operation);
		const ids = (contract[file].paths[path].parameters ?? []).map((id) => resolve(contract, id).node);
		paths[key] ??= ids.length > 0 ? { parameters: ids } : {};
		if (verb.toLowerCase() in paths[key])
			throw new Error(`Two APIs have ${verb} ${key}: one address cannot serve both`);
		paths[key][verb.toLowerCase()] = {
			...written,
			...(operation['x-arrays'] === false && !hasArrays ? withoutArrays(contract, operation) : {}),
			parameters,
		};
	}
	const { securitySchemes, responses, headers } = common.components;
	return localRefs({
		openapi: '3.1.0',
		info: common.info,
		security: [{ token: [] }],
		tags: listApis(contract).map(({ name }) => ({ name })),
		paths,
		components: { securitySchemes, responses, headers, schemas: listSchemas(contract) },
	});
}

/** True for a call that the server does not have: it stands for the call that does one element. */
const isSplit = ({ 'x-arrays': arrays, 'x-single': single }: Operation) =>
	arrays === false && single !== undefined;

/** An operation with one element where the contract writes arrays, as it goes over the wire. */
function withoutArrays(contract: Contract, operation: Operation) {
	const unwrapped = (content?: Content): Content | undefined => {
		const schema = content?.['application/json']?.schema;
		const items = schema && resolve(contract, schema).node.items;
		return items ? { ...content, 'application/json': { schema: items } } : content;
	};
	const { requestBody, responses } = operation;
	return {
		requestBody: requestBody && { ...requestBody, content: unwrapped(requestBody.content) },
		responses: Object.fromEntries(
			Object.entries(responses).map(([status, answer]) => [
				status,
				{ ...answer, ...(answer?.content ? { content: unwrapped(answer.content) } : {}) },
			]),
		),
	};
}

/** Paths apart by API, as two may have the same. */
export const pathByApi = ({ api, path }: Operation): string => `/${api.key}${path}`;

/** The contract as nodes see it: parameters go by their keys, ids are text, pages and single elements are the client's concern. */
export function clientContract(contract: Contract): object {
	const merged = mergeContract(contract, {
		pathOf: pathByApi,
		hasQuery: ({ name }, operation) => {
			const { size, position } = pagingOf(contract, operation);
			return name !== size && name !== position;
		},
		nameOf: (_parameter, key) => key,
		hasArrays: true,
	});
	const { schemas } = merged.components;
	for (const name of Object.keys(schemas).filter(isId)) schemas[name] = { type: 'string' };
	return merged;
}
